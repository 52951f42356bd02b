// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojifont.h"

#include <QFont>
#include <QFontDatabase>
#include <QFontMetrics>

#include <algorithm>

namespace linnet {

const QStringList &EmojiFont::families()
{
    static const QStringList found = [] {
        QStringList families;
        for (const char *family : {"Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji"}) {
            if (QFontDatabase::hasFamily(QLatin1String(family)))
                families.append(QLatin1String(family));
        }
        return families;
    }();
    return found;
}

bool EmojiFont::has(const QString &emoji)
{
    if (families().isEmpty())
        return true;
    QFont font(families().first());
    font.setStyleStrategy(QFont::NoFontMerging); // or all others are asked too
    const QFontMetrics metrics(font);
    const QList<uint> signs = emoji.toUcs4();
    const bool hasAll = std::all_of(signs.cbegin(), signs.cend(), [&metrics](uint sign) {
        const QChar::Category category = QChar::category(sign);
        const bool isPart = category == QChar::Mark_NonSpacing || category == QChar::Other_Format;
        return isPart || metrics.inFontUcs4(sign);
    });
    // What the font does not know to join stands there one after the other, and is wider.
    static constexpr QChar Joiner(0x200d);
    return hasAll && (!emoji.contains(Joiner) || metrics.horizontalAdvance(emoji) <
                                                     1.5 * metrics.horizontalAdvance(QStringLiteral("😀")));
}

}
