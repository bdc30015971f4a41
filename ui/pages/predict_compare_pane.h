#pragma once

#include <QWidget>
#include <map>

#include "engine/session/run_model_loader.h"
#include "ui/models/prediction_history_model.h"

class QLabel;
class QMenu;
class QPushButton;

namespace saccade {

class ElidedLabel;
class MessageNote;
class PairedBars;
struct AnswerRule;
struct Workbench;

/// A second network beside the page's own: chosen here, asked about the same images on a thread of its own, and taken
/// away again. It is there again at the next start. UI thread.
class PredictComparePane final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictComparePane(Workbench& workbench, QWidget* parent = nullptr);

    /// answered() follows when there is a second network.
    void ask(std::uint64_t id, const PredictInput& input);
    /// Drops what was asked.
    void cancel();
    /// The answer that came for this image, once.
    [[nodiscard]] std::optional<ComparedAnswer> take(std::uint64_t id);

    /// Asks when the entry has no answer of the second network yet and its pixels can still be had. It is one of
    /// `entries`, over which the agreement is counted.
    void showEntry(const HistoryEntry& entry, const std::deque<HistoryEntry>& entries);
    void showNothing();

signals:
    void answered(std::uint64_t id); ///< see take()
    void modelChanged();             ///< another one, or none

private:
    void createParts();
    void createLayout();
    void connectSessions();
    void useRule(const std::filesystem::path& run, const AnswerRule& rule);
    void fillMenu();
    void addModel(const QString& title, const QString& path);
    void openModel(const QString& path);
    void openRemembered();
    void useModel(Model model);
    void removeModel();
    void keepAnswer(const Prediction& prediction);
    void askAgain(const HistoryEntry& entry);
    void showModel();
    void showAnswers(const HistoryEntry& entry, const std::deque<HistoryEntry>& entries);
    void say(const QString& sentence, const QString& tone);
    [[nodiscard]] bool isOfModel(const ComparedAnswer& answer) const;

    Workbench& m_workbench;
    RunModelLoader m_loader;
    PredictSession m_session;
    std::map<std::uint64_t, std::uint64_t> m_asked;    ///< id of the session -> id of the image
    std::map<std::uint64_t, ComparedAnswer> m_answers; ///< by image, not taken yet
    bool m_hasModel = false;
    bool m_hasRemembered = false; ///< what was compared with at the last start is opened once
    QMenu* m_menu = nullptr;
    QPushButton* m_choose = nullptr;
    QPushButton* m_remove = nullptr;
    QWidget* m_body = nullptr;
    ElidedLabel* m_title = nullptr;
    QLabel* m_sentence = nullptr;
    PairedBars* m_bars = nullptr;
    QLabel* m_agreement = nullptr;
    MessageNote* m_note = nullptr;
};

} // namespace saccade
