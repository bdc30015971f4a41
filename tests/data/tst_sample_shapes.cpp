#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/sha256.h"
#include "engine/data/data_set_id.h"
#include "engine/data/sample_outline.h"
#include "engine/data/sample_shapes.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstSampleShapes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Result<DataSet> rendered = renderSampleDataSet();
        QVERIFY(rendered.hasValue());
        m_set = *rendered;
    }

    // The set is part of what Saccade promises: figures of different machines and versions can be compared.
    void bitsAreThoseOfEveryMachine()
    {
        QCOMPARE(m_set.id, std::string("a15ea928fbef57825bdfe2030dc7234d675729b44ef7ca6dc4a20f237b957c7e"));
    }

    void classesAreEquallyLarge()
    {
        QCOMPARE(m_set.count(), std::size_t{12'000});
        QCOMPARE(m_set.classNames.size(), std::size_t{10});
        for (std::int32_t label = 0; label < 10; ++label) {
            QCOMPARE(m_set.countOf(Part::Training, label), std::size_t{1000});
            QCOMPARE(m_set.countOf(Part::Test, label), std::size_t{200});
        }
        QVERIFY(m_set.hasGivenTest);
        QVERIFY(!m_set.hasGivenValidation);
    }

    void samplesAreNamedAfterTheirClass()
    {
        std::set<std::string> names;
        for (const Sample& sample : *m_set.samples) {
            const std::string& name = m_set.classNames[static_cast<std::size_t>(sample.label)];
            QCOMPARE(sample.name.substr(0, name.size() + 1), name + "/");
            names.insert(sample.name);
        }
        QCOMPARE(names.size(), m_set.count());
        QVERIFY(names.count("ring/0012") == 1);
    }

    void storeHoldsTheRenderedImages()
    {
        QCOMPARE(m_set.pixels->count(), m_set.count());
        QCOMPARE(m_set.thumbnails->count(), m_set.count());
        for (const std::size_t i : {0U, 128U, 9'999U, 10'000U, 11'999U}) {
            const Sample& sample = (*m_set.samples)[i];
            const int index = std::stoi(sample.name.substr(sample.name.find('/') + 1));
            const Image image = renderSampleShape(sample.label, index);
            QVERIFY((image.size == ImageSize{32, 32, 3}));
            QVERIFY(std::ranges::equal(image.pixels, m_set.pixels->image(i).bytes()));
        }
    }

    void noTwoImagesAreAlike()
    {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < m_set.count(); ++i) {
            seen.insert(sha256Hex(m_set.pixels->image(i).bytes()));
        }
        QCOMPARE(seen.size(), m_set.count());
    }

    // The shape's pixels differ clearly from those of the border, which is background for nearly every image.
    void shapesStandOut()
    {
        for (std::size_t i = 0; i < m_set.count(); ++i) {
            const ImageView image = m_set.pixels->image(i);
            const auto light = [&image](int row, int column) {
                const std::uint8_t* p = image.pixels + (row * 32 + column) * 3;
                return 0.3 * p[0] + 0.6 * p[1] + 0.1 * p[2];
            };
            const double corner = (light(0, 0) + light(0, 31) + light(31, 0) + light(31, 31)) / 4;
            double largest = 0;
            for (int place = 0; place < 32 * 32; ++place) {
                largest = std::max(largest, std::abs(light(place / 32, place % 32) - corner));
            }
            QVERIFY2(largest > 40, (*m_set.samples)[i].name.c_str());
        }
    }

    void shapesStayWithinTheirExtent()
    {
        for (int label = 0; label < 10; ++label) {
            for (std::uint64_t i = 0; i < 200; ++i) {
                RandomStream random(1, "outline", i);
                const SampleOutline outline(label, random);
                QVERIFY(outline.extent() < 15.5);
                double area = 0;
                for (int place = 0; place < 41 * 41; ++place) {
                    const double x = place % 41 - 20;
                    const double y = place / 41 - 20;
                    const double distance = outline.distance(x, y);
                    area += distance < 0 ? 1 : 0;
                    QVERIFY(distance > 0 || std::sqrt(x * x + y * y) <= outline.extent() + 1e-6);
                }
                QVERIFY(area > 25);
            }
        }
    }

    void directionsAgreeWithTheLibrary()
    {
        for (int i = -50; i <= 50; ++i) {
            const double turn = i / 37.0;
            const Direction direction = directionOfTurn(turn);
            QVERIFY(std::abs(direction.cosine - std::cos(2 * M_PI * turn)) < 1e-9);
            QVERIFY(std::abs(direction.sine - std::sin(2 * M_PI * turn)) < 1e-9);
        }
    }

    void progressRisesToTheEnd()
    {
        std::vector<std::size_t> reported;
        QVERIFY(renderSampleDataSet({}, [&reported](std::size_t done, std::size_t total) {
                    QCOMPARE(total, std::size_t{12'000});
                    reported.push_back(done);
                }).hasValue());
        QVERIFY(std::is_sorted(reported.begin(), reported.end()));
        QCOMPARE(reported.back(), std::size_t{12'000});
    }

    void stopsWhenAsked()
    {
        std::stop_source source;
        std::size_t reports = 0;
        const Result<DataSet> stopped = renderSampleDataSet(source.get_token(), [&](std::size_t, std::size_t) {
            ++reports;
            source.request_stop();
        });
        QVERIFY(!stopped.hasValue());
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QCOMPARE(reports, std::size_t{1});
    }

    void idDependsOnEveryPart()
    {
        const std::string whole = computeDataSetId(m_set);
        const auto changed = [this](auto change) {
            DataSet other = m_set;
            auto samples = std::make_shared<std::vector<Sample>>(*m_set.samples);
            change(other, *samples);
            other.samples = samples;
            return computeDataSetId(other);
        };
        QCOMPARE(changed([](DataSet&, std::vector<Sample>&) {}), whole);
        QVERIFY(changed([](DataSet&, std::vector<Sample>& samples) { samples[3].name += "x"; }) != whole);
        QVERIFY(changed([](DataSet&, std::vector<Sample>& samples) { samples[3].label = 7; }) != whole);
        QVERIFY(changed([](DataSet&, std::vector<Sample>& samples) { samples[3].part = Part::Test; }) != whole);
        QVERIFY(changed([](DataSet& set, std::vector<Sample>&) { set.classNames[0] = "disc"; }) != whole);
    }

private:
    DataSet m_set;
};

SACCADE_TEST(tst_sample_shapes, TstSampleShapes)
#include "tst_sample_shapes.moc"
