#pragma once

#include <QWidget>
#include <array>
#include <vector>

namespace saccade {

/// What answers took, in ms: a line each, a column for decoding, resizing, the network and all of it. UI thread.
class TimesTable final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t kColumns = 4;

    struct Row
    {
        QString name;
        std::array<double, kColumns> ms{};
    };

    explicit TimesTable(QWidget* parent = nullptr);

    void setRows(const std::vector<Row>& rows);
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int nameWidth() const;

    std::vector<Row> m_rows;
};

} // namespace saccade
