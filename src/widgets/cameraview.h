// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/camera.h"

#include <QTimer>
#include <QWidget>

namespace linnet {

/// What the camera sees, as in a mirror, and the QR codes in it. The camera is on only while this is visible.
/// GUI thread; codes are looked for on a pool's thread, in one picture at a time and five a second at most.
class CameraView : public QWidget
{
    Q_OBJECT

public:
    explicit CameraView(Camera::Maker make, QWidget *parent = nullptr);
    ~CameraView() override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void found(const QByteArray &code); ///< another than the one before, since it was shown

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void take(const QImage &picture);
    void read();
    void say(const QString &what);

    Camera::Maker m_make;
    std::unique_ptr<Camera> m_camera; ///< while it is on
    QImage m_picture;                 ///< the newest
    QString m_words;                  ///< in its place
    QByteArray m_found;
    QTimer m_rest; ///< until the next picture is looked at
    bool m_isReading = false;
};

}
