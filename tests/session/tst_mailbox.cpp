#include <QElapsedTimer>
#include <QTest>
#include <memory>
#include <thread>
#include <vector>

#include "engine/session/mailbox.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstMailbox : public QObject
{
    Q_OBJECT

private slots:
    void nothingArrivesBeforeTheEventLoopRuns()
    {
        int deliveries = 0;
        Mailbox<int> mailbox([&deliveries](int&&) { ++deliveries; });
        mailbox.put([](int& content) { content = 1; });
        QCOMPARE(deliveries, 0);
        QTRY_COMPARE(deliveries, 1);
    }

    void theFirstChangeIsDeliveredByOneTurnOfTheLoop()
    {
        int delivered = 0;
        Mailbox<int> mailbox([&delivered](int&& content) { delivered = content; });
        mailbox.put([](int& content) { content = 5; });
        QCoreApplication::processEvents(); // no timer was needed
        QCOMPARE(delivered, 5);
    }

    void changesWithinTheIntervalAreOneDelivery()
    {
        std::vector<int> delivered;
        Mailbox<int> mailbox([&delivered](int&& content) { delivered.push_back(content); });
        mailbox.put([](int& content) { ++content; });
        QCoreApplication::processEvents();
        for (int i = 0; i < 1000; ++i) {
            mailbox.put([](int& content) { ++content; });
        }
        QTRY_COMPARE(delivered.size(), std::size_t{2});
        QCOMPARE(delivered, (std::vector<int>{1, 1000}));
    }

    void deliveriesKeepTheirDistance()
    {
        QElapsedTimer clock;
        clock.start();
        std::vector<qint64> times;
        Mailbox<int> mailbox([&](int&&) { times.push_back(clock.elapsed()); });
        std::atomic<bool> ends{false};
        std::jthread writer([&] {
            while (!ends) {
                mailbox.put([](int& content) { ++content; });
                std::this_thread::yield();
            }
        });
        QTRY_VERIFY(times.size() >= 5);
        ends = true;
        writer.join();
        for (std::size_t i = 1; i < times.size(); ++i) {
            // a lower bound from the beginning: a slow machine can only make it longer; 1 ms of rounding each
            QVERIFY(times[i] >= static_cast<qint64>(i) * (kDeliveryMs - 1));
        }
    }

    void everyChangeOfSeveralThreadsArrives()
    {
        int sum = 0;
        Mailbox<int> mailbox([&sum](int&& content) { sum += content; });
        {
            std::vector<std::jthread> writers;
            for (int thread = 0; thread < 4; ++thread) {
                writers.emplace_back([&mailbox] {
                    for (int i = 0; i < 2500; ++i) {
                        mailbox.put([](int& content) { ++content; });
                    }
                });
            }
        }
        QTRY_COMPARE(sum, 10000);
    }

    void theReceiverMayDestroyIt()
    {
        std::unique_ptr<Mailbox<int>> mailbox;
        int deliveries = 0;
        mailbox = std::make_unique<Mailbox<int>>([&](int&&) {
            ++deliveries;
            mailbox.reset();
        });
        mailbox->put([](int& content) { content = 1; });
        QTRY_COMPARE(deliveries, 1);
        QVERIFY(!mailbox);
    }

    void whatWaitsAtDestructionIsDropped()
    {
        int deliveries = 0;
        {
            Mailbox<int> mailbox([&deliveries](int&&) { ++deliveries; });
            mailbox.put([](int& content) { content = 1; });
        }
        QCoreApplication::processEvents();
        QCOMPARE(deliveries, 0);
    }

    void inboxKeepsTheOrderAndSurvivesItsOwnEnd()
    {
        std::vector<int> calls;
        auto inbox = std::make_unique<UiInbox>();
        inbox->post([&] { calls.push_back(1); });
        inbox->post([&] {
            calls.push_back(2);
            inbox.reset();
        });
        inbox->post([&] { calls.push_back(3); });
        QCoreApplication::processEvents();
        QCOMPARE(calls, (std::vector<int>{1, 2}));
    }
};

SACCADE_TEST(tst_mailbox, TstMailbox)
#include "tst_mailbox.moc"
