#include "ui/pages/model_trial_starter.h"

#include <QFile>
#include <algorithm>

#include "engine/session/model_trial.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr std::size_t kNamesShown = 5;

/// "ant, bee", "ant, bee, cat, dog, eel and 3 more".
QString someNames(const std::vector<std::string>& classNames)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(classNames.size(), kNamesShown); ++i) {
        names.append(displayName(classNames[i]));
    }
    const QString shown = names.join(QStringLiteral(", "));
    const auto more = static_cast<int>(classNames.size() - static_cast<std::size_t>(names.size()));
    return more == 0 ? shown : ModelTrialStarter::tr("%1 and %Ln more", nullptr, more).arg(shown);
}

QString sizeText(const ImageSize& size)
{
    return (size.channels == 1 ? ModelTrialStarter::tr("%1 × %2 pixels in grey")
                               : ModelTrialStarter::tr("%1 × %2 pixels in colour"))
        .arg(formatCount(size.width), formatCount(size.height));
}

} // namespace

ModelTrialStarter::ModelTrialStarter(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench)
{
    connect(&m_loader, &RunModelLoader::loaded, this, &ModelTrialStarter::useModel);
    connect(&m_loader, &RunModelLoader::failed, this, &ModelTrialStarter::fail);
    connect(&workbench.data, &DataSession::opened, this, &ModelTrialStarter::proceed);
    connect(&workbench.data, &DataSession::failed, this, &ModelTrialStarter::goOnWithout);
    connect(&workbench.loader, &EngineLoader::computeEngineReady, this, &ModelTrialStarter::proceed);
    connect(&workbench.loader, &EngineLoader::failed, this, &ModelTrialStarter::proceed);
}

void ModelTrialStarter::start(const QString& path)
{
    m_workbench.evaluate.cancel(); // nobody waits for what is looked at now; before: its failure gives a trial up
    m_path = path;
    m_model.reset();
    m_openedAnew.clear();
    emit waits(tr("Reading %1…").arg(path.section(QLatin1Char('/'), -1)));
    m_loader.open(QFile::encodeName(path).toStdString());
}

void ModelTrialStarter::giveUp()
{
    m_path.clear();
    m_model.reset();
}

void ModelTrialStarter::useModel(const Model& model)
{
    if (isStarting()) {
        m_model = model;
        proceed();
    }
}

void ModelTrialStarter::proceed()
{
    if (!m_model) {
        return;
    }
    const DataSet& dataSet = m_workbench.data.dataSet();
    const QString name = m_path.section(QLatin1Char('/'), -1);
    const Result<void> fits = checkTrial(*m_model, dataSet);
    if (m_workbench.data.isBusy()) {
        emit waits(tr("The images are being opened…"));
    } else if (dataSet.count() == 0) {
        emit waits(
            tr("A model file knows no images. Open some on the Data page: %1 is tried on their test part.").arg(name));
    } else if (!fits && fits.error().code == ErrorCode::ClassesDisagree) {
        emit waits(
            tr("%1 knows %2. The open images have other classes: open those that it was made for on the Data page.")
                .arg(name, someNames(m_model->classNames)));
    } else if (!fits && m_openedAnew != m_workbench.data.request().source) {
        openAnew();
    } else if (!fits) {
        emit waits(sizeProblem());
    } else if (const auto problem = m_workbench.loader.computeEngineProblem()) {
        fail(*problem);
    } else if (const ComputeEngine* engine = m_workbench.loader.computeEngine()) {
        emit waits(tr("Trying %1 on the images…").arg(name));
        const Model model = *std::move(m_model);
        giveUp();
        m_workbench.evaluate.tryModel(model, *engine, dataSet);
    } else {
        emit waits(tr("The engine is starting…"));
    }
}

/// At the size and with the resize that the network was trained for; the parts stay.
void ModelTrialStarter::openAnew()
{
    OpenRequest request = m_workbench.data.request();
    m_openedAnew = request.source;
    request.side = m_model->network.input().size.height;
    request.resize = m_model->resize;
    m_workbench.data.open(request, m_workbench.data.splitRule());
    emit waits(tr("Opening the images in the size of the network…"));
}

QString ModelTrialStarter::sizeProblem() const
{
    return tr("%1 takes images of %2; the open ones are %3. Open others on the Data page.")
        .arg(m_path.section(QLatin1Char('/'), -1), sizeText(m_model->network.input().size),
             sizeText(m_workbench.data.dataSet().size));
}

void ModelTrialStarter::goOnWithout(const Error& error)
{
    if (m_model && !m_openedAnew.empty()) {
        fail(error); // the size of the network is not to be had
    } else {
        proceed();
    }
}

void ModelTrialStarter::fail(const Error& error)
{
    if (isStarting()) {
        giveUp();
        emit failed(error);
    }
}

} // namespace saccade
