#pragma once

#include <QWidget>

#include "engine/data/data_set.h"

class QVBoxLayout;

namespace saccade {

class ProblemsModel;
struct DataCheck;

/// The checks of a data set as sentences with their sign; files left out unfold into a list. UI thread.
class ChecksPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksPane(QWidget* parent = nullptr);

    void showChecks(const DataSet& dataSet);

private:
    QWidget* createRow(const DataCheck& check);
    void showProblems();

    ProblemsModel* m_problems = nullptr;
    QWidget* m_rows = nullptr;
    QVBoxLayout* m_layout = nullptr;
};

} // namespace saccade
