#include "app/cli/run_data.h"

#include "app/cli/data_source.h"

namespace saccade {

Result<DataSet> openRunData(const RunFolder& run, const std::string& source, Output& output,
                            const std::stop_token& stop)
{
    const DataSetReference& reference = run.plan.data;
    const bool isOwn = source.empty();
    const Shape shape{reference.size.height, reference.resize};
    const Result<DataSet> opened = openSource(isOwn ? reference.source : source, shape, output, stop);
    if (!opened) {
        return opened.error();
    }
    if (opened->classNames != reference.classNames) {
        return Error{ErrorCode::ClassesDisagree,
                     "the run knows " + std::to_string(reference.classNames.size()) + " classes, the data has " +
                         std::to_string(opened->classNames.size()) + ", or their names differ",
                     opened->source};
    }
    if (isOwn && opened->id != reference.id) {
        output.note("The data set has changed since the run was trained; its parts may be divided otherwise.");
    }
    return dataSetAsIn(run.plan, *opened);
}

} // namespace saccade
