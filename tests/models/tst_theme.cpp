#include <QFile>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include "tests/test_registry.h"
#include "ui/theme/theme.h"

using namespace saccade;

class TstTheme final : public QObject
{
    Q_OBJECT

private slots:
    void loadsBothPalettes_data();
    void loadsBothPalettes();
    void textRolesReachTheirContrast_data() { loadsBothPalettes_data(); }
    void textRolesReachTheirContrast();
    void textOnIsReadableOnEveryMapColour_data() { loadsBothPalettes_data(); }
    void textOnIsReadableOnEveryMapColour();
    void styleSheetHasNothingLeftToFill_data() { loadsBothPalettes_data(); }
    void styleSheetHasNothingLeftToFill();
    void contrastIsThatOfWcag();
    void mapUsesItsLowerShare();
    void heightsHoldTheirText();
    void heightsHoldLargeText();
    void digitsHaveEqualAdvances();
    void iconTakesTheColour();
    void sourceTellsOfAChangeOnce();
};

void TstTheme::loadsBothPalettes_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("light") << "light";
    QTest::newRow("dark") << "dark";
}

void TstTheme::loadsBothPalettes()
{
    QFETCH(QString, name);
    const Theme theme = loadTheme(name);
    QCOMPARE(theme.name, name);
    QCOMPARE(theme.isDark(), name == QLatin1String("dark"));
    for (const QColor& colour :
         {theme.window,      theme.rail,     theme.surface, theme.sunken, theme.hover,    theme.line,
          theme.control,     theme.grid,     theme.text,    theme.text2,  theme.text3,    theme.accent,
          theme.accentText,  theme.onAccent, theme.tint,    theme.good,   theme.goodTint, theme.warning,
          theme.warningTint, theme.bad,      theme.badTint}) {
        QVERIFY(colour.isValid());
    }
    for (const QColor& colour : theme.series) {
        QVERIFY(colour.isValid());
        QVERIFY(contrastRatio(colour, theme.surface) >= 3.0);
    }
    QCOMPARE(theme.right[0], theme.surface);
    QCOMPARE(theme.wrong[0], theme.surface);
    QCOMPARE(theme.palette().color(QPalette::Disabled, QPalette::Text), theme.text3);
}

void TstTheme::textRolesReachTheirContrast()
{
    QFETCH(QString, name);
    const Theme theme = loadTheme(name);
    for (const QColor& ground : {theme.window, theme.rail, theme.surface, theme.sunken, theme.tint}) {
        for (const QColor& text : {theme.text, theme.text2, theme.text3, theme.accentText}) {
            QVERIFY2(contrastRatio(text, ground) >= 4.5, qPrintable(text.name() + " on " + ground.name()));
        }
    }
    QVERIFY(contrastRatio(theme.onAccent, theme.accent) >= 4.5);
}

void TstTheme::textOnIsReadableOnEveryMapColour()
{
    QFETCH(QString, name);
    const Theme theme = loadTheme(name);
    for (int i = 0; i <= 100; ++i) {
        for (const auto& map : {theme.right, theme.wrong}) {
            const QColor ground = Theme::mapColour(map, i / 100.0);
            QVERIFY2(contrastRatio(theme.textOn(ground), ground) >= 4.5, qPrintable(ground.name()));
        }
    }
}

void TstTheme::styleSheetHasNothingLeftToFill()
{
    QFETCH(QString, name);
    const QString sheet = loadTheme(name).styleSheet();
    QVERIFY(sheet.contains(QLatin1String("QPushButton")));
    QVERIFY2(!sheet.section(QLatin1String("*/"), 1).contains(QLatin1Char('@')), qPrintable(sheet));
    static const QRegularExpression picture(QStringLiteral("url\\(([^)]*)\\)"));
    int pictures = 0;
    for (auto match = picture.globalMatch(sheet); match.hasNext(); ++pictures) {
        const QString path = match.next().captured(1);
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QVERIFY2(!QImage(path).isNull(), qPrintable(path));
    }
    QVERIFY(pictures >= 8);
}

void TstTheme::contrastIsThatOfWcag()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    // (1.05) / (L(#777777) + 0.05) with L = ((119/255 + 0.055) / 1.055)^2.4 = 0.18448
    QVERIFY(std::abs(contrastRatio(QColor("#777777"), Qt::white) - 4.478) < 0.001);
}

void TstTheme::mapUsesItsLowerShare()
{
    std::array<QColor, 7> map;
    for (std::size_t i = 0; i < map.size(); ++i) {
        map[i] = QColor(static_cast<int>(i) * 40, 0, 0);
    }
    QCOMPARE(Theme::mapColour(map, 0.0).red(), 0);
    QCOMPARE(Theme::mapColour(map, 0.5).red(), 103); // 0.86 * 240 / 2 = 103.2
    QCOMPARE(Theme::mapColour(map, 1.0).red(), 206); // 0.86 * 240 = 206.4
    QCOMPARE(Theme::mapColour(map, 7.0), Theme::mapColour(map, 1.0));
    QCOMPARE(Theme::mapColour(map, -1.0), map[0]);
}

/// Of whatever size the text is.
void TstTheme::heightsHoldTheirText()
{
    const int line = QFontMetrics(themeFont(TextSize::Body)).height();
    QVERIFY2(textSized(24) >= line, qPrintable(QString::number(line)));
    QVERIFY(textSized(15) + 2 >= QFontMetrics(themeFont(TextSize::Caption)).height());
    QVERIFY(textSized(measure::kControlHeight) >= measure::kControlHeight);
    QCOMPARE(rowHeight(measure::kPaneTitle) - textSized(measure::kControlHeight), 16);
    QVERIFY(paneWidth(300) <= 400);
    const QString sheet = loadTheme(QStringLiteral("light")).styleSheet();
    QVERIFY(sheet.contains(QStringLiteral("min-height: %1px; max-height: %1px").arg(textSized(26))));
}

/// The size of text is asked for once, so another one needs another process.
void TstTheme::heightsHoldLargeText()
{
    if (qEnvironmentVariableIsSet("QT_FONT_DPI")) {
        QVERIFY(textSized(100) > 150);
        return;
    }
    QCOMPARE(textSized(100), 100);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_FONT_DPI"), QStringLiteral("192"));
    environment.insert(QStringLiteral("QT_ENABLE_HIGHDPI_SCALING"), QStringLiteral("0"));
    QProcess large;
    large.setProcessEnvironment(environment);
    large.start(
        QCoreApplication::applicationFilePath(),
        {QStringLiteral("tst_theme"), QStringLiteral("heightsHoldTheirText"), QStringLiteral("heightsHoldLargeText")});
    QVERIFY(large.waitForFinished());
    QVERIFY2(large.exitCode() == 0, large.readAllStandardOutput().constData());
}

void TstTheme::digitsHaveEqualAdvances()
{
    QImage image(200, 40, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    painter.setFont(themeFont(TextSize::Body));
    const int ones = drawTabularText(painter, image.rect(), Qt::AlignLeft, QStringLiteral("111.11"));
    const int eights = drawTabularText(painter, image.rect(), Qt::AlignRight, QStringLiteral("888.88"));
    QVERIFY(ones > 0);
    QCOMPARE(ones, eights);
    QCOMPARE(tabularTextWidth(painter.fontMetrics(), QStringLiteral("404.04")), ones);
}

void TstTheme::iconTakesTheColour()
{
    const QImage icon = iconPixmap(QStringLiteral("train"), QColor("#c75300"), 20, 2.0).toImage();
    QCOMPARE(icon.size(), QSize(40, 40));
    int coloured = 0;
    for (int y = 0; y < icon.height(); ++y) {
        for (int x = 0; x < icon.width(); ++x) {
            const QColor pixel = icon.pixelColor(x, y);
            if (pixel.alpha() == 255) {
                QCOMPARE(pixel.name(), QStringLiteral("#c75300"));
                ++coloured;
            }
        }
    }
    QVERIFY(coloured > 20);
    QVERIFY(!themeIcon(QStringLiteral("train")).pixmap(16, 16).isNull());
}

void TstTheme::sourceTellsOfAChangeOnce()
{
    ThemeSource& source = ThemeSource::instance();
    int changes = 0;
    const auto connection = connect(&source, &ThemeSource::changed, this, [&changes] { ++changes; });
    source.setTheme(loadTheme(QStringLiteral("dark")));
    source.setTheme(loadTheme(QStringLiteral("dark")));
    QCOMPARE(changes, 1);
    QVERIFY(theme().isDark());
    source.setTheme(loadTheme(QStringLiteral("light")));
    QCOMPARE(changes, 2);
    disconnect(connection);
}

SACCADE_TEST(tst_theme, TstTheme)
#include "tst_theme.moc"
