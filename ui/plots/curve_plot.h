#pragma once

#include <QByteArray>
#include <QWidget>
#include <memory>
#include <optional>

#include "ui/plots/curve_content.h"

namespace saccade {

/// Loss above accuracy over one horizontal axis, with a cursor. Draws at most 10 times a second and only when something
/// changed. Keys: arrows, [ ], Home, End move the cursor, Enter or a double click opens its place, L switches the
/// logarithm, T asks for the table. UI thread.
class CurvePlot final : public QWidget
{
    Q_OBJECT

public:
    /// curves must outlive the plot.
    explicit CurvePlot(const CurveData& curves, QWidget* parent = nullptr);
    ~CurvePlot() override;

    /// The data changed; draws soon.
    void refresh();
    [[nodiscard]] const CurveOptions& options() const;
    void setOptions(const CurveOptions& options);
    /// A run to compare with, in grey; nullptr for none. Must outlive its use here.
    void setPrevious(const CurveData* previous, const QString& title);

    /// Where the cursor stands, an index of CurveData's stops; none without points.
    [[nodiscard]] std::optional<std::size_t> cursor() const;
    void setCursor(std::size_t stop);
    /// True until the cursor is moved by hand: it keeps to the best validation so far.
    [[nodiscard]] bool isFollowing() const;
    void setFollowing(bool isOn);
    /// The figures at the cursor in one sentence.
    [[nodiscard]] QString cursorText() const;

    /// The plot as it is now, at twice the screen's density.
    [[nodiscard]] QByteArray toPng();
    [[nodiscard]] QByteArray toSvg();
    /// How often it drew, for tests.
    [[nodiscard]] int drawCount() const;

    [[nodiscard]] QSize sizeHint() const override { return {760, 480}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 240}; }

signals:
    void cursorMoved(); ///< by hand or by following
    void followingChanged(bool isOn);
    void logLossChanged(bool isOn);
    void tableRequested();
    void openRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void drawSoon();
    void draw();
    void placeCursor();
    void moveByHand(std::size_t stop);
    void moveToPixel(double x);
    bool handleCursorKey(int key);

    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
