#include "engine/session/run_model_loader.h"

#include "engine/runs/answer_rule.h"
#include "engine/runs/model_source.h"
#include "engine/runs/portable_run.h"
#include "engine/session/run_evaluation.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

Model modelOf(PortableModel&& portable, const std::string& title, const std::filesystem::path& source)
{
    return {title,
            std::move(portable.network),
            std::make_shared<const NamedTensors>(std::move(portable.tensors)),
            std::move(portable.classNames),
            portable.resize,
            portable.rejectThreshold,
            source};
}

/// Answering as trained: what was accepted later was measured with the best weights.
Result<Model> readModelAt(const RunFolder& run, std::int64_t step, const std::string& title)
{
    Result<NamedTensors> tensors = loadWeightsAt(run, step);
    if (!tensors) {
        return tensors.error();
    }
    Result<PortableModel> portable = loadContract(run);
    if (!portable) {
        return portable.error();
    }
    portable->tensors = *std::move(tensors);
    portable->rejectThreshold.reset();
    return modelOf(*std::move(portable), title, run.path);
}

Result<Model> readModel(const RunFolder& run, const std::string& title)
{
    // The rule first: when it is changed between the two, the model seems to be older than it is, and is read again.
    const Result<AnswerRule> rule = loadAnswerRule(run.path);
    if (!rule) {
        return rule.error();
    }
    Result<PortableModel> portable = loadAnsweringModel(run);
    if (!portable) {
        return portable.error();
    }
    Model model = modelOf(*std::move(portable), title, run.path);
    model.temperature = rule->temperature;
    return model;
}

Result<Model> openModel(const std::filesystem::path& path)
{
    const Result<AnswerRule> rule = loadAnswerRule(path); // first, as above; a file has none
    Result<ModelSource> source = openModelSource(path);
    if (!source) {
        return source.error();
    }
    Model model = modelOf(std::move(source->model), source->run.title, path);
    if (source->isRun && rule) {
        model.temperature = rule->temperature;
    }
    return model;
}

} // namespace

class RunModelLoader::Implementation final
{
public:
    explicit Implementation(RunModelLoader& loader) : m_loader(loader), m_worker("saccade-weights") {}

    /// read runs on the worker thread.
    void begin(std::function<Result<Model>()> read);

    bool isBusy = false;

private:
    void answer(std::uint64_t ticket, const Result<Model>& model);

    RunModelLoader& m_loader;
    std::uint64_t m_ticket = 0; // of the newest request: answers to older ones are dropped
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

void RunModelLoader::Implementation::begin(std::function<Result<Model>()> read)
{
    isBusy = true;
    m_worker.clear();
    m_worker.post([this, read = std::move(read), ticket = ++m_ticket] {
        const auto caught = [&]() -> Result<Model> {
            try {
                return read();
            } catch (...) {
                return currentExceptionAsError();
            }
        };
        m_inbox.post([this, ticket, model = caught()] { answer(ticket, model); });
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
    m_implementation->begin([run, title] { return readModel(*run, title); });
}

void RunModelLoader::open(const std::filesystem::path& path)
{
    m_implementation->begin([path] { return openModel(path); });
}

void RunModelLoader::loadAt(const std::shared_ptr<const RunFolder>& run, std::int64_t step, const std::string& title)
{
    m_implementation->begin([run, step, title] { return readModelAt(*run, step, title); });
}

bool RunModelLoader::isBusy() const
{
    return m_implementation->isBusy;
}

} // namespace saccade
