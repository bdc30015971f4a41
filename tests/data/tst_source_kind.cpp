#include <QTest>

#include "engine/data/source_kind.h"
#include "tests/test_registry.h"

using namespace saccade;

Q_DECLARE_METATYPE(SourceKind)

/// Sources told apart by their names.
class TstSourceKind : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<SourceKind>("kind");
        QTest::newRow("sample") << "sample" << SourceKind::Sample;
        QTest::newRow("a folder of that name") << "/data/sample" << SourceKind::Other;
        QTest::newRow("tar") << "/data/Birds.TAR.gz" << SourceKind::Archive;
        QTest::newRow("zip") << "birds.zip" << SourceKind::Archive;
        QTest::newRow("IDX") << "/m/t10k-images-idx3-ubyte.gz" << SourceKind::Pixels;
        QTest::newRow("IDX with a dot") << "train-labels.idx1-ubyte" << SourceKind::Pixels;
        QTest::newRow("CIFAR") << "/c/data_batch_3.bin" << SourceKind::Pixels;
        QTest::newRow("another bin") << "/c/firmware.bin" << SourceKind::Other;
        QTest::newRow("list") << "/l/labels.csv" << SourceKind::List;
        QTest::newRow("list of labels") << "/l/train-labels.txt" << SourceKind::List;
        QTest::newRow("images") << "/l/images" << SourceKind::Other;
        QTest::newRow("picture") << "/l/a.png" << SourceKind::Other;
    }

    void kinds()
    {
        QFETCH(QString, source);
        QTEST(sourceKindOf(source.toStdString()), "kind");
    }
};

SACCADE_TEST(tst_source_kind, TstSourceKind)
#include "tst_source_kind.moc"
