#pragma once

#include <QStringList>
#include <QWidget>
#include <filesystem>

class QAction;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace saccade {

class FlowLayout;
class IconLabel;
class ProbabilityBars;
struct ImageAnswer;

/// Beside a picture: what it is, what was said of it, where its file lies, and what can be done with it. UI thread.
class ImageViewerFacts final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageViewerFacts(QWidget* parent = nullptr);

    void show(const ImageAnswer& answer, const QStringList& classNames);
    /// What a person changed of the image; empty hides it.
    void setMark(const QString& mark);
    /// The file of its own, or, with `inside`, the archive that holds it; an empty path hides both.
    void setFile(const std::filesystem::path& file, const QString& inside = {});
    /// As a button that follows the action.
    void addAction(QAction* action);

private:
    QWidget* createVerdict();
    QFormLayout* createFigures();
    QWidget* createFile();
    QLabel* addFigure(QFormLayout& form, const char* objectName, const QString& name, const QString& toolTip = {});

    IconLabel* m_icon = nullptr;
    QLabel* m_verdict = nullptr;
    QLabel* m_mark = nullptr;
    QLabel* m_truth = nullptr;
    QLabel* m_predicted = nullptr;
    QLabel* m_confidence = nullptr;
    QLabel* m_loss = nullptr;
    QLabel* m_margin = nullptr;
    QLabel* m_size = nullptr;
    ProbabilityBars* m_bars = nullptr;
    QWidget* m_fileBox = nullptr;
    QLineEdit* m_path = nullptr;
    QWidget* m_actions = nullptr;
    FlowLayout* m_actionRow = nullptr;
    std::filesystem::path m_folder;
};

} // namespace saccade
