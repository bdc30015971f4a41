#include "ui/pages/train_page.h"

#include "ui/widgets/empty_state.h"

namespace saccade {

TrainPage::TrainPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, tr("Train"), QStringLiteral("train"), parent)
{
    auto* empty = new EmptyState(QStringLiteral("train"), tr("Open a data set first, then train a network on it."),
                                 tr("Go to Data"), this);
    connect(empty, &EmptyState::triggered, this, [this] { emit pageRequested(PageId::Data); });
    setContent(empty);
}

} // namespace saccade
