#include <condition_variable>
#include <mutex>

#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/run_classifier.h"
#include "engine/web/prediction_server.h"

namespace saccade {

namespace {

/// What the command line says, 0 meaning none, else what the run says.
std::optional<double> thresholdOf(const ServeCommand& command, const RunClassifier& run)
{
    if (!command.rejectThreshold) {
        return run.rejectThreshold;
    }
    return *command.rejectThreshold > 0 ? command.rejectThreshold : std::nullopt;
}

Result<std::unique_ptr<PredictionServer>> startServer(const ServeCommand& command)
{
    Result<RunClassifier> opened = openRunClassifier(command.run);
    if (!opened) {
        return opened.error();
    }
    const TrainPlan& plan = opened->run.plan;
    ServerConfig config;
    config.model = {opened->run.title,
                    plan.data.classNames,
                    {plan.network.input().size, plan.data.resize},
                    thresholdOf(command, *opened)};
    config.port = static_cast<std::uint16_t>(command.port);
    config.isAnyAddress = command.isAnyAddress;
    config.token = command.token;
    BatchClassifier classify = makeBatchClassifier(*opened->reader, std::move(opened->predictor), config.model.input,
                                                   config.model.classNames.size());
    return PredictionServer::start(std::move(config), std::move(classify));
}

void tellStart(const PredictionServer& server, bool isAnyAddress, Output& output)
{
    output.event({{"event", "serving"},
                  {"address", server.address()},
                  {"port", server.port()},
                  {"token", server.token()},
                  {"page", server.pageAddress()},
                  {"anyAddress", isAnyAddress}});
    output.line("address  " + server.address() + (isAnyAddress ? ", and every other address of this computer" : ""));
    output.line("page     " + server.pageAddress());
    output.line("token    " + server.token());
    output.line("try      curl -H 'Authorization: Bearer " + server.token() +
                "' -H 'Content-Type: application/octet-stream' --data-binary @IMAGE " + server.address() + "/predict");
    output.line("Ctrl-C stops it.");
    if (isAnyAddress) {
        output.note("Whoever reads the traffic of this network reads token and images: there is no encryption.");
    }
}

void waitFor(const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, stop, [] { return false; });
}

} // namespace

ExitStatus runCommand(const ServeCommand& command, Output& output, const std::stop_token& stop)
{
    const Result<std::unique_ptr<PredictionServer>> server = startServer(command);
    if (!server) {
        return output.error(server.error());
    }
    tellStart(**server, command.isAnyAddress, output);
    waitFor(stop);
    (*server)->stop();
    const ServerCounts counts = (*server)->counts();
    output.event({{"event", "served"},
                  {"connections", counts.connections},
                  {"requests", counts.requests},
                  {"predictions", counts.predictions},
                  {"refusals", counts.refusals}});
    output.line(std::to_string(counts.predictions) + " predictions, " + std::to_string(counts.requests) +
                " requests, " + std::to_string(counts.refusals) + " of them refused");
    return ExitStatus::Ok;
}

} // namespace saccade
