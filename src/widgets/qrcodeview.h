// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

namespace linnet {

/// A QR code for a camera: dark on light whatever the theme, with the quiet edge that readers want. GUI
/// thread.
class QrCodeView : public QWidget
{
    Q_OBJECT

public:
    explicit QrCodeView(QWidget *parent = nullptr);

    /// `squares`: line by line, 0 is light; as many as `side` times `side`, else there is no code.
    void setSquares(const QByteArray &squares, int side);
    bool isEmpty() const { return m_side == 0; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QByteArray m_squares;
    int m_side = 0;
};

}
