// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowpills.h"

#include "widgets/pictures.h"
#include "widgets/relationwords.h"
#include "widgets/rowstyle.h"

#include <limits>

namespace linnet {

namespace {

int pillHeight(const RowStyle &style)
{
    return style.lineHeight + style.unit;
}

}

int RowPills::place(const QList<Reaction> &reactions, const RowStyle &style, int y, bool isExpanded)
{
    if (reactions.isEmpty())
        return y;
    const int unit = style.unit;
    const int high = pillHeight(style);
    const int padding = 2 * unit;
    const int left = style.textLeft;
    const int right = style.textLeft + style.textWidth;
    const int mostLines = isExpanded ? std::numeric_limits<int>::max() : MostLines;
    const auto moreWidth = [&](qsizetype left_) {
        return style.lineWidth(QStringLiteral("+%1").arg(left_), style.timeFont, style.textWidth) +
               2 * padding;
    };
    y += unit;
    int x = left;
    int line = 1;
    for (qsizetype i = 0; i < reactions.size(); ++i) {
        const Reaction &reaction = reactions.at(i);
        Pill pill;
        pill.key = reaction.key;
        pill.isOwn = reaction.isOwn();
        const bool isAddress = reaction.key.startsWith(u"mxc://");
        pill.isNamed = isAddress && !reaction.shortcode.isEmpty();
        pill.isPicture =
            isAddress && !(pill.isNamed && style.pictures && style.pictures->isMissing(reaction.key));
        pill.label = RelationWords::reactionKey(reaction);
        pill.count = QString::number(reaction.count);
        const QFont &countFont = pill.isOwn ? style.strongTimeFont : style.timeFont;
        const int countWidth = style.lineWidth(pill.count, countFont, style.textWidth);
        const int most = right - left - 2 * padding - unit - countWidth;
        const int longest = qMax(0, qMin(most, 40 * unit));
        const int labelWidth = pill.isPicture ? qMin(style.lineHeight, longest)
                                              : style.lineWidth(pill.label, style.font, longest);
        const int wide = padding + labelWidth + unit + countWidth + padding;
        const bool isLast = i + 1 == reactions.size();
        const auto fits = [&] {
            const int after = line == mostLines && !isLast ? unit + moreWidth(reactions.size()) : 0;
            return x == left || x + wide + after <= right;
        };
        if (!fits() && line < mostLines) {
            ++line;
            x = left;
            y += high + unit;
        }
        if (!fits()) {
            const auto rest = reactions.size() - i;
            more = QStringLiteral("+%1").arg(rest);
            moreRect = style.placed({x, y, moreWidth(rest), high});
            break;
        }
        pill.rect = style.placed({x, y, wide, high});
        pill.labelRect = style.placed({x + padding, y, labelWidth, high});
        pill.countRect = style.placed({x + padding + labelWidth + unit, y, countWidth, high});
        pills.append(pill);
        x += wide + unit;
    }
    return y + high + unit / 2;
}

const RowPills::Pill *RowPills::at(const QPoint &point) const
{
    for (const Pill &pill : pills) {
        if (pill.rect.contains(point))
            return &pill;
    }
    return nullptr;
}

int RowPills::guess(const QList<Reaction> &reactions, const RowStyle &style)
{
    const int pillWidth = 12 * style.unit;
    const int perLine = qMax(1, style.textWidth / pillWidth);
    const int lines = qMin(MostLines, int((reactions.size() + perLine - 1) / perLine));
    return lines * (pillHeight(style) + style.unit);
}

}
