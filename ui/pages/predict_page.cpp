#include "ui/pages/predict_page.h"

#include "ui/widgets/empty_state.h"

namespace saccade {

PredictPage::PredictPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, tr("Predict"), QStringLiteral("predict"), parent)
{
    auto* empty =
        new EmptyState(QStringLiteral("predict"), tr("Train a network first; then drop an image here to classify it."),
                       tr("Go to Train"), this);
    connect(empty, &EmptyState::triggered, this, [this] { emit pageRequested(PageId::Train); });
    setContent(empty);
}

} // namespace saccade
