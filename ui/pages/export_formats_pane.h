#pragma once

#include <QWidget>
#include <vector>

#include "engine/session/export_session.h"

class QComboBox;
class QGridLayout;

namespace saccade {

class ExportCard;
class Preferences;

/// What is exported: weights of a run.
struct ExportSubject
{
    std::filesystem::path run;
    KeptWeights weights = KeptWeights::Best;
};

/// The cards of all export formats. Which are wanted, and on how many images they are tried, is remembered. UI thread.
class ExportFormatsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportFormatsPane(Preferences& preferences, QWidget* parent = nullptr);

    /// Cards show what is known of the subject, whose answers are given by `rule` now.
    void show(const ExportSession& session, const ExportSubject& subject, const AnswerRule& rule);
    /// Of the network's numbers as float32, for sizes that are not known yet; 0: unknown.
    void setExpectedBytes(std::int64_t bytes) { m_expectedBytes = bytes; }
    [[nodiscard]] std::vector<ExportFormat> wanted() const; ///< in the order of the enumeration
    [[nodiscard]] std::size_t checkImages() const;
    [[nodiscard]] ExportFormat current() const { return m_current; }

signals:
    void wantedChanged();
    void currentChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* createTitle();
    void createCards();
    void placeCards();
    void setCurrent(ExportFormat format);
    void remember();
    [[nodiscard]] std::int64_t expectedBytes(ExportFormat format) const;
    void showCard(ExportCard& card, const ExportSession& session, const ExportSubject& subject, const AnswerRule& rule);

    Preferences& m_preferences;
    QComboBox* m_images = nullptr;
    QGridLayout* m_grid = nullptr;
    std::vector<ExportCard*> m_cards; // by format
    ExportFormat m_current{};
    std::int64_t m_expectedBytes = 0;
    int m_columns = 0;
};

/// What the session knows of a format of a run's weights; nullptr when nothing. UI thread.
[[nodiscard]] const ExportOutcome* outcomeOf(const ExportSession& session, const ExportSubject& subject,
                                             ExportFormat format);

} // namespace saccade
