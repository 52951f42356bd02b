// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowpoll.h"

#include "widgets/relationwords.h"
#include "widgets/rowstyle.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype MostAnswers = 20;
constexpr int MostLines = 3;
constexpr int MostQuestionLines = 8;
constexpr int WidthUnits = 100;

}

int RowPoll::place(const Poll &poll, const RowStyle &style, int y, bool isExpanded)
{
    const int unit = style.unit;
    const int side = 4 * unit;
    const int wide = qMin(style.textWidth, WidthUnits * unit);
    isSingle = poll.maxSelections <= 1;
    isEnded = poll.isEnded;
    const bool hasResults = RelationWords::hasResults(poll);
    RowText::Format format;
    format.lineHeight = style.lineHeight;
    format.hasLinks = false;
    const QString asked = RelationWords::question(poll);
    format.font = style.nameFont;
    format.width = style.textWidth;
    format.maxLines = isExpanded ? 0 : MostQuestionLines;
    format.direction = RowText::baseDirection(asked, style.direction);
    question = std::make_unique<RowText>(RowText::beside(asked, format, style.direction));
    isCut = question->isCut();
    questionRect = style.placed({style.textLeft, y, question->width(), question->height()});
    y += question->height() + unit / 2;
    int most = 0;
    for (const Poll::Answer &answer : poll.answers)
        most = qMax(most, answer.votes);
    // The same for all, so that the words end where the others end.
    const int countWidth = style.lineWidth(QString::number(most), style.strongTimeFont, style.textWidth);
    const int textLeft = style.textLeft + side + 2 * unit;
    format.width = qMax(unit, style.textLeft + wide - countWidth - 2 * unit - textLeft);
    format.maxLines = isExpanded ? 0 : MostLines;
    for (const Poll::Answer &answer : poll.answers.first(qMin(poll.answers.size(), MostAnswers))) {
        Answer placed;
        placed.id = answer.id;
        placed.isOwn = answer.isOwn;
        placed.isWinner = poll.isEnded && most > 0 && answer.votes == most;
        const QString words = RelationWords::answer(answer);
        format.font = placed.isWinner ? style.nameFont : style.font;
        format.direction = RowText::baseDirection(words, style.direction);
        placed.text = std::make_unique<RowText>(RowText::beside(words, format, style.direction));
        isCut = isCut || placed.text->isCut();
        const int top = y;
        y += unit;
        placed.mark = style.placed({style.textLeft, y + (style.lineHeight - side) / 2, side, side});
        placed.textOrigin =
            style.placed({textLeft, y, placed.text->width(), placed.text->height()}).topLeft();
        if (hasResults) {
            placed.share = poll.voters > 0 ? std::clamp(double(answer.votes) / poll.voters, 0.0, 1.0) : 0;
            placed.count = QString::number(answer.votes);
            placed.countRect =
                style.placed({style.textLeft + wide - countWidth, y, countWidth, style.lineHeight});
        }
        y += placed.text->height() + unit / 2;
        placed.bar = style.placed({textLeft, y, style.textLeft + wide - textLeft, unit});
        y += unit + unit;
        placed.rect = style.placed({style.textLeft - unit, top, wide + 2 * unit, y - top});
        answers.push_back(std::move(placed));
    }
    state = RelationWords::pollState(poll);
    stateRect = style.placed({style.textLeft, y, style.textWidth, style.secondHeight});
    return y + style.secondHeight;
}

std::optional<QStringList> RowPoll::voteFor(const Poll &poll, const QString &answer)
{
    if (poll.isEnded)
        return std::nullopt;
    QStringList chosen;
    bool isKnown = false;
    bool wasChosen = false;
    for (const Poll::Answer &one : poll.answers) {
        isKnown = isKnown || one.id == answer;
        wasChosen = wasChosen || (one.isOwn && one.id == answer);
        if (one.isOwn && one.id != answer)
            chosen.append(one.id);
    }
    if (!isKnown)
        return std::nullopt;
    if (wasChosen)
        return chosen;
    if (poll.maxSelections <= 1)
        return QStringList{answer};
    if (chosen.size() >= poll.maxSelections)
        return std::nullopt;
    return chosen << answer;
}

const RowPoll::Answer *RowPoll::at(const QPoint &point) const
{
    const auto found = std::find_if(answers.begin(), answers.end(),
                                    [&](const Answer &answer) { return answer.rect.contains(point); });
    return found == answers.end() ? nullptr : &*found;
}

int RowPoll::guess(const Poll &poll, const RowStyle &style)
{
    const int answer = style.lineHeight + 3 * style.unit + style.unit / 2;
    return style.lineHeight + int(qMin(poll.answers.size(), MostAnswers)) * answer + style.secondHeight;
}

}
