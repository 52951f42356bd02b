// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace linnet {

/// Grey shapes in the place of rows that are being loaded. They come only after 300 ms, so that what is quick
/// does not flicker, and they do not move. GUI thread.
class Skeleton : public QWidget
{
    Q_OBJECT

public:
    /// `rowUnits`: height of a row in units of 4 px.
    explicit Skeleton(double rowUnits, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    double m_rowUnits;
    QTimer m_patience;
    bool m_isShown = false;
};

}
