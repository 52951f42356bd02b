// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowpainter.h"

#include "widgets/avatars.h"
#include "widgets/rowpicture.h"
#include "widgets/rowprogress.h"
#include "widgets/rowwords.h"

#include <QPainter>

#include <limits>

namespace linnet {

namespace {

const QColor Amber(255, 184, 28); ///< behind words that were found

/// Restores a painter when it goes out of scope.
class PainterState
{
public:
    explicit PainterState(QPainter &painter) : m_painter(painter) { m_painter.save(); }
    ~PainterState() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(PainterState)

private:
    QPainter &m_painter;
};

/// One line of plain text whose own direction decides nothing about where it stands.
void drawLabel(QPainter &painter, const RowLayout::Label &label, const QFont &font, const QColor &colour,
               const RowStyle &style, Qt::Alignment alignment = Qt::AlignLeft)
{
    if (label.isEmpty())
        return;
    QRect rect = label.rect;
    if (alignment == Qt::AlignHCenter) {
        rect.setWidth(style.lineWidth(label.text, font, style.width));
        rect.moveCenter(label.rect.center());
    }
    painter.setLayoutDirection(RowText::baseDirection(label.text, style.direction));
    style.lines().paint(painter, rect, label.text, font, colour, style.direction);
}

}

void RowPainter::paint(QPainter &painter, const QPoint &origin, const RowLayout &row,
                       const TimelineItem &item, const RowStyle &style, const Look &look)
{
    const PainterState state(painter);
    painter.translate(origin);
    painter.setClipRect(QRect(0, 0, style.width, row.height), Qt::IntersectClip);
    paintBackground(painter, row, item, style, look);
    paintLead(painter, row, style);
    paintHead(painter, row, item, style, look);
    paintBody(painter, row, item, style, look);
    m_extras.paint(painter, row.extras, item, style,
                   {look.isHovered ? look.mouse : QPoint(-1, -1), look.selectionEnd > look.selectionStart,
                    smallPictures(item.key, false, style), look.canVote});
    if (!row.failedMark.isNull())
        paintFailure(painter, row, style);
    paintActions(painter, row, style, look);
    paintReaders(painter, row, item, style);
}

void RowPainter::paintBackground(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                                 const RowStyle &style, const Look &look) const
{
    if (item.isMention) {
        painter.fillRect(row.box, style.theme.mention);
        painter.fillRect(style.placed({0, row.box.y(), qMax(3, style.unit * 3 / 4), row.box.height()}),
                         style.mentionBar);
    }
    if (look.isHovered)
        painter.fillRect(row.box, style.theme.hover);
    if (look.isFocused) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(style.link, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(row.box).adjusted(2, 1, -2, -1), style.unit, style.unit);
    }
}

void RowPainter::paintLead(QPainter &painter, const RowLayout &row, const RowStyle &style) const
{
    const auto ruled = [&](const RowLayout::Label &label, const QFont &font, const QColor &words,
                           const QColor &rule) {
        if (label.isEmpty())
            return;
        drawLabel(painter, label, font, words, style, Qt::AlignHCenter);
        const int half = style.lineWidth(label.text, font, style.width) / 2 + 3 * style.unit;
        const QPoint middle = label.rect.center();
        const int left = label.rect.left() + 4 * style.unit;
        const int right = label.rect.right() - 4 * style.unit;
        if (middle.x() - half > left) {
            painter.fillRect(QRect(QPoint(left, middle.y()), QPoint(middle.x() - half, middle.y())), rule);
            painter.fillRect(QRect(QPoint(middle.x() + half, middle.y()), QPoint(right, middle.y())), rule);
        }
    };
    ruled(row.date, style.secondFont, style.theme.dim, style.theme.line);
    ruled(row.unread, style.secondFont, style.link, style.theme.accent);
}

void RowPainter::paintHead(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                           const RowStyle &style, const Look &look)
{
    if (!row.avatar.isNull()) {
        const QPixmap picture =
            m_avatars.pixmap(item.senderAvatar, item.sender.toString(), RowWords::senderName(item),
                             row.avatar.width(), style.ratio, style.theme);
        painter.drawPixmap(row.avatar.topLeft(), picture);
    }
    drawLabel(painter, row.name, style.nameFont, style.theme.sender(item.sender), style);
    const bool isInGutter = row.isTimeOnHover && RowStyle::isMessage(item.kind);
    if (!row.isTimeOnHover || look.isHovered || look.isFocused)
        drawLabel(painter, row.time, style.timeFont, style.theme.dim, style,
                  isInGutter ? Qt::AlignHCenter : Qt::AlignLeft);
}

void RowPainter::paintBody(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                           const RowStyle &style, const Look &look)
{
    using Kind = TimelineItem::Kind;
    const bool isDim = item.kind == Kind::State || item.kind == Kind::Notice || item.kind == Kind::Redacted ||
                       item.kind == Kind::Encrypted;
    const bool isWhole =
        look.selectionEnd > look.selectionStart && (!row.line.isEmpty() || !row.card.isNull());
    const QColor colour = isDim ? style.theme.dim : style.theme.text;
    if (item.isKeyAwaited)
        return paintAwaited(painter, row, style);
    if (item.state == TimelineItem::State::Sending)
        painter.setOpacity(0.6);
    if (!row.icon.isNull())
        painter.drawPixmap(row.icon.topLeft(),
                           m_icons.pixmap(row.iconName, row.icon.width(), style.ratio, style.theme.dim));
    if (!row.runMark.isNull())
        painter.drawPixmap(row.runMark.topLeft(),
                           m_icons.pixmap(row.runIcon, row.runMark.width(), style.ratio, style.theme.dim));
    if (isWhole && !row.isPicture) {
        const QRect selected = row.card.isNull() ? row.line.rect : row.card;
        QColor highlight = style.palette.color(QPalette::Highlight);
        highlight.setAlphaF(0.3f);
        painter.fillRect(selected, highlight);
    }
    drawLabel(painter, row.line, style.secondFont, colour, style);
    if (row.isPicture)
        paintPicture(painter, row, item, style, look);
    else if (!row.card.isNull())
        paintCard(painter, row, item, style, look);
    if (row.text) {
        const double strength = style.theme.isDark ? 0.3 : 0.4;
        const QColor mark = Theme::mix(style.theme.base, Amber, look.isFound ? 2 * strength : strength);
        const QList<QRectF> found = row.text->rectsOf(look.found);
        for (const QRectF &rect : found)
            painter.fillRect(rect.translated(row.textOrigin), mark);
        const QPoint mouse = look.isHovered ? look.mouse - row.textOrigin : QPoint(-1, -1);
        row.text->draw(painter, row.textOrigin, style,
                       {colour, isWhole ? 0 : look.selectionStart,
                        isWhole ? std::numeric_limits<int>::max() : look.selectionEnd, mouse,
                        smallPictures(item.key, item.isOwn, style)});
    }
    painter.setOpacity(1);
}

/// In the place of the words that it cannot be read, which it may never need.
void RowPainter::paintAwaited(QPainter &painter, const RowLayout &row, const RowStyle &style) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.theme.line);
    const qreal dot = style.unit;
    for (int i = 0; i < 3; ++i) {
        const qreal along = 1.75 * dot * i;
        const qreal x = style.isRtl() ? row.icon.right() + 1 - dot - along : row.icon.left() + along;
        painter.drawEllipse(QRectF(x, row.icon.center().y() - dot / 2, dot, dot));
    }
}

SmallPicture RowPainter::smallPictures(const QString &key, bool areOwn, const RowStyle &style) const
{
    if (!m_pictures)
        return {};
    return [this, key, areOwn, ratio = style.ratio](const QString &url, const QSize &size) {
        return m_pictures->small(url, key, areOwn, size, ratio);
    };
}

QString RowPainter::troubleOf(const TimelineItem &item, const RowStyle &style) const
{
    return m_pictures
               ? m_pictures->look(item, RowPicture::frame(item, style), style.ratio, false, false).reason
               : QString();
}

void RowPainter::paintPicture(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                              const RowStyle &style, const Look &look)
{
    const bool isUnderMouse = look.isHovered && row.card.contains(look.mouse);
    RowPicture::Look picture;
    if (m_pictures)
        picture.picture =
            m_pictures->look(item, RowPicture::frame(item, style), style.ratio, look.isActive, isUnderMouse);
    picture.play = look.play;
    picture.isHovered = isUnderMouse || look.isSought || (look.isFocused && look.play.isActive());
    picture.isSelected = look.selectionEnd > look.selectionStart;
    RowPicture::paint(painter, row.card, item, style, picture, m_icons);
}

void RowPainter::paintCard(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                           const RowStyle &style, const Look &look)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = 1.5 * style.unit;
    painter.setPen(QPen(style.theme.line, 1));
    painter.setBrush(look.isHovered && row.card.contains(look.mouse) ? QBrush(style.theme.hover)
                                                                     : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(row.card).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    using State = Playback::Look::State;
    const bool isLoading = look.play.state == State::Loading;
    if (!row.progress.isNull() || isLoading) {
        const qreal before = painter.opacity();
        painter.setOpacity(1);
        RowProgress::paint(painter, row.cardIcon, isLoading ? look.play.loaded : item.uploaded, false, style);
        painter.setOpacity(before);
    } else {
        paintCardIcon(
            painter, row,
            look.play.state == State::Playing ? QStringLiteral("media-playback-pause") : row.iconName, style);
    }
    drawLabel(painter, row.cardName, style.boldFont, style.theme.text, style);
    if (look.play.isActive())
        return paintPlayed(painter, row, item, style, look.play);
    if (!row.waveform.isNull())
        RowPicture::paintWaveform(painter, row.waveform, item.media->waveform, style);
    drawLabel(painter, row.cardInfo, style.secondFont, style.theme.dim, style);
}

void RowPainter::paintPlayed(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                             const RowStyle &style, const Playback::Look &play)
{
    RowLayout::Label time = row.cardInfo;
    time.text = Playback::timeText(play);
    drawLabel(painter, time, style.secondFont, style.theme.dim, style);
    if (!row.waveform.isNull())
        return RowPicture::paintWaveform(painter, row.waveform, item.media->waveform, style, play.share());
    const int high = qMax(2, style.unit / 2);
    QRect bar(row.seek.x(), row.seek.center().y() - high / 2, row.seek.width(), high);
    painter.fillRect(bar, style.theme.line);
    const int wide = int(bar.width() * play.share());
    if (style.isRtl())
        bar.setLeft(bar.right() + 1 - wide);
    else
        bar.setWidth(wide);
    painter.fillRect(bar, style.link);
}

void RowPainter::paintCardIcon(QPainter &painter, const RowLayout &row, const QString &name,
                               const RowStyle &style)
{
    const qreal radius = 1.5 * style.unit;
    const QRectF tile = row.cardIcon;
    QColor soft = style.theme.accent;
    soft.setAlphaF(0.16f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(soft);
    painter.drawRoundedRect(tile, radius, radius);
    const int side = 5 * style.unit;
    const QPointF corner = tile.center() - QPointF(side, side) / 2.0;
    painter.drawPixmap(corner, m_icons.pixmap(name, side, style.ratio, style.link));
}

void RowPainter::paintFailure(QPainter &painter, const RowLayout &row, const RowStyle &style) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF mark = QRectF(row.failedMark).adjusted(1, 1, -1, -1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.theme.danger);
    painter.drawEllipse(mark);
    const qreal thick = qMax(1.5, mark.width() / 8);
    painter.setBrush(style.theme.onDanger);
    const qreal x = mark.center().x() - thick / 2;
    painter.drawRoundedRect(QRectF(x, mark.top() + mark.height() * 0.2, thick, mark.height() * 0.36),
                            thick / 2, thick / 2);
    painter.drawEllipse(QRectF(x, mark.top() + mark.height() * 0.68, thick, thick));
    drawLabel(painter, row.reason, style.secondFont, style.theme.dim, style);
}

void RowPainter::paintActions(QPainter &painter, const RowLayout &row, const RowStyle &style,
                              const Look &look) const
{
    for (const RowLayout::Action &action : row.actions) {
        QFont font = style.secondFont;
        font.setUnderline(look.isHovered && action.rect.contains(look.mouse));
        const bool isSpeed = action.part == RowLayout::Part::Speed;
        drawLabel(painter, {isSpeed ? Playback::rateText(look.play.rate) : action.label, action.rect, false},
                  font, style.link, style);
    }
}

void RowPainter::paintReaders(QPainter &painter, const RowLayout &row, const TimelineItem &item,
                              const RowStyle &style)
{
    for (qsizetype i = 0; i < row.avatars.size(); ++i) {
        const RoomReader &reader = item.readers.at(i);
        const QRect &place = row.avatars.at(i);
        painter.drawPixmap(place.topLeft(),
                           m_avatars.pixmap(reader.avatarUrl, reader.user.toString(), reader.name,
                                            place.width(), style.ratio, style.theme));
    }
    drawLabel(painter, row.moreReaders, style.timeFont, style.theme.dim, style);
}

void RowPainter::paintSkeleton(QPainter &painter, const QRect &rect, const RowStyle &style) const
{
    const PainterState state(painter);
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.theme.line);
    static constexpr double widths[] = {0.55, 0.8, 0.35, 0.7, 0.45, 0.62};
    const int high = style.avatar + 5 * style.unit;
    const int bar = 2 * style.unit + style.unit / 2;
    int index = 0;
    for (int y = rect.bottom() - high; y + high > rect.top(); y -= high, ++index) {
        const QRect circle(style.columnLeft + (style.textLeft - style.columnLeft - style.avatar) / 2, y,
                           style.avatar, style.avatar);
        painter.drawEllipse(style.placed(circle));
        const int first = int(style.textWidth * (0.14 + 0.04 * (index % 3)));
        const int second = int(style.textWidth * widths[index % 6]);
        const qreal radius = bar / 2.0;
        painter.drawRoundedRect(style.placed({style.textLeft, y + style.unit, first, bar}), radius, radius);
        painter.drawRoundedRect(
            style.placed({style.textLeft, y + style.avatar - bar - style.unit, second, bar}), radius, radius);
    }
}

}
