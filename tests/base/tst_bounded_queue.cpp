#include <QTest>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "engine/base/bounded_queue.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstBoundedQueue : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrderAndDrainsAfterClosing()
    {
        BoundedQueue<int> queue(3);
        QVERIFY(!queue.tryPop().has_value());
        QVERIFY(queue.push(1) && queue.push(2));
        QCOMPARE(queue.size(), std::size_t{2});
        queue.close();
        QVERIFY(!queue.push(3));
        QCOMPARE(queue.pop().value(), 1);
        QCOMPARE(queue.tryPop().value(), 2);
        QVERIFY(!queue.pop().has_value());
    }

    void takesValuesThatOnlyMove()
    {
        BoundedQueue<std::unique_ptr<int>> queue(0);
        QVERIFY(queue.push(std::make_unique<int>(5)));
        QCOMPARE(**queue.pop(), 5);
    }

    void fullQueueWaitsForRoom()
    {
        BoundedQueue<int> queue(2);
        std::atomic<std::size_t> largest{0};
        std::jthread producer([&] {
            for (int i = 0; i < 2000; ++i) {
                queue.push(i);
            }
            queue.close();
        });
        int expected = 0;
        while (const std::optional<int> value = queue.pop()) {
            largest = std::max(largest.load(), queue.size());
            QCOMPARE(*value, expected++);
        }
        QCOMPARE(expected, 2000);
        QVERIFY(largest <= 2);
    }

    void everyValueArrivesOnce()
    {
        BoundedQueue<int> queue(4);
        constexpr int kThreads = 3;
        constexpr int kEach = 500;
        std::vector<std::atomic<int>> seen(kThreads * kEach);
        {
            std::vector<std::jthread> consumers;
            for (int i = 0; i < kThreads; ++i) {
                consumers.emplace_back([&] {
                    while (const std::optional<int> value = queue.pop()) {
                        ++seen[static_cast<std::size_t>(*value)];
                    }
                });
            }
            {
                std::vector<std::jthread> producers;
                for (int i = 0; i < kThreads; ++i) {
                    producers.emplace_back([&queue, i] {
                        for (int j = 0; j < kEach; ++j) {
                            queue.push(i * kEach + j);
                        }
                    });
                }
            }
            queue.close();
        }
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](const std::atomic<int>& count) { return count == 1; }));
    }

    void closingWakesThoseWhoWait()
    {
        BoundedQueue<int> empty(1);
        BoundedQueue<int> full(1);
        full.push(1);
        std::atomic<bool> popGaveNothing{false};
        std::atomic<bool> pushRefused{false};
        {
            const std::jthread popping([&] { popGaveNothing = !empty.pop().has_value(); });
            const std::jthread pushing([&] { pushRefused = !full.push(2); });
            empty.close();
            full.close();
        }
        QVERIFY(popGaveNothing);
        QVERIFY(pushRefused);
    }
};

SACCADE_TEST(tst_bounded_queue, TstBoundedQueue)
#include "tst_bounded_queue.moc"
