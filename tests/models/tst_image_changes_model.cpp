#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/image_changes_model.h"

using namespace saccade;

/// Relabelling, moving and excluding with a way back, and the list of what a run does not know.
class TstImageChangesModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_set = makeStripesDataSet(3, 4, {8, 8, 3});
        m_model = std::make_unique<ImageChangesModel>();
        m_model->setDataSet(m_set);
        m_training = m_set.indicesOf(Part::Training);
        m_test = m_set.indicesOf(Part::Test);
    }

    void editsAreListedMarkedAndUndone()
    {
        QAbstractItemModelTester tester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy edited(m_model.get(), &ImageChangesModel::changesEdited);
        m_model->relabel({m_training[0], m_training[1]}, 2);
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(m_model->mark(m_training[0]), QStringLiteral("now %1").arg(m_set.classNames[2].c_str()));
        QVERIFY(m_model->index(0).data().toString().contains(QStringLiteral("becomes")));
        QVERIFY(!m_model->index(0).data(Qt::DecorationRole).isNull());
        m_model->toggleExcluded({m_training[1]});
        QCOMPARE(m_model->mark(m_training[1]), QStringLiteral("excluded"));
        QCOMPARE(m_model->rowCount(), 2);
        m_model->undoStack().undo();
        QVERIFY(m_model->mark(m_training[1]).startsWith(QStringLiteral("now")));
        m_model->undoStack().undo();
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(m_model->changes().empty());
        m_model->undoStack().redo();
        QCOMPARE(m_model->rowCount(), 2);
    }

    void exclusionIsToggled()
    {
        m_model->toggleExcluded({m_training[0]});
        m_model->toggleExcluded({m_training[0], m_training[1]}); // one is not excluded yet, so both are
        QCOMPARE(m_model->rowCount(), 2);
        m_model->toggleExcluded({m_training[0], m_training[1]});
        QCOMPARE(m_model->rowCount(), 0);
    }

    void testImagesDoNotMove()
    {
        QVERIFY(m_model->canMove(m_training[0]));
        QVERIFY(!m_model->canMove(m_test[0]));
        m_model->place({m_test[0], m_training[0]}, ImagePlacement::Validation);
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->mark(m_test[0]), QString());
        QCOMPARE(m_model->mark(m_training[0]), QStringLiteral("to validation"));
    }

    void whatChangesNothingIsNoStep()
    {
        const auto label = (*m_set.samples)[static_cast<std::size_t>(m_training[0])].label;
        m_model->relabel({m_training[0]}, label);
        QVERIFY(!m_model->undoStack().canUndo());
    }

    void theListIsWhatTheRunDoesNotKnow()
    {
        m_model->relabel({m_training[0], m_training[1]}, 2);
        const DataChanges known = m_model->changes();
        m_model->setKnown(known);
        QCOMPARE(m_model->rowCount(), 0);
        m_model->toggleExcluded({m_training[2]});
        QCOMPARE(m_model->rowCount(), 1);
        m_model->revertAll();
        QCOMPARE(m_model->changes(), known);
        m_model->setKnown({});
        m_model->revert({0});
        QCOMPARE(m_model->rowCount(), 1);
        // what the run knows and is taken back is a change as well
        m_model->setKnown(known);
        QCOMPARE(m_model->rowCount(), 1);
        QVERIFY(m_model->index(0).data().toString().contains(QStringLiteral("again")));
    }

    void anotherDataSetBringsItsOwn()
    {
        m_model->toggleExcluded({m_training[0]});
        const DataSet changed = withChanges(m_set, m_model->changes());
        m_model->setDataSet(changed); // its own changes come back from the session
        QVERIFY(m_model->undoStack().canUndo());
        m_model->setDataSet(makeStripesDataSet(3, 4, {8, 8, 3}, 2));
        QVERIFY(!m_model->undoStack().canUndo());
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setDataSet(DataSet());
        QCOMPARE(m_model->changeOf(0), static_cast<const ImageChange*>(nullptr));
    }

private:
    DataSet m_set;
    std::unique_ptr<ImageChangesModel> m_model;
    std::vector<std::int32_t> m_training;
    std::vector<std::int32_t> m_test;
};

SACCADE_TEST(tst_image_changes_model, TstImageChangesModel)
#include "tst_image_changes_model.moc"
