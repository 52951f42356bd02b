// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/camera.h"

#include "bridge/qrcode.h"

#include <QPainter>
#include <QPointer>

namespace linnet::testing {

/// A camera that sees what the test says.
class FakeCamera : public Camera
{
public:
    void start() override { isOn = true; }
    void see(const QImage &image) { Q_EMIT pictured(image); }
    void fail(const QString &reason) { Q_EMIT failed(reason); }

    bool isOn = false;
};

/// `last`: the one that was made last; null once it is gone.
inline Camera::Maker fakeCameras(QPointer<FakeCamera> &last)
{
    return [&last]() -> std::unique_ptr<Camera> {
        auto camera = std::make_unique<FakeCamera>();
        last = camera.get();
        return camera;
    };
}

/// As long as what is shown in verifications.
inline QByteArray longCode(int number)
{
    QByteArray code("MATRIX\x02\x01");
    for (int i = 0; i < 140; ++i)
        code.append(char(i * 37 + number));
    return code;
}

/// A screen with the code of `data`, five pixels a square, held a little askew.
inline QImage pictureOf(const QByteArray &data)
{
    static constexpr int Edge = 4; // light squares around it
    static constexpr double Scale = 5;
    const QrCode code = QrCode::of(data);
    QImage screen(code.side + 2 * Edge, code.side + 2 * Edge, QImage::Format_RGB32);
    screen.fill(Qt::white);
    for (int i = 0; i < code.squares.size(); ++i) {
        if (code.squares.at(i))
            screen.setPixelColor(i % code.side + Edge, i / code.side + Edge, Qt::black);
    }
    QImage picture(640, 480, QImage::Format_RGB32);
    picture.fill(QColor(90, 100, 110));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(320, 240);
    painter.rotate(5);
    painter.scale(Scale, Scale);
    painter.drawImage(QPointF(-screen.width() / 2.0, -screen.height() / 2.0), screen);
    return picture;
}

}
