#include "app/cli/run_data.h"

#include "app/cli/data_source.h"
#include "engine/data/class_agreement.h"

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
    if (const Result<void> same = checkClasses(reference.classNames, *opened); !same) {
        return same.error();
    }
    if (isOwn && opened->id != reference.id) {
        output.note("The data set has changed since the run was trained; its parts may be divided otherwise.");
    }
    return dataSetAsIn(run.plan, *opened);
}

} // namespace saccade
