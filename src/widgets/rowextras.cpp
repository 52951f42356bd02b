// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowextras.h"

#include "session/linkpreviews.h"
#include "widgets/relationwords.h"
#include "widgets/rowstyle.h"
#include "widgets/rowwords.h"

#include <QFontMetrics>

#include <algorithm>
#include <utility>

namespace linnet {

int RowExtras::placeReply(const TimelineItem &item, const RowStyle &style, int y, int width)
{
    if (!item.reply)
        return y;
    const int unit = style.unit;
    const int bar = qMax(2, unit / 2);
    const int left = style.textLeft + bar + 2 * unit;
    const int room = qMax(unit, style.textLeft + width - left);
    const int high = style.secondHeight;
    y += unit / 2;
    replyBar = style.placed({style.textLeft, y, bar, high});
    replySender.text = RelationWords::replySender(*item.reply);
    int x = left;
    if (!replySender.isEmpty()) {
        const int wide = style.lineWidth(replySender.text, style.strongSecondFont, room / 2);
        replySender.rect = style.placed({x, y, wide, high});
        x += wide + unit + unit / 2;
    }
    const int rest = qMax(unit, left + room - x);
    replyText.text = RelationWords::replyText(*item.reply);
    const int wide = style.lineWidth(replyText.text, replyFont(item, style), rest);
    replyText.rect = style.placed({x, y, wide, high});
    reply = style.placed({style.textLeft, y, x + wide - style.textLeft, high});
    return y + high + unit / 2;
}

QFont RowExtras::replyFont(const TimelineItem &item, const RowStyle &style)
{
    QFont font = style.secondFont;
    font.setItalic(!item.reply || !item.reply->isKnown || item.reply->isRedacted);
    return font;
}

int RowExtras::placeEdited(const TimelineItem &item, const RowStyle &style, int y, const QRect &lastLine)
{
    if (!item.isEdited)
        return y;
    edited.text = RelationWords::edited();
    const int wide = style.lineWidth(edited.text, style.timeFont, style.textWidth);
    const int gap = style.unit + style.unit / 2;
    const QRect column = style.placed({style.textLeft, y, style.textWidth, style.lineHeight});
    const int top = lastLine.center().y() - style.lineHeight / 2;
    // A line that begins at the right ends at the left, unless it fills the row up to there.
    QList<int> places{lastLine.left() - gap - wide, lastLine.right() + 1 + gap};
    if (lastLine.left() <= column.left() + 1)
        places.swapItemsAt(0, 1);
    for (const int x : std::as_const(places)) {
        if (!lastLine.isNull() && x >= column.left() && x + wide <= column.right() + 1) {
            edited.rect = {x, top, wide, style.lineHeight};
            return y;
        }
    }
    edited.rect = style.placed({style.textLeft, y, wide, style.secondHeight});
    return y + style.secondHeight;
}

void RowExtras::placeShield(const TimelineItem &item, const RowStyle &style, const ShieldPlaces &places)
{
    if (RowWords::shield(item).isEmpty())
        return;
    using State = Encryption::State;
    isAlarming =
        item.encryption == State::VerificationViolation || item.encryption == State::MismatchedSender;
    shieldIcon = item.isInClear ? QStringLiteral("unlock") : QStringLiteral("security-low");
    const int side = 3 * style.unit + style.unit / 2;
    const int gap = style.unit + style.unit / 2;
    const QRect column = style.placed({style.textLeft, 0, style.textWidth, 1});
    const auto fits = [&](const QRect &place) {
        return place.left() >= column.left() && place.right() <= column.right() &&
               !place.intersects(places.lastLine) && !place.intersects(edited.rect);
    };
    for (const QRect &line : {edited.rect, places.lastLine, places.time, places.card}) {
        if (line.isNull())
            continue;
        const int y = line == places.card ? line.bottom() + 1 - side : line.center().y() - side / 2;
        QList<QRect> sides{{line.right() + 1 + gap, y, side, side},
                           {line.left() - gap - side, y, side, side}};
        if (style.isRtl())
            sides.swapItemsAt(0, 1);
        // A line may run the other way and end where others begin; before what else there is stands
        // something.
        for (const QRect &place : sides.first(line == places.lastLine ? 2 : 1)) {
            if (fits(place)) {
                shield = place;
                return;
            }
        }
    }
    shield =
        style.placed({style.textLeft - gap - side, places.top + (style.lineHeight - side) / 2, side, side});
}

int RowExtras::placePreview(const QUrl &of, const RowStyle &style, int y)
{
    link = of;
    if (!style.previews || link.isEmpty())
        return y;
    const LinkPreview *known = style.previews->find(link);
    const bool hasCard = known ? !known->isEmpty() : style.previews->mayCome(link);
    return hasCard ? preview.emplace().place(known, link, style, y) : y;
}

int RowExtras::placePoll(const Poll &item, const RowStyle &style, int y, bool isExpanded)
{
    return poll.emplace().place(item, style, y, isExpanded);
}

int RowExtras::placeBelow(const TimelineItem &item, const RowStyle &style, int y, bool isExpanded)
{
    y = reactions.place(item.reactions, style, y, isExpanded);
    return item.thread ? placeThread(*item.thread, style, y) : y;
}

int RowExtras::placeThread(const ThreadSummary &summary, const RowStyle &style, int y)
{
    const int unit = style.unit;
    const int side = 4 * unit;
    const int high = style.secondHeight;
    const int dot = 2 * unit;
    y += unit;
    threadIcon = style.placed({style.textLeft, y + (high - side) / 2, side, side});
    int x = style.textLeft + side + unit + unit / 2;
    const int end = style.textLeft + style.textWidth - (summary.unread > 0 ? dot + 2 * unit : 0);
    const auto take = [&](const QString &text, const QFont &font) {
        const int wide = style.lineWidth(text, font, qMax(0, end - x));
        const QRect rect = style.placed({x, y, wide, high});
        x += wide;
        return Line{text, rect};
    };
    QFont medium = style.secondFont;
    medium.setWeight(style.boldFont.weight());
    threadCount = take(RelationWords::answers(summary), medium);
    const QString last = RelationWords::lastAnswer(summary);
    if (!last.isEmpty() && x + 4 * unit < end) {
        x += 2 * unit;
        threadLast = take(last, style.secondFont);
    }
    if (summary.unread > 0) {
        x += 2 * unit;
        threadDot = style.placed({x, y + (high - dot) / 2, dot, dot});
        x += dot;
    }
    thread = style.placed({style.textLeft, y, x - style.textLeft, high});
    return y + high;
}

RowHit RowExtras::hitTest(const QPoint &point) const
{
    using Part = RowHit::Part;
    if (reply.contains(point))
        return {Part::RepliedTo, {}, {}};
    if (edited.rect.contains(point))
        return {Part::Versions, {}, {}};
    if (const RowPills::Pill *pill = reactions.at(point))
        return {Part::Reaction, {}, pill->key};
    if (reactions.moreRect.contains(point))
        return {Part::ShowAll, {}, {}};
    if (thread.contains(point))
        return {Part::Thread, {}, {}};
    if (preview && preview->rect.contains(point))
        return {Part::Link, preview->url, preview->says};
    if (const RowPoll::Answer *answer = poll ? poll->at(point) : nullptr)
        return {Part::Answer, {}, answer->id};
    return {};
}

bool RowExtras::showsPicture(const QString &url) const
{
    const auto isIt = [&url](const QString &one) { return url.isEmpty() || one == url; };
    const auto isPill = [&isIt](const RowPills::Pill &pill) { return pill.isPicture && isIt(pill.key); };
    return (preview && !preview->image.isEmpty() && isIt(preview->image)) ||
           std::any_of(reactions.pills.cbegin(), reactions.pills.cend(), isPill);
}

QString RowExtras::toolTip(const QPoint &point, const TimelineItem &item) const
{
    if (reply.contains(point) && item.reply && item.reply->isKnown)
        return RelationWords::replySender(*item.reply) + u'\n' + RelationWords::replyText(*item.reply);
    if (edited.rect.contains(point))
        return RelationWords::editedAt(item.editedTs);
    if (shield.adjusted(-2, -2, 2, 2).contains(point))
        return RowWords::shield(item);
    if (const RowPills::Pill *pill = reactions.at(point)) {
        for (const Reaction &reaction : item.reactions) {
            if (reaction.key == pill->key)
                return RelationWords::reactors(reaction);
        }
    }
    if (preview && preview->rect.contains(point))
        return preview->url.toString(QUrl::FullyEncoded);
    if (thread.contains(point) && item.thread)
        return RelationWords::lastAnswer(*item.thread);
    return {};
}

int RowExtras::guess(const TimelineItem &item, const RowStyle &style)
{
    int height = RowPills::guess(item.reactions, style);
    if (item.reply)
        height += style.secondHeight + style.unit;
    if (item.thread)
        height += style.secondHeight + style.unit;
    if (item.poll)
        height += RowPoll::guess(*item.poll, style);
    return height;
}

}
