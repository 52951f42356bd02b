// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowlayout.h"

#include "matrix/servername.h"
#include "session/rowabilities.h"
#include "widgets/playback.h"
#include "widgets/roomlink.h"
#include "widgets/rowpicture.h"
#include "widgets/rowwords.h"

#include <QFontMetrics>

#include <algorithm>
#include <limits>

namespace linnet {

namespace {

using Kind = TimelineItem::Kind;

constexpr int CardUnits = 100; // 400 px
constexpr qint64 LongPlayed = 1000LL * 59 * 60;

constexpr qsizetype Longest = 1000; ///< characters of a line; names of more are cut before they are measured

/// A line that is as wide as `rect` at most.
RowLayout::Label label(const QString &source, const QFont &font, const QRect &rect, const RowStyle &style)
{
    RowLayout::Label result;
    result.text = QStringView(source).first(qMin(source.size(), Longest)).toString().replace(u'\n', u' ');
    result.rect = rect;
    result.isCut = source.size() > Longest || style.isLineCut(result.text, font, rect.width());
    return result;
}

/// Its end says what kind of file it is.
RowLayout::Label fileName(const QString &source, const QRect &rect, const RowStyle &style)
{
    const QString text = source.left(Longest);
    const QString shown = style.lines().withoutMiddle(text, style.boldFont, rect.width(),
                                                      RowText::baseDirection(text, style.direction));
    return {shown, rect, shown != source};
}

QString stateIcon(const QString &type)
{
    if (type == u"m.room.member")
        return QStringLiteral("im-user");
    if (type == u"m.room.name" || type == u"m.room.topic")
        return QStringLiteral("document-edit");
    if (type == u"m.room.avatar")
        return QStringLiteral("view-preview");
    if (type == u"m.room.encryption")
        return QStringLiteral("lock");
    if (type == u"m.room.create")
        return QStringLiteral("list-add");
    return QStringLiteral("documentinfo");
}

QString mediaIcon(Kind kind)
{
    switch (kind) {
    case Kind::Image:
        return QStringLiteral("image-x-generic");
    case Kind::Audio:
        return QStringLiteral("audio-x-generic");
    case Kind::Video:
        return QStringLiteral("video-x-generic");
    case Kind::Location:
        return QStringLiteral("mark-location");
    default:
        return QStringLiteral("text-x-generic");
    }
}

}

RowLayout::RowLayout(const TimelineItem &item, const RowStyle &style, const RowOpened &opened)
{
    m_isRtl = style.isRtl();
    placeLead(item, style);
    const int boxTop = m_y;
    m_y += style.topPadding(item);
    placeHead(item, style);
    const bool hasTimeBeside = !RowStyle::isMessage(item.kind);
    m_y = extras.placeReply(item, style, m_y,
                            style.textWidth - (hasTimeBeside ? time.rect.width() + 2 * style.unit : 0));
    lead = m_y;
    if (item.kind == Kind::State)
        placeLine(item, style);
    else if (RowPicture::isShown(item))
        placePicture(item, style);
    else if (RowStyle::isMedia(item.kind))
        placeCard(item, style);
    if (item.poll)
        placePoll(*item.poll, style, opened.isAll);
    else if (item.kind != Kind::State && (!RowStyle::isMedia(item.kind) || !item.caption().isEmpty()))
        placeText(item, style, opened);
    m_y = extras.placeEdited(item, style, m_y, lastLine());
    extras.placeShield(
        item, style,
        {lastLine(), isTimeOnHover && RowStyle::isMessage(item.kind) ? QRect() : time.rect, card, lead});
    if (time.rect.intersects(extras.shield))
        time = {}; // both in the gutter, and the mark stands there always
    m_y = extras.placePreview(m_link, style, m_y);
    if (item.state == TimelineItem::State::Failed)
        placeFailure(item, style);
    m_y = extras.placeBelow(item, style, m_y, opened.isAll);
    if (item.kind != Kind::State && !avatar.isNull())
        m_y = qMax(m_y, avatar.bottom() + 1);
    placeReaders(item, style);
    height = m_y + style.bottomPadding();
    box = QRect(0, boxTop, style.width, height - boxTop);
}

void RowLayout::placeLead(const TimelineItem &item, const RowStyle &style)
{
    const auto takeLine = [&](int lineHeight) {
        const QRect rect = style.placed({style.columnLeft, m_y, style.columnWidth, lineHeight});
        m_y += lineHeight;
        return rect;
    };
    if (item.startsDay) {
        const QRect rect = takeLine(style.dateHeight());
        date = label(RowWords::date(item.ts), style.secondFont, rect, style);
        const int wide = style.lineWidth(date.text, style.secondFont, rect.width()) + 6 * style.unit;
        dateWords =
            rect.adjusted(qMax(0, (rect.width() - wide) / 2), 0, -qMax(0, (rect.width() - wide) / 2), 0);
    }
    if (item.startsUnread) {
        const QRect rect = takeLine(style.unreadHeight());
        unread = label(tr("new messages"), style.secondFont, rect, style);
    }
}

void RowLayout::placeHead(const TimelineItem &item, const RowStyle &style)
{
    const QString timeText = RowWords::time(item.ts);
    const QFontMetrics timeMetrics(style.timeFont);
    const int timeWidth = style.lineWidth(timeText, style.timeFont, style.textWidth);
    const int gutter = style.textLeft - style.columnLeft;
    if (!RowStyle::isMessage(item.kind)) {
        time = {timeText, style.placed({style.textLeft + style.textWidth - timeWidth, m_y, timeWidth,
                                        style.lineHeight})};
        if (item.kind == Kind::Emote) {
            const int side = qMin(style.lineHeight, 5 * style.unit);
            avatar = style.placed(
                {style.textLeft - 2 * style.unit - side, m_y + (style.lineHeight - side) / 2, side, side});
        }
        return;
    }
    if (!item.startsGroup) {
        // A long form such as "12:01 PM" may need the whole gutter, or more than a narrow one has.
        const int room = gutter - style.unit;
        time = {timeWidth > room ? RowWords::shortTime(item.ts) : timeText,
                style.placed({style.columnLeft, m_y, room, style.lineHeight})};
        return;
    }
    avatar =
        style.placed({style.columnLeft + (gutter - style.avatar) / 2, m_y + 1, style.avatar, style.avatar});
    const QString nameText = RowWords::senderName(item);
    const QFontMetrics nameMetrics(style.nameFont);
    const int gap = 2 * style.unit;
    const int longest = qMax(style.textWidth / 3, style.textWidth - timeWidth - gap);
    name = label(nameText, style.nameFont, {style.textLeft, m_y, longest, style.nameHeight()}, style);
    const int nameWidth = style.lineWidth(name.text, style.nameFont, longest);
    name.rect.setWidth(nameWidth);
    name.rect = style.placed(name.rect);
    // On the name's base line.
    const int drop =
        nameMetrics.ascent() - timeMetrics.ascent() - (nameMetrics.height() - timeMetrics.height()) / 2;
    time = {timeText,
            style.placed({style.textLeft + nameWidth + gap, m_y + drop, timeWidth, style.nameHeight()})};
    isTimeOnHover = false;
    m_y += style.nameHeight();
}

void RowLayout::placeLine(const TimelineItem &item, const RowStyle &style)
{
    const int side = 4 * style.unit;
    const int indent = item.isInRun ? 6 * style.unit : 0;
    const int left = style.textLeft + indent;
    const QRect mark(left - 2 * style.unit - side, m_y + (style.secondHeight - side) / 2, side, side);
    icon = style.placed(mark);
    iconName = item.runSize > 0 ? QStringLiteral("user-others") : stateIcon(item.type);
    if (item.isCover)
        iconName = QStringLiteral("view-hidden");
    int room = style.textWidth - indent - time.rect.width() - 2 * style.unit;
    if (item.runSize > 0)
        room -= side + style.unit;
    line = label(item.text, style.secondFont, {left, m_y, room, style.secondHeight}, style);
    if (item.runSize > 0) {
        line.rect.setWidth(style.lineWidth(line.text, style.secondFont, room));
        runMark = style.placed({left + line.rect.width() + style.unit, mark.y(), side, side});
        const QString closed = style.isRtl() ? QStringLiteral("go-previous") : QStringLiteral("go-next");
        runIcon = item.isRunOpen ? QStringLiteral("go-down") : closed;
    }
    line.rect = style.placed(line.rect);
    m_y += style.secondHeight;
    if (!item.goesOnFrom.isEmpty()) {
        m_elsewhere = QUrl(roomLink(item.goesOnFrom, mergedServers(style.servers, {serverOf(item.sender)})));
        m_y = placeActions({{Part::Link, tr("Show the older room")}}, left, m_y, style);
    }
}

void RowLayout::placeText(const TimelineItem &item, const RowStyle &style, const RowOpened &opened)
{
    int left = style.textLeft;
    int room = style.textWidth;
    if (item.kind == Kind::Emote) {
        room -= time.rect.width() + 2 * style.unit;
    } else if (item.kind == Kind::Encrypted) {
        const int side = 4 * style.unit;
        icon = style.placed({left, m_y + (style.lineHeight - side) / 2, side, side});
        iconName = QStringLiteral("lock");
        left += side + style.unit + style.unit / 2;
        room -= left - style.textLeft;
    }
    const RichText rich = BodyText::read(item, style.nameOf);
    if (style.previews)
        m_link = RowPreview::linkOf(item, rich);
    text = std::make_unique<RowBody>(item, rich, style, room, opened);
    textRect = style.placed({left, m_y, text->width(), text->height()});
    textOrigin = textRect.topLeft();
    m_y += text->height();
    if (text->isCut())
        m_y = placeActions({{Part::ShowAll, tr("Show all")}}, left, m_y, style);
}

void RowLayout::placePoll(const Poll &poll, const RowStyle &style, bool isExpanded)
{
    m_y = extras.placePoll(poll, style, m_y, isExpanded);
    if (extras.poll->isCut)
        m_y = placeActions({{Part::ShowAll, tr("Show all")}}, style.textLeft, m_y, style);
}

void RowLayout::placeCard(const TimelineItem &item, const RowStyle &style)
{
    const int unit = style.unit;
    const int side = 8 * unit;
    const int padding = 2 * unit;
    const int innerHeight = style.lineHeight + style.secondHeight;
    const int cardWidth = qMin(style.textWidth, CardUnits * unit);
    m_y += unit / 2;
    const QRect outer(style.textLeft, m_y, cardWidth, innerHeight + 2 * padding);
    card = style.placed(outer);
    cardIcon = style.placed({outer.x() + padding, outer.y() + (outer.height() - side) / 2, side, side});
    iconName = mediaIcon(item.kind);
    const int x = outer.x() + padding + side + padding + unit;
    const int room = outer.x() + outer.width() - padding - x;
    const int top = outer.y() + padding;
    const QRect first(x, top, room, style.lineHeight);
    if (item.media->waveform.isEmpty())
        cardName = fileName(RowWords::mediaName(item), first, style);
    else
        waveform = style.placed(first);
    cardName.rect = style.placed(cardName.rect);
    QList<std::pair<Part, QString>> wanted;
    if (item.uploaded >= 0) {
        progress = cardIcon;
        wanted = {{Part::Cancel, tr("Cancel")}};
    } else if (item.kind == Kind::Location) {
        wanted = {{Part::Open, tr("Open on the map")}};
    } else if (style.canPlay && Playback::isPlayable(item)) {
        iconName = QStringLiteral("media-playback-start");
        seek = waveform.isNull() ? style.placed({x, outer.bottom() + 1 - padding, room, padding}) : waveform;
        wanted = {{Part::Speed, Playback::rateText(1.5)}, {Part::Save, tr("Save")}};
    } else if (RowWords::hasFile(item)) {
        wanted = {{Part::Open, tr("Open")}, {Part::Save, tr("Save")}};
    }
    const QString info = RowWords::mediaInfo(item);
    const int left = room - actionsWidth(wanted, style);
    int infoWidth = style.lineWidth(info, style.secondFont, qMax(0, left));
    if (!seek.isNull()) {
        // The time stands there while it plays, and whoever sent it may not have said how long it is.
        const QString played = RowWords::played(LongPlayed, LongPlayed);
        const int wide = style.lineWidth(played, style.secondFont, style.textWidth) + unit;
        infoWidth = qMax(infoWidth, qMin(wide, qMax(0, left)));
    }
    const int second = top + style.lineHeight;
    cardInfo = label(info, style.secondFont, {x, second, infoWidth, style.secondHeight}, style);
    cardInfo.rect = style.placed(cardInfo.rect);
    placeActions(wanted, infoWidth > 0 ? x + infoWidth + 3 * unit : x, second, style);
    m_y += outer.height() + unit / 2;
}

void RowLayout::placePicture(const TimelineItem &item, const RowStyle &style)
{
    const QSize size = RowPicture::frame(item, style).size;
    m_y += style.unit / 2;
    isPicture = true;
    card = style.placed({style.textLeft, m_y, size.width(), size.height()});
    if (item.uploaded >= 0) {
        progress = RowPicture::disc(card, style);
    } else if (style.canPlay && Playback::isPlayable(item)) {
        const RowPicture::Controls controls = RowPicture::controls(card, style);
        seek = controls.seek;
        mute = controls.mute;
        enlarge = controls.large;
    }
    m_y += size.height() + style.unit / 2;
}

void RowLayout::placeFailure(const TimelineItem &item, const RowStyle &style)
{
    const int side = 4 * style.unit;
    m_y += style.unit / 2;
    failedMark = style.placed({style.textLeft, m_y + (style.secondHeight - side) / 2, side, side});
    const int x = style.textLeft + side + style.unit + style.unit / 2;
    const int room = style.textLeft + style.textWidth - x;
    QList<std::pair<Part, QString>> wanted{{Part::Retry, tr("Retry")}};
    if (RowAbilities::rewrite(item))
        wanted.append({Part::Edit, tr("Edit")});
    wanted.append({Part::Discard, tr("Discard")});
    const QString words_ = RowWords::state(item);
    const int wide = style.lineWidth(words_, style.secondFont, room);
    // In narrow views the words come first and the actions below them.
    const bool isOneLine = wide + actionsWidth(wanted, style) <= room;
    reason = label(words_, style.secondFont, {x, m_y, wide, style.secondHeight}, style);
    reason.rect = style.placed(reason.rect);
    if (!isOneLine)
        m_y += style.secondHeight;
    m_y = placeActions(wanted, isOneLine ? x + wide + 3 * style.unit : x, m_y, style);
}

// On the last line, from the end of the column; it makes no row higher, so that nothing moves when people
// read.
void RowLayout::placeReaders(const TimelineItem &item, const RowStyle &style)
{
    if (item.readers.isEmpty())
        return;
    const int side = style.readerSide();
    const int step = side + 1;
    const int end = style.columnLeft + style.columnWidth - style.unit / 2;
    const int last = RowStyle::isMessage(item.kind) ? style.lineHeight : style.secondHeight;
    const int y = m_y - qMax(side, (last + side) / 2);
    const bool isMore = item.readers.size() > RowStyle::MostReaders;
    const int shown = isMore ? 1 : int(item.readers.size());
    int x = end;
    if (isMore) {
        const QString count = tr("+%1").arg(qMin<qsizetype>(item.readers.size() - shown, 99));
        const int wide = style.lineWidth(count, style.timeFont, style.textWidth);
        moreReaders = {count, style.placed({end - wide, y, wide, side})};
        x -= wide + 2;
    }
    for (int i = 0; i < shown; ++i)
        avatars.append(style.placed({x - side - (shown - 1 - i) * step, y, side, side}));
    readers = style.placed({x - shown * step, y, end - x + shown * step, side});
}

int RowLayout::actionsWidth(const QList<std::pair<Part, QString>> &wanted, const RowStyle &style)
{
    int sum = 0;
    for (const auto &[part, text_] : wanted)
        sum += style.lineWidth(text_, style.secondFont, style.textWidth) + 3 * style.unit;
    return sum;
}

int RowLayout::placeActions(const QList<std::pair<Part, QString>> &wanted, int x, int y,
                            const RowStyle &style)
{
    for (const auto &[part, text_] : wanted) {
        const int wide = style.lineWidth(text_, style.secondFont, style.textWidth);
        actions.append({part, text_, style.placed({x, y, wide, style.secondHeight})});
        x += wide + 3 * style.unit;
    }
    return y + style.secondHeight;
}

/// The last line of the text in the row; null if there is none, or more than is shown.
QRect RowLayout::lastLine() const
{
    return text ? text->lastLine().translated(textOrigin) : QRect();
}

RowLayout::Hit RowLayout::hitTest(const QPoint &point, bool isPlaying) const
{
    if (const Hit hit = extras.hitTest(point); hit.part != Part::None)
        return hit;
    if (progress.contains(point))
        return {Part::Cancel, {}, {}};
    for (const Action &action : actions) {
        if (action.rect.adjusted(-3, 0, 3, 0).contains(point))
            return {action.part, action.part == Part::Link ? m_elsewhere : QUrl(), {}};
    }
    if (isPlaying && mute.contains(point))
        return {Part::Mute, {}, {}};
    if (isPlaying && enlarge.contains(point))
        return {Part::Enlarge, {}, {}};
    if ((isPlaying || !isPicture) && seek.contains(point))
        return {Part::Seek, {}, {}, seekShare(point.x())};
    if (dateWords.contains(point))
        return {Part::Date, {}, {}};
    if (!runMark.isNull() && (icon | line.rect | runMark).contains(point))
        return {Part::Run, {}, {}};
    if (card.contains(point) && (isPicture || !actions.isEmpty()))
        return {Part::Open, {}, {}};
    if (text && textRect.contains(point))
        return hitOf(text->hitTest(point - textOrigin));
    return {};
}

double RowLayout::seekShare(int x) const
{
    const int along = m_isRtl ? seek.right() - x : x - seek.left();
    return seek.width() > 1 ? std::clamp(double(along) / (seek.width() - 1), 0.0, 1.0) : 0;
}

RowLayout::Hit RowLayout::hitOf(const RowBody::Hit &hit)
{
    switch (hit.part) {
    case RowBody::Hit::Part::None:
        break;
    case RowBody::Hit::Part::Text:
        return {Part::Text, {}, {}};
    case RowBody::Hit::Part::Link:
        return {Part::Link, hit.url, hit.text};
    case RowBody::Hit::Part::Picture:
        return {Part::Picture, {}, hit.text};
    case RowBody::Hit::Part::Spoiler:
        return {Part::Spoiler, {}, hit.text};
    case RowBody::Hit::Part::Copy:
        return {Part::CopyCode, {}, hit.text};
    }
    return {};
}

int RowLayout::positionAt(const QPoint &point) const
{
    if (text && card.isNull())
        return text->positionAt(point - textOrigin);
    return point.y() < box.center().y() ? 0 : std::numeric_limits<int>::max();
}

QString RowLayout::plainText(const TimelineItem &item, const RowStyle &style)
{
    const RichText rich = BodyText::read(item, style.nameOf);
    if (rich.isEmpty())
        return RowWords::text(item);
    const QString said = BodyText(rich).text();
    return RowStyle::isMedia(item.kind) ? QString(RowWords::mediaName(item) + u'\n' + said) : said;
}

bool RowLayout::showsPicture(const QString &url, const TimelineItem &item) const
{
    const auto isIt = [&url](const QString &one) { return url.isEmpty() || one == url; };
    return (isPicture && (isIt(item.media->url) || isIt(item.media->thumbnailUrl))) ||
           (text && text->showsPicture(url)) || extras.showsPicture(url);
}

QString RowLayout::toolTip(const QPoint &point, const TimelineItem &item, bool isPlaying) const
{
    if (isPlaying && mute.contains(point))
        return tr("Sound on or off");
    if (isPlaying && enlarge.contains(point))
        return tr("Open large");
    if (time.rect.contains(point))
        return RowWords::dateAndTime(item.ts);
    if (readers.contains(point))
        return RowWords::readers(item);
    if (name.rect.contains(point))
        return RowWords::senderName(item) + u'\n' + item.sender.toString();
    if (line.isCut && line.rect.contains(point))
        return item.text;
    if (progress.contains(point))
        return tr("Do not send");
    if ((isPicture || cardName.isCut || !waveform.isNull()) && card.contains(point))
        return RowWords::mediaName(item);
    if (reason.isCut && reason.rect.contains(point))
        return RowWords::state(item);
    if (const QString tip = extras.toolTip(point, item); !tip.isEmpty())
        return tip;
    if (text && textRect.contains(point))
        return text->toolTip(point - textOrigin);
    return {};
}

}
