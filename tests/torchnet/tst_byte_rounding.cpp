#include <QTest>
#include <algorithm>
#include <cmath>

#include "engine/network/initialise.h"
#include "engine/training/trainer.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "tests/torchnet/run_fixtures.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

using namespace saccade;

class TstByteRounding : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_set = makeStripesDataSet(3, 70, {8, 8, 3});
        m_graph = smallGraph(m_set);
        m_tensors = *initialiseParameters(m_graph, 1, {});
        for (std::int32_t i = 0; i < 210; ++i) {
            m_all.push_back(i);
        }
    }

    void rangesAreThoseOfAllImages()
    {
        const std::string input = m_graph.nodes.front().name;
        const Result<NamedRanges> ranges =
            m_engine->measureRanges(m_graph, m_tensors, {input, m_graph.nodes.back().name}, m_set, m_all, {});
        QVERIFY(ranges.hasValue());
        QCOMPARE(ranges->size(), std::size_t{2});
        const Normalisation& normalisation = m_graph.input().normalisation;
        double low = INFINITY;
        double high = -INFINITY;
        for (const std::int32_t index : m_all) {
            const std::span<const std::uint8_t> bytes = m_set.pixels->image(static_cast<std::size_t>(index)).bytes();
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                const double value = (bytes[i] / 255.0 - normalisation.mean[i % 3]) / normalisation.deviation[i % 3];
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
        QVERIFY(std::abs(ranges->at(input).low - low) < 1e-5 && std::abs(ranges->at(input).high - high) < 1e-5);

        const Result<NamedRanges> fewer = m_engine->measureRanges(m_graph, m_tensors, {input}, m_set, {0}, {});
        QVERIFY(fewer->at(input).low >= ranges->at(input).low && fewer->at(input).high <= ranges->at(input).high);
    }

    void refusesWhatItCannotMeasure()
    {
        QCOMPARE(m_engine->measureRanges(m_graph, m_tensors, {"nobody"}, m_set, m_all, {}).error().code,
                 ErrorCode::GraphInvalid);
        QCOMPARE(m_engine->measureRanges(m_graph, {}, {}, m_set, m_all, {}).error().code, ErrorCode::WeightsMismatch);
        const DataSet other = makeStripesDataSet(3, 2, {4, 4, 3});
        QCOMPARE(m_engine->measureRanges(m_graph, m_tensors, {}, other, {0}, {}).error().code,
                 ErrorCode::WeightsMismatch);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(m_engine->measureRanges(m_graph, m_tensors, {}, m_set, m_all, stop.get_token()).error().code,
                 ErrorCode::Cancelled);
    }

    void finestNumbersChangeNothingAndCoarseOnesDo()
    {
        const std::string input = m_graph.nodes.front().name;
        const ImageView image = m_set.pixels->image(5);
        const std::vector<float> exact = *(*m_engine->createPredictor(m_graph, m_tensors))->predict({image});
        const auto answer = [&](const NamedByteScales& scales) {
            return *(*m_engine->createRoundingPredictor(m_graph, m_tensors, scales))->predict({image});
        };
        const std::vector<float> none = answer({});
        const std::vector<float> coarse = answer({{input, {0.9F, 128}}});
        double noneApart = 0;
        double coarseApart = 0;
        for (std::size_t i = 0; i < exact.size(); ++i) {
            noneApart = std::max(noneApart, std::abs(static_cast<double>(exact[i]) - none[i]));
            coarseApart = std::max(coarseApart, std::abs(static_cast<double>(exact[i]) - coarse[i]));
        }
        QVERIFY(noneApart < 1e-6);
        QVERIFY(coarseApart > 1e-4);
        QCOMPARE(m_engine->createRoundingPredictor(m_graph, m_tensors, {{"nobody", {}}}).error().code,
                 ErrorCode::GraphInvalid);
    }

private:
    const ComputeEngine* m_engine = saccadeComputeEngine();
    DataSet m_set;
    LayerGraph m_graph;
    NamedTensors m_tensors;
    std::vector<std::int32_t> m_all;
};

SACCADE_TEST(tst_byte_rounding, TstByteRounding)
#include "tst_byte_rounding.moc"
