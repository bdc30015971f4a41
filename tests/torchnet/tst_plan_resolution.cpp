#include <QTest>
#include <thread>

#include "engine/torchnet/plan_resolution.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstPlanResolution : public QObject
{
    Q_OBJECT

private slots:
    void replicasHaveEnoughImages_data()
    {
        QTest::addColumn<int>("batch");
        for (const int batch : {1, 63, 64, 127, 128, 249, 250, 500, 1000, 2000, 65'536}) {
            QTest::addRow("%d", batch) << batch;
        }
    }
    void replicasHaveEnoughImages()
    {
        QFETCH(int, batch);
        const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        const int replicas = automaticReplicas(batch, at::kCPU);
        QVERIFY(replicas >= 1 && replicas <= 4 * cores);
        QVERIFY(replicas == 1 || batch / replicas >= 64);
        QVERIFY(batch < 64 * cores || replicas >= cores);
        QVERIFY(replicas <= cores || batch / replicas >= 125);
        QVERIFY(replicas <= cores || replicas % cores == 0);
        QVERIFY(batch < 500 * cores || replicas == 4 * cores);
    }
    void oneReplicaOnAnAccelerator() { QCOMPARE(automaticReplicas(2000, c10::Device(at::kCUDA, 0)), 1); }
};

SACCADE_TEST(tst_plan_resolution, TstPlanResolution)
#include "tst_plan_resolution.moc"
