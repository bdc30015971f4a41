#pragma once

#include <QWidget>
#include <filesystem>

class QLineEdit;
class QPushButton;

namespace saccade {

/// A folder's path, to read and to copy, and the button that shows it in the desktop's own program. UI thread.
class FolderRow final : public QWidget
{
    Q_OBJECT

public:
    /// `meaning` is the accessible name, e.g. "Folder of the runs".
    FolderRow(const QString& objectName, const QString& meaning, const std::filesystem::path& folder,
              QWidget* parent = nullptr);

private:
    QLineEdit* m_path = nullptr;
    QPushButton* m_show = nullptr;
};

} // namespace saccade
