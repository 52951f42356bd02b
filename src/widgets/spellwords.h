// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace linnet {

/// A word in a text: where it begins, and how long it is.
struct SpellWord
{
    int start = 0;
    int length = 0;

    friend bool operator==(const SpellWord &, const SpellWord &) = default;
};

/// The words of a message whose spelling counts: not code, links, `@mentions`, `#rooms`, `:emoji:`, a command
/// at the beginning, or what has digits in it. At most MostSpellWords. Pure.
QList<SpellWord> spellWords(const QString &text);
constexpr qsizetype MostSpellWords = 5000;

}
