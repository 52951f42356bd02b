// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cameraview.h"

#include "base/onpool.h"
#include "bridge/qrcode.h"
#include "widgets/picturedecoder.h"
#include "widgets/theme.h"

#include <QPainter>

#include <chrono>
#include <utility>

namespace linnet {

namespace {

using namespace std::chrono_literals;

constexpr auto Rest = 200ms;
constexpr int UnitsWide = 93, UnitsHigh = 70; // as high as a QrCodeView

QByteArray codeIn(const QImage &picture)
{
    const QImage grey =
        PictureDecoder::within(picture, Camera::LargestPicture).convertToFormat(QImage::Format_Grayscale8);
    QByteArray pixels;
    for (int y = 0; y < grey.height(); ++y)
        pixels.append(reinterpret_cast<const char *>(grey.constScanLine(y)), grey.width());
    return QrCode::read(pixels, grey.size());
}

}

CameraView::CameraView(Camera::Maker make, QWidget *parent) : QWidget(parent), m_make(std::move(make))
{
    setAccessibleName(tr("Camera"));
    m_rest.setSingleShot(true);
}

CameraView::~CameraView() = default;

QSize CameraView::sizeHint() const
{
    return {Theme::units(UnitsWide, font()), Theme::units(UnitsHigh, font())};
}

void CameraView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_found.clear();
    if (!m_make)
        return say(tr("There is no camera."));
    if (m_camera)
        return;
    say(tr("The camera is being turned on…"));
    m_camera = m_make();
    connect(m_camera.get(), &Camera::pictured, this, &CameraView::take);
    connect(m_camera.get(), &Camera::failed, this, &CameraView::say);
    m_camera->start();
}

void CameraView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_camera.reset();
    m_picture = {};
}

void CameraView::say(const QString &what)
{
    m_picture = {};
    m_words = what;
    setAccessibleDescription(what);
    update();
}

void CameraView::take(const QImage &picture)
{
    if (m_picture.isNull())
        setAccessibleDescription({});
    m_picture = picture;
    update();
    if (!m_isReading && !m_rest.isActive())
        read();
}

void CameraView::read()
{
    m_isReading = true;
    m_rest.start(Rest);
    onPool(
        *QThreadPool::globalInstance(), this, [picture = m_picture] { return codeIn(picture); },
        [this](const QByteArray &code) {
            m_isReading = false;
            if (m_camera && !code.isEmpty() && std::exchange(m_found, code) != code)
                Q_EMIT found(code);
        });
}

void CameraView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme(palette());
    painter.fillRect(rect(), theme.hover);
    if (m_picture.isNull()) {
        const int edge = Theme::units(3, font());
        painter.setPen(theme.text);
        painter.drawText(rect().adjusted(edge, edge, -edge, -edge), Qt::AlignCenter | Qt::TextWordWrap,
                         m_words);
        return;
    }
    QRect shown(QPoint(), m_picture.size().scaled(size(), Qt::KeepAspectRatio));
    shown.moveCenter(rect().center());
    // One finds the way to the middle sooner in a mirror.
    painter.translate(width(), 0);
    painter.scale(-1, 1);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(shown, m_picture);
}

}
