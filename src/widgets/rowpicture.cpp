// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowpicture.h"

#include "widgets/rowprogress.h"
#include "widgets/rowwords.h"
#include "widgets/tinticons.h"

#include <QPainter>

#include <algorithm>

namespace linnet {

namespace {

using Kind = TimelineItem::Kind;

// In units; a unit is 4 px at 100 %.
constexpr QSize LargestFrame(100, 75);
constexpr QSize LargestSticker(50, 50);
constexpr QSize UnknownFrame(75, 50);
constexpr int SmallestSide = 12;
constexpr int ControlsHeight = 8;
constexpr int LeastForButtons = 24;

const QColor Veil(0, 0, 0, 150); ///< under what is white on a picture

constexpr int LongestSide = 30'000; ///< pixels that a message may claim
constexpr int LongestStrip = 20;    ///< how many times longer than wide

bool isSticker(const TimelineItem &item)
{
    return item.type == QLatin1String("m.sticker");
}

bool isPlausible(int width, int height)
{
    return width > 0 && height > 0 && width <= LongestSide && height <= LongestSide &&
           width <= height * LongestStrip && height <= width * LongestStrip;
}

QRect centred(const QSize &size, const QRect &rect)
{
    return {rect.x() + (rect.width() - size.width()) / 2, rect.y() + (rect.height() - size.height()) / 2,
            size.width(), size.height()};
}

/// `inset`: pixels of the pixmap that are left out at each edge. A brush goes on with the other edge there,
/// which half a pixel hides where it is stretched.
template <typename Picture>
void drawRounded(QPainter &painter, const QRect &rect, const Picture &pixmap, qreal radius, qreal inset = 0)
{
    QBrush brush(pixmap);
    brush.setTransform(
        QTransform::fromTranslate(rect.x(), rect.y())
            .scale(rect.width() / (pixmap.width() - 2 * inset), rect.height() / (pixmap.height() - 2 * inset))
            .translate(-inset, -inset));
    painter.setBrush(brush);
    painter.drawRoundedRect(rect, radius, radius);
}

}

bool RowPicture::isShown(const TimelineItem &item)
{
    return (item.kind == Kind::Image || item.kind == Kind::Video) && RowWords::hasFile(item);
}

PictureFrame RowPicture::frame(const TimelineItem &item, const RowStyle &style)
{
    const bool isKnown = isPlausible(item.media->width, item.media->height);
    QSize most = (isSticker(item) ? LargestSticker : LargestFrame) * style.unit;
    if (!isKnown)
        most = most.boundedTo(UnknownFrame * style.unit);
    most.setWidth(qMin(most.width(), style.textWidth));
    if (!isKnown)
        return {most, {}};
    QSize picture = QSize(item.media->width, item.media->height) * style.unit / 4.0;
    if (picture.width() > most.width() || picture.height() > most.height())
        picture = picture.scaled(most, Qt::KeepAspectRatio);
    picture = picture.expandedTo({1, 1});
    // Small ones get room to be seen and clicked.
    const int least = SmallestSide * style.unit;
    return {picture.expandedTo(QSize(least, least).boundedTo(most)), picture};
}

QRect RowPicture::disc(const QRect &rect, const RowStyle &style)
{
    const int side = qMin(12 * style.unit, qMin(rect.width(), rect.height()));
    return centred({side, side}, rect);
}

void RowPicture::paint(QPainter &painter, const QRect &rect, const TimelineItem &item, const RowStyle &style,
                       const Look &look, TintIcons &icons)
{
    using State = Pictures::State;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setPen(Qt::NoPen);
    const qreal radius = 1.5 * style.unit;
    const State state = look.picture.state;
    const bool isThere = state == State::Ready;
    const QPixmap &pixmap = look.picture.pixmap;
    if (look.play.isActive() && !look.play.picture.isNull())
        return paintVideo(painter, rect, item, style, look, icons);
    const QSize shown =
        isThere ? (pixmap.size().toSizeF() / style.ratio).toSize().boundedTo(rect.size()) : QSize();
    const bool isFilled = isThere && shown.width() >= rect.width() - 1 && shown.height() >= rect.height() - 1;
    // Stickers stand free.
    if (!isFilled && !(isThere && isSticker(item))) {
        painter.setBrush(look.isHovered && !isThere ? style.theme.selected : style.theme.hover);
        painter.drawRoundedRect(rect, radius, radius);
    }
    if (isThere)
        drawRounded(painter, isFilled ? rect : centred(shown, rect), pixmap, radius);
    else if (!look.picture.blur.isNull())
        drawRounded(painter, rect, look.picture.blur, radius, 0.5);
    if (look.isSelected) {
        QColor highlight = style.palette.color(QPalette::Highlight);
        highlight.setAlphaF(0.3f);
        painter.setBrush(highlight);
        painter.drawRoundedRect(rect, radius, radius);
    }
    if (item.uploaded >= 0)
        paintUpload(painter, rect, item, style);
    else if (state == State::Hidden)
        paintHidden(painter, rect, style, !look.picture.blur.isNull(), icons);
    else if (item.kind == Kind::Video)
        paintVideo(painter, rect, item, style, look, icons);
    else if (state == State::Failed)
        paintFailure(painter, rect, style, look.picture.reason, icons);
    else if (look.picture.isStill)
        paintBadge(painter, rect, style, tr("GIF", "on a picture that could move"));
}

void RowPicture::paintHidden(QPainter &painter, const QRect &rect, const RowStyle &style, bool isOnBlur,
                             TintIcons &icons)
{
    const int side = 5 * style.unit;
    const QString words = tr("Show picture");
    const QFontMetrics metrics(style.font);
    const int wide = side + style.unit + metrics.horizontalAdvance(words);
    const bool hasWords = wide + 4 * style.unit <= rect.width();
    const QRect place = centred({hasWords ? wide : side, style.lineHeight}, rect);
    if (isOnBlur) {
        QColor ground = style.theme.base;
        ground.setAlphaF(0.9f);
        painter.setBrush(ground);
        const QRect pill = place.adjusted(-2 * style.unit, -style.unit, 2 * style.unit, style.unit);
        painter.drawRoundedRect(pill.intersected(rect), pill.height() / 2.0, pill.height() / 2.0);
    }
    const bool isRtl = style.isRtl() && hasWords;
    const QPoint corner(isRtl ? place.right() + 1 - side : place.x(),
                        place.y() + (place.height() - side) / 2);
    painter.drawPixmap(corner, icons.pixmap(QStringLiteral("view-visible"), side, style.ratio, style.link));
    if (!hasWords)
        return;
    painter.setFont(style.font);
    painter.setPen(style.link);
    painter.drawText(
        place, int(Qt::AlignVCenter | Qt::AlignAbsolute) | (isRtl ? Qt::AlignLeft : Qt::AlignRight), words);
}

void RowPicture::paintFailure(QPainter &painter, const QRect &rect, const RowStyle &style,
                              const QString &reason, TintIcons &icons)
{
    const int side = 6 * style.unit;
    const QFontMetrics metrics(style.secondFont);
    const int room = rect.width() - 4 * style.unit;
    const QString retry = tr("Retry");
    const int high = side + style.unit + 2 * style.secondHeight;
    const bool hasWords = room >= 20 * style.unit && high <= rect.height();
    QRect place = centred({room, hasWords ? high : side}, rect);
    const QPoint corner(rect.center().x() - side / 2, place.y());
    painter.drawPixmap(corner,
                       icons.pixmap(QStringLiteral("image-missing"), side, style.ratio, style.theme.dim));
    if (!hasWords)
        return;
    place.setTop(place.top() + side + style.unit);
    place.setHeight(style.secondHeight);
    painter.setFont(style.secondFont);
    painter.setPen(style.theme.dim);
    painter.drawText(place, Qt::AlignCenter, metrics.elidedText(reason, Qt::ElideRight, room));
    place.translate(0, style.secondHeight);
    painter.setPen(style.link);
    painter.drawText(place, Qt::AlignCenter, retry);
}

RowPicture::Controls RowPicture::controls(const QRect &rect, const RowStyle &style)
{
    const int unit = style.unit;
    const int high = qMin(ControlsHeight * unit, rect.height());
    Controls controls;
    controls.bar = QRect(rect.x(), rect.bottom() + 1 - high, rect.width(), high);
    controls.seek = controls.bar.adjusted(2 * unit, 0, -2 * unit, 0);
    if (rect.width() < LeastForButtons * unit)
        return controls;
    controls.mute = QRect(controls.bar.x(), controls.bar.y(), high, high);
    controls.large = QRect(controls.bar.right() + 1 - high, controls.bar.y(), high, high);
    if (style.isRtl())
        std::swap(controls.mute, controls.large);
    controls.seek = controls.bar.adjusted(high, 0, -high, 0);
    return controls;
}

void RowPicture::paintDisc(QPainter &painter, const QRect &rect, const RowStyle &style, const char *icon,
                           TintIcons &icons)
{
    const int inner = 6 * style.unit;
    const QRect place = disc(rect, style);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Veil);
    painter.drawEllipse(place);
    painter.drawPixmap(centred({inner, inner}, place).topLeft(),
                       icons.pixmap(QLatin1String(icon), inner, style.ratio, Qt::white));
}

/// While it plays, only the picture is to be seen, unless the mouse is on it.
void RowPicture::paintVideo(QPainter &painter, const QRect &rect, const TimelineItem &item,
                            const RowStyle &style, const Look &look, TintIcons &icons)
{
    using State = Playback::Look::State;
    const qreal radius = 1.5 * style.unit;
    if (look.play.isActive() && !look.play.picture.isNull()) {
        const QImage &picture = look.play.picture;
        const QSize shown = picture.size().scaled(rect.size(), Qt::KeepAspectRatio).expandedTo({1, 1});
        painter.setBrush(Qt::black);
        painter.drawRoundedRect(rect, radius, radius);
        drawRounded(painter, centred(shown, rect), picture, radius);
    }
    switch (look.play.state) {
    case State::Idle:
        paintDisc(painter, rect, style, "media-playback-start", icons);
        return paintBadge(painter, rect, style, RowWords::duration(item.media->durationMs));
    case State::Loading:
        return RowProgress::paint(painter, disc(rect, style), look.play.loaded, true, style);
    case State::Playing:
    case State::Paused:
        break;
    }
    const bool isPaused = look.play.state == State::Paused;
    if (isPaused || look.isHovered)
        paintDisc(painter, rect, style, isPaused ? "media-playback-start" : "media-playback-pause", icons);
    if (isPaused || look.isHovered)
        paintControls(painter, rect, style, look.play, icons);
}

void RowPicture::paintControls(QPainter &painter, const QRect &rect, const RowStyle &style,
                               const Playback::Look &play, TintIcons &icons)
{
    const Controls controls = RowPicture::controls(rect, style);
    const qreal radius = 1.5 * style.unit;
    painter.save();
    painter.setClipRect(controls.bar, Qt::IntersectClip);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Veil);
    painter.drawRoundedRect(rect, radius, radius);
    const int side = 4 * style.unit;
    const auto button = [&](const QRect &place, const char *icon) {
        if (!place.isNull())
            painter.drawPixmap(centred({side, side}, place).topLeft(),
                               icons.pixmap(QLatin1String(icon), side, style.ratio, Qt::white));
    };
    button(controls.mute, play.isMuted ? "audio-volume-muted" : "audio-volume-high");
    button(controls.large, "view-fullscreen");
    const QString time = Playback::timeText(play);
    const int high = RowStyle::lineHeightOf(style.timeFont);
    painter.setFont(style.timeFont);
    painter.setPen(Qt::white);
    if (QFontMetrics(style.timeFont).horizontalAdvance(time) <= controls.seek.width())
        painter.drawText(QRect(controls.seek.x(), controls.bar.y(), controls.seek.width(), high),
                         Qt::AlignCenter, time);
    QRectF line(controls.seek.x(), controls.bar.bottom() - 2 * style.unit, controls.seek.width(),
                style.unit / 2.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 255, 255, 90));
    painter.drawRoundedRect(line, line.height() / 2, line.height() / 2);
    const qreal wide = line.width() * play.share();
    if (style.isRtl())
        line.setLeft(line.right() - wide);
    line.setWidth(wide);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(line, line.height() / 2, line.height() / 2);
    painter.drawEllipse(QPointF(style.isRtl() ? line.left() : line.right(), line.center().y()),
                        style.unit * 1.2, style.unit * 1.2);
    painter.restore();
}

void RowPicture::paintUpload(QPainter &painter, const QRect &rect, const TimelineItem &item,
                             const RowStyle &style)
{
    const qreal before = painter.opacity();
    painter.setOpacity(1); // the picture is pale, not what is said of it
    RowProgress::paint(painter, disc(rect, style), item.uploaded, true, style);
    paintBadge(painter, rect, style, RowWords::percent(item.uploaded));
    painter.setOpacity(before);
}

/// In the lower corner at the line's beginning.
void RowPicture::paintBadge(QPainter &painter, const QRect &rect, const RowStyle &style, const QString &words)
{
    const int wide = QFontMetrics(style.timeFont).horizontalAdvance(words) + 2 * style.unit;
    const int high = RowStyle::lineHeightOf(style.timeFont);
    if (words.isEmpty() || wide + 2 * style.unit > rect.width() || high + 2 * style.unit > rect.height())
        return;
    const int x = style.isRtl() ? rect.right() + 1 - style.unit - wide : rect.x() + style.unit;
    const QRect place(x, rect.bottom() + 1 - style.unit - high, wide, high);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Veil);
    painter.drawRoundedRect(place, style.unit, style.unit);
    painter.setFont(style.timeFont);
    painter.setPen(Qt::white);
    painter.drawText(place, Qt::AlignCenter, words);
}

void RowPicture::paintWaveform(QPainter &painter, const QRect &rect, const QList<quint16> &waveform,
                               const RowStyle &style, qreal share)
{
    static constexpr int Loudest = 1024;
    const int step = style.unit;
    const int bars = rect.width() / step;
    painter.setPen(Qt::NoPen);
    QColor pale = style.link;
    pale.setAlphaF(0.35f);
    for (int bar = 0; bar < bars; ++bar) {
        painter.setBrush(bar < share * bars ? style.link : pale);
        const qsizetype from = bar * waveform.size() / bars;
        const qsizetype to = qMax(from + 1, (bar + 1) * waveform.size() / bars);
        const quint16 loudness = *std::max_element(waveform.cbegin() + from, waveform.cbegin() + to);
        const qreal high =
            qMax(qreal(step) / 2, qreal(rect.height()) * qMin<int>(loudness, Loudest) / Loudest);
        const int x = style.isRtl() ? rect.right() + 1 - (bar + 1) * step : rect.x() + bar * step;
        painter.drawRoundedRect(QRectF(x, rect.center().y() - high / 2, step / 2.0, high), step / 4.0,
                                step / 4.0);
    }
}

}
