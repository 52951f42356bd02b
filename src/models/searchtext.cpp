// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/searchtext.h"

#include <algorithm>

namespace linnet {

namespace {

QString folded(const QString &text)
{
    // Most names need nothing of what follows.
    if (std::all_of(text.begin(), text.end(), [](QChar character) { return character.unicode() < 0x80; }))
        return text.toLower();
    QString result;
    const QString apart = text.normalized(QString::NormalizationForm_KD);
    result.reserve(apart.size());
    for (const QChar character : apart) {
        if (character.category() != QChar::Mark_NonSpacing)
            result += character;
    }
    return result.toCaseFolded();
}

}

SearchText::SearchText(const QString &typed) : m_words(folded(typed).split(u' ', Qt::SkipEmptyParts)) {}

bool SearchText::isNarrowerThan(const SearchText &other) const
{
    return std::all_of(other.m_words.begin(), other.m_words.end(), [this](const QString &word) {
        return std::any_of(m_words.begin(), m_words.end(),
                           [&word](const QString &longer) { return longer.contains(word); });
    });
}

bool SearchText::matches(const QString &text) const
{
    if (m_words.isEmpty())
        return true;
    const QString plain = folded(text);
    return std::all_of(m_words.begin(), m_words.end(),
                       [&plain](const QString &word) { return plain.contains(word); });
}

}
