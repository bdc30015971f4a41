#include "engine/session/run_model_loader.h"

#include <optional>

#include "engine/runs/portable_run.h"
#include "engine/session/run_evaluation.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

Model modelOf(PortableModel model, const std::string& title)
{
    return Model{title,
                 std::move(model.network),
                 std::make_shared<const NamedTensors>(std::move(model.tensors)),
                 std::move(model.classNames),
                 model.resize,
                 model.rejectThreshold};
}

Result<PortableModel> readModelAt(const RunFolder& run, std::int64_t step)
{
    Result<NamedTensors> tensors = loadWeightsAt(run, step);
    if (!tensors) {
        return tensors.error();
    }
    Result<PortableModel> model = loadContract(run);
    if (model) {
        model->tensors = *std::move(tensors);
    }
    return model;
}

Result<Model> readModel(const RunFolder& run, std::optional<std::int64_t> step, const std::string& title)
{
    try {
        Result<PortableModel> model = step ? readModelAt(run, *step) : loadAnsweringModel(run);
        return model ? Result<Model>(modelOf(std::move(model).value(), title)) : model.error();
    } catch (...) {
        return currentExceptionAsError();
    }
}

} // namespace

class RunModelLoader::Implementation final
{
public:
    explicit Implementation(RunModelLoader& loader) : m_loader(loader), m_worker("saccade-weights") {}

    void load(const std::shared_ptr<const RunFolder>& run, std::optional<std::int64_t> step, const std::string& title);

    bool isBusy = false;

private:
    void answer(std::uint64_t ticket, const Result<Model>& model);

    RunModelLoader& m_loader;
    std::uint64_t m_ticket = 0; // of the newest request: answers to older ones are dropped
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

void RunModelLoader::Implementation::load(const std::shared_ptr<const RunFolder>& run, std::optional<std::int64_t> step,
                                          const std::string& title)
{
    isBusy = true;
    m_worker.clear();
    m_worker.post([this, run, step, title, ticket = ++m_ticket] {
        m_inbox.post([this, ticket, model = readModel(*run, step, title)] { answer(ticket, model); });
    });
}

void RunModelLoader::Implementation::answer(std::uint64_t ticket, const Result<Model>& model)
{
    if (ticket != m_ticket) {
        return;
    }
    isBusy = false;
    if (model) {
        emit m_loader.loaded(*model);
    } else {
        emit m_loader.failed(model.error());
    }
}

RunModelLoader::RunModelLoader(QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this))
{}

RunModelLoader::~RunModelLoader() = default;

void RunModelLoader::load(const std::shared_ptr<const RunFolder>& run, const std::string& title)
{
    m_implementation->load(run, std::nullopt, title);
}

void RunModelLoader::loadAt(const std::shared_ptr<const RunFolder>& run, std::int64_t step, const std::string& title)
{
    m_implementation->load(run, step, title);
}

bool RunModelLoader::isBusy() const
{
    return m_implementation->isBusy;
}

} // namespace saccade
