// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/extraspainter.h"

#include "session/linkpreviews.h"
#include "widgets/rowstyle.h"
#include "widgets/tinticons.h"

#include <QPainter>
#include <QPainterPath>

namespace linnet {

namespace {

QFont weighted(QFont font, const QFont &like, bool isUnderlined = false)
{
    font.setWeight(like.weight());
    font.setUnderline(isUnderlined);
    return font;
}

}

void ExtrasPainter::paint(QPainter &painter, const RowExtras &extras, const TimelineItem &item,
                          const RowStyle &style, const Look &look) const
{
    const QPoint &mouse = look.mouse;
    painter.setRenderHint(QPainter::Antialiasing);
    if (!extras.reply.isNull())
        paintReply(painter, extras, item, style, mouse);
    if (!extras.edited.isEmpty()) {
        const bool isHovered = extras.edited.rect.contains(mouse);
        line(painter, extras.edited.text, extras.edited.rect,
             weighted(style.timeFont, style.timeFont, isHovered), style.theme.dim, style);
    }
    if (!extras.shield.isNull())
        painter.drawPixmap(extras.shield.topLeft(),
                           m_icons.pixmap(extras.shieldIcon, extras.shield.width(), style.ratio,
                                          extras.isAlarming ? style.theme.danger : style.theme.dim));
    if (extras.poll)
        paintPoll(painter, *extras.poll, style, look.canVote ? mouse : QPoint(-1, -1), look.isSelected);
    if (extras.preview)
        paintPreview(painter, *extras.preview, style, look);
    paintReactions(painter, extras.reactions, style, look);
    if (!extras.thread.isNull())
        paintThread(painter, extras, item, style, mouse);
}

void ExtrasPainter::line(QPainter &painter, const QString &text, const QRect &rect, const QFont &font,
                         const QColor &colour, const RowStyle &style) const
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    painter.setLayoutDirection(RowText::baseDirection(text, style.direction));
    style.lines().paint(painter, rect, text, font, colour, style.direction);
}

void ExtrasPainter::paintReply(QPainter &painter, const RowExtras &extras, const TimelineItem &item,
                               const RowStyle &style, const QPoint &mouse) const
{
    const bool isKnown = item.reply && item.reply->isKnown;
    const QColor hue = isKnown ? style.theme.sender(item.reply->sender) : style.theme.dim;
    painter.fillRect(extras.replyBar, hue);
    line(painter, extras.replySender.text, extras.replySender.rect, style.strongSecondFont, hue, style);
    QFont font = RowExtras::replyFont(item, style);
    font.setUnderline(extras.reply.contains(mouse));
    line(painter, extras.replyText.text, extras.replyText.rect, font, style.theme.dim, style);
}

void ExtrasPainter::paintReactions(QPainter &painter, const RowPills &reactions, const RowStyle &style,
                                   const Look &look) const
{
    const auto frame = [&](const QRect &rect, bool isOwn) {
        const qreal radius = rect.height() / 2.0;
        QColor fill = isOwn ? style.theme.selected : style.theme.hover;
        if (rect.contains(look.mouse))
            fill = Theme::mix(fill, style.theme.text, 0.08);
        painter.setPen(QPen(isOwn ? style.link : style.theme.line, 1));
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    };
    for (const RowPills::Pill &pill : reactions.pills) {
        frame(pill.rect, pill.isOwn);
        if (pill.isPicture)
            paintReaction(painter, pill, style, look);
        else
            line(painter, pill.label, pill.labelRect, style.font, style.theme.text, style);
        // Weight says it too: colour alone never tells.
        line(painter, pill.count, pill.countRect, pill.isOwn ? style.strongTimeFont : style.timeFont,
             pill.isOwn ? style.theme.text : style.theme.dim, style);
    }
    if (reactions.more.isEmpty())
        return;
    frame(reactions.moreRect, false);
    painter.setFont(style.timeFont);
    painter.setPen(style.theme.dim);
    painter.setLayoutDirection(Qt::LeftToRight); // a number with its sign
    painter.drawText(reactions.moreRect, Qt::AlignCenter, reactions.more);
}

void ExtrasPainter::paintReaction(QPainter &painter, const RowPills::Pill &pill, const RowStyle &style,
                                  const Look &look) const
{
    const QPixmap picture =
        look.smallPicture ? look.smallPicture(pill.key, pill.labelRect.size()) : QPixmap();
    if (!picture.isNull())
        return paintSmallPicture(painter, pill.labelRect, picture);
    const int side = qMin(4 * style.unit, pill.labelRect.width());
    const QPoint corner = pill.labelRect.center() - QPoint(side / 2, side / 2);
    painter.drawPixmap(corner,
                       m_icons.pixmap(QStringLiteral("image-x-generic"), side, style.ratio, style.theme.dim));
}

void ExtrasPainter::paintThread(QPainter &painter, const RowExtras &extras, const TimelineItem &item,
                                const RowStyle &style, const QPoint &mouse) const
{
    painter.drawPixmap(extras.threadIcon.topLeft(),
                       m_icons.pixmap(QStringLiteral("dialog-messages"), extras.threadIcon.width(),
                                      style.ratio, style.link));
    line(painter, extras.threadCount.text, extras.threadCount.rect,
         weighted(style.secondFont, style.boldFont, extras.thread.contains(mouse)), style.link, style);
    line(painter, extras.threadLast.text, extras.threadLast.rect, style.secondFont, style.theme.dim, style);
    if (extras.threadDot.isNull())
        return;
    const bool isHighlight = item.thread && item.thread->isHighlight;
    painter.setPen(Qt::NoPen);
    painter.setBrush(isHighlight ? style.theme.danger : style.theme.accent);
    painter.drawEllipse(extras.threadDot);
}

void ExtrasPainter::paintPreview(QPainter &painter, const RowPreview &preview, const RowStyle &style,
                                 const Look &look) const
{
    const bool isHovered = preview.rect.contains(look.mouse);
    painter.fillRect(preview.bar, style.theme.line);
    line(painter, preview.site, preview.siteRect, style.secondFont, style.theme.dim, style);
    if (!preview.isKnown)
        return awaitPreview(painter, preview, style);
    line(painter, preview.title, preview.titleRect, weighted(style.boldFont, style.boldFont, isHovered),
         style.link, style);
    if (preview.description)
        preview.description->draw(painter, preview.descriptionOrigin, style.theme.text, style.palette, 0, 0);
    if (preview.imageRect.isNull())
        return;
    const QPixmap picture =
        look.smallPicture ? look.smallPicture(preview.image, preview.imageRect.size()) : QPixmap();
    if (!picture.isNull()) {
        paintSmallPicture(painter, preview.imageRect, picture);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.theme.hover);
    painter.drawRoundedRect(preview.imageRect, style.unit, style.unit);
}

/// Asks for what is on the screen only. What has turned out not to come leaves its place with the next look
/// at the row: nothing moves before the eyes.
void ExtrasPainter::awaitPreview(QPainter &painter, const RowPreview &preview, const RowStyle &style) const
{
    if (!style.previews)
        return;
    if (!style.previews->mayCome(preview.url)) {
        QRect rest = preview.rect;
        if (style.isRtl())
            rest.setRight(preview.siteRect.right());
        else
            rest.setLeft(preview.siteRect.left());
        rest.setTop(preview.siteRect.bottom() + 1);
        rest.setHeight(style.secondHeight);
        return line(painter, tr("There is no preview."), rest, style.secondFont, style.theme.dim, style);
    }
    style.previews->want(preview.url);
    const int high = 2 * style.unit + style.unit / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.theme.hover);
    int y = preview.siteRect.bottom() + 1;
    for (const auto &[units, lineHeight] :
         {std::pair(50, style.lineHeight), std::pair(80, style.secondHeight)}) {
        QRect stripe(preview.siteRect.left(), y + (lineHeight - high) / 2,
                     qMin(units * style.unit, preview.rect.width() * units / 100), high);
        if (style.isRtl())
            stripe.moveRight(preview.siteRect.right());
        painter.drawRoundedRect(stripe, high / 2.0, high / 2.0);
        y += lineHeight;
    }
}

void ExtrasPainter::paintPoll(QPainter &painter, const RowPoll &poll, const RowStyle &style,
                              const QPoint &mouse, bool isSelected) const
{
    poll.question->draw(painter, poll.questionRect.topLeft(), style.theme.text, style.palette, 0,
                        isSelected ? int(poll.question->text().size()) : 0);
    const qreal radius = style.unit / 2.0;
    for (const RowPoll::Answer &answer : poll.answers) {
        if (answer.rect.contains(mouse) && !poll.isEnded) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(Theme::mix(style.theme.base, style.theme.text, 0.1));
            painter.drawRoundedRect(answer.rect, style.unit, style.unit);
        }
        paintMark(painter, answer, poll.isSingle, style);
        answer.text->draw(painter, answer.textOrigin, style.theme.text, style.palette, 0, 0);
        if (answer.count.isEmpty())
            continue;
        painter.setLayoutDirection(Qt::LeftToRight);
        style.lines().paint(painter, answer.countRect, answer.count,
                            answer.isWinner ? style.strongTimeFont : style.timeFont, style.theme.dim,
                            style.direction, true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.theme.line);
        painter.drawRoundedRect(answer.bar, radius, radius);
        if (const int filled = qRound(answer.bar.width() * answer.share); filled > 0) {
            QRect part = answer.bar;
            part.setWidth(qMax(filled, style.unit));
            if (style.isRtl())
                part.moveRight(answer.bar.right());
            painter.setBrush(style.link);
            painter.drawRoundedRect(part, radius, radius);
        }
    }
    line(painter, poll.state, poll.stateRect, style.secondFont, style.theme.dim, style);
}

void ExtrasPainter::paintMark(QPainter &painter, const RowPoll::Answer &answer, bool isRound,
                              const RowStyle &style) const
{
    const QRectF box = QRectF(answer.mark).adjusted(1, 1, -1, -1);
    const qreal radius = isRound ? box.width() / 2 : style.unit * 0.75;
    painter.setPen(QPen(answer.isOwn ? style.link : style.theme.dim, qMax(1.0, style.unit * 0.375)));
    painter.setBrush(answer.isOwn ? QBrush(style.link) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, radius, radius);
    if (!answer.isOwn)
        return;
    QPainterPath check;
    check.moveTo(box.left() + box.width() * 0.26, box.top() + box.height() * 0.53);
    check.lineTo(box.left() + box.width() * 0.43, box.top() + box.height() * 0.7);
    check.lineTo(box.left() + box.width() * 0.75, box.top() + box.height() * 0.33);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(style.theme.base, qMax(1.5, style.unit * 0.4), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(check);
}

}
