#include "engine/session/run_contract_loader.h"

#include "engine/runs/portable_run.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

Result<PortableModel> readContract(const RunFolder& run, KeptWeights weights)
{
    try {
        return loadContract(run, weights);
    } catch (...) {
        return currentExceptionAsError();
    }
}

} // namespace

class RunContractLoader::Implementation final
{
public:
    explicit Implementation(RunContractLoader& loader) : m_loader(loader), m_worker("saccade-rule") {}

    void load(const std::shared_ptr<const RunFolder>& run, KeptWeights weights);

private:
    void answer(std::uint64_t ticket, const Result<PortableModel>& contract);

    RunContractLoader& m_loader;
    std::uint64_t m_ticket = 0; // of the newest request: answers to older ones are dropped
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

void RunContractLoader::Implementation::load(const std::shared_ptr<const RunFolder>& run, KeptWeights weights)
{
    m_worker.clear();
    m_worker.post([this, run, weights, ticket = ++m_ticket] {
        m_inbox.post([this, ticket, contract = readContract(*run, weights)] { answer(ticket, contract); });
    });
}

void RunContractLoader::Implementation::answer(std::uint64_t ticket, const Result<PortableModel>& contract)
{
    if (ticket != m_ticket) {
        return;
    }
    if (contract) {
        emit m_loader.loaded(*contract);
    } else {
        emit m_loader.failed(contract.error());
    }
}

RunContractLoader::RunContractLoader(QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this))
{}

RunContractLoader::~RunContractLoader() = default;

void RunContractLoader::load(const std::shared_ptr<const RunFolder>& run, KeptWeights weights)
{
    m_implementation->load(run, weights);
}

} // namespace saccade
