#include <QTest>
#include <fstream>
#include <iterator>
#include <optional>

#include "engine/session/report_session.h"
#include "tests/support/sure_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

std::string readText(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string encodeAccuracy(const EvaluationReport& report)
{
    return std::to_string(report.matrix.correct()) + " of " + std::to_string(report.matrix.total());
}

} // namespace

/// Reports written behind the window's back.
class TstReportSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Result<RunFolder> run = openRunFolder(recordSureRun(m_folder.path() / "runs"));
        QVERIFY(run.hasValue());
        m_run = std::make_shared<const RunFolder>(*run);
    }

    void init()
    {
        m_session = std::make_unique<ReportSession>();
        m_hasPictures.reset();
        m_error.reset();
        connect(m_session.get(), &ReportSession::written, this,
                [this](const std::filesystem::path&, bool hasPictures) { m_hasPictures = hasPictures; });
        connect(m_session.get(), &ReportSession::failed, this, [this](const Error& error) { m_error = error; });
    }

    void fileHoldsWhatTheEncoderMade()
    {
        const std::filesystem::path file = m_folder.path() / "report.txt";
        m_session->write({m_run, Part::Test, {}, file, encodeAccuracy});
        QTRY_VERIFY(m_hasPictures.has_value());
        QVERIFY(!*m_hasPictures); // the run's images were not given
        QCOMPARE(readText(file), std::string("180 of 240"));
    }

    void ownRecordOfTheRunIsNotOverwritten()
    {
        const std::filesystem::path file = m_run->path / "." / "report.json";
        const std::string before = readText(file);
        m_session->write({m_run, Part::Test, {}, file, encodeAccuracy});
        QTRY_VERIFY(m_error.has_value());
        QCOMPARE(m_error->code, ErrorCode::FileUnwritable);
        QVERIFY(!before.empty() && readText(file) == before);
    }

    void folderThatIsNotThereIsAnError()
    {
        m_session->write({m_run, Part::Test, {}, m_folder.path() / "no" / "report.txt", encodeAccuracy});
        QTRY_VERIFY(m_error.has_value());
        QVERIFY(!m_hasPictures);
    }

    void faultOfTheEncoderIsAnError()
    {
        const std::filesystem::path file = m_folder.path() / "never.txt";
        m_session->write(
            {m_run, Part::Test, {}, file, [](const EvaluationReport&) -> std::string { throw std::bad_alloc(); }});
        QTRY_VERIFY(m_error.has_value());
        QVERIFY(!std::filesystem::exists(file));
    }

private:
    TemporaryFolder m_folder;
    std::shared_ptr<const RunFolder> m_run;
    std::unique_ptr<ReportSession> m_session;
    std::optional<bool> m_hasPictures;
    std::optional<Error> m_error;
};

SACCADE_TEST(tst_report_session, TstReportSession)
#include "tst_report_session.moc"
