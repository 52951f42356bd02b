// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/avatars.h"

#include "session/mediacache.h"
#include "widgets/theme.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>
#include <QTextBoundaryFinder>

namespace linnet {

namespace {

constexpr int CacheKiB = 8 * 1024;
constexpr qint64 MaxBytes = 4 * 1024 * 1024;
constexpr int RetryAfterMs = 60'000;

int costOf(const QSize &pixels)
{
    return qMax(1, pixels.width() * pixels.height() * 4 / 1024);
}

QPixmap drawInitials(const QString &initials, const QColor &ground, const QColor &ink, int side, qreal ratio)
{
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(QRectF(0, 0, side, side));
    QFont font;
    font.setPixelSize(qMax(1, qRound(side * 0.4)));
    font.setWeight(QFont::DemiBold);
    painter.setFont(Theme::withEmoji(font));
    painter.setPen(ink);
    painter.drawText(QRectF(0, 0, side, side), Qt::AlignCenter, initials);
    return pixmap;
}

QString firstGrapheme(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const auto end = finder.toNextBoundary();
    return end > 0 ? word.left(end) : QString();
}

}

Avatars::Avatars(MediaCache &media, QObject *parent) : QObject(parent), m_media(media), m_pictures(CacheKiB)
{
    m_decoders.setMaxThreadCount(2);
}

Avatars::~Avatars()
{
    m_decoders.clear();
    m_decoders.waitForDone();
}

void Avatars::setShown(std::function<bool(const QString &)> isShown)
{
    m_isShown = std::move(isShown);
    Q_EMIT pictureArrived();
}

QPixmap Avatars::pixmap(const QString &mxc, const QString &id, const QString &name, int side, qreal ratio,
                        const Theme &theme)
{
    const int pixels = qRound(side * ratio);
    if (!mxc.isEmpty() && (!m_isShown || m_isShown(id))) {
        const QString key = mxc % u' ' % QString::number(pixels);
        if (const QPixmap *picture = m_pictures.object(key)) {
            QPixmap result = *picture;
            result.setDevicePixelRatio(ratio);
            return result;
        }
        fetch(mxc, pixels, key);
    }
    const QColor ground = theme.sender(UserId(id));
    const QString letters = initials(name);
    const QString key =
        letters % u' ' % ground.name() % u' ' % theme.base.name() % u' ' % QString::number(pixels);
    if (const QPixmap *drawn = m_pictures.object(key)) {
        QPixmap result = *drawn;
        result.setDevicePixelRatio(ratio);
        return result;
    }
    const QColor ink = theme.isDark ? theme.base : QColor(Qt::white);
    QPixmap drawn = drawInitials(letters, ground, ink, side, ratio);
    m_pictures.insert(key, new QPixmap(drawn), costOf(drawn.size()));
    return drawn;
}

void Avatars::fetch(const QString &mxc, int pixels, const QString &key)
{
    if (m_wanted.contains(key))
        return;
    const QDeadlineTimer *failed = m_failed.object(mxc);
    if (failed && !failed->hasExpired())
        return;
    m_failed.remove(mxc);
    m_wanted.insert(key);
    auto task = mxc.startsWith(u"mxc:") ? m_media.thumbnail(mxc, pixels) : m_media.file(mxc, MaxBytes);
    std::move(task).then(this, [this, mxc, pixels, key](Result<QByteArray> result) {
        if (result.isOk()) {
            startDecoding(key, pixels, result.value());
            return;
        }
        m_wanted.remove(key);
        m_failed.insert(mxc, new QDeadlineTimer(result.error().isTransient()
                                                    ? QDeadlineTimer(RetryAfterMs)
                                                    : QDeadlineTimer(QDeadlineTimer::Forever)));
    });
}

void Avatars::startDecoding(const QString &key, int pixels, const QByteArray &bytes)
{
    m_decoders.start([this, key, pixels, bytes] {
        const QImage image = decode(bytes, pixels);
        QMetaObject::invokeMethod(
            this, [this, key, image] { onDecoded(key, image); }, Qt::QueuedConnection);
    });
}

void Avatars::onDecoded(const QString &key, const QImage &image)
{
    m_wanted.remove(key);
    if (image.isNull()) {
        m_failed.insert(key.section(u' ', 0, 0), new QDeadlineTimer(QDeadlineTimer::Forever));
        return;
    }
    m_pictures.insert(key, new QPixmap(QPixmap::fromImage(image)), costOf(image.size()));
    Q_EMIT pictureArrived();
}

QString Avatars::initials(const QString &name)
{
    QString letters;
    int count = 0;
    const QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    for (const QString &whole : words) {
        qsizetype skip = 0;
        while (skip < whole.size() - 1 && QStringView(u"@#!([{\"'").contains(whole.at(skip)))
            ++skip;
        const QString first = firstGrapheme(whole.mid(skip));
        if (first.isEmpty() || !(first.at(0).isLetterOrNumber() || first.at(0).isHighSurrogate()))
            continue;
        // A second letter beside an emoji would not fit the circle.
        const bool isWide = first.size() > 1;
        if (count > 0 && isWide)
            break;
        letters += first.toUpper();
        if (++count == 2 || isWide)
            break;
    }
    if (!letters.isEmpty() || words.isEmpty())
        return letters;
    return firstGrapheme(words.first());
}

QImage Avatars::decode(const QByteArray &bytes, int pixels)
{
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    // Vector formats and the exotic ones have no business here.
    const QByteArray format = QImageReader::imageFormat(&buffer);
    if (!QByteArrayList{"png", "jpeg", "jpg", "gif", "webp", "bmp"}.contains(format) || pixels <= 0)
        return {};
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty() || size.width() > MaxSide || size.height() > MaxSide ||
        qint64(size.width()) * size.height() > MaxPixels)
        return {};
    const QSize scaled = size.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding);
    // A long strip would be scaled to something huge before it is cut.
    if (qint64(scaled.width()) * scaled.height() > MaxPixels)
        return {};
    reader.setScaledSize(scaled);
    const QImage picture = reader.read();
    if (picture.isNull())
        return {};

    QImage round(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    round.fill(Qt::transparent);
    QPainter painter(&round);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QBrush brush(picture);
    brush.setTransform(
        QTransform::fromTranslate((pixels - picture.width()) / 2.0, (pixels - picture.height()) / 2.0));
    painter.setBrush(brush);
    painter.drawEllipse(QRectF(0, 0, pixels, pixels));
    return round;
}

}
