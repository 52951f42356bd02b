// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/searchtext.h"

#include "base/foldedtext.h"

#include <algorithm>

namespace linnet {

SearchText::SearchText(const QString &typed) : m_words(foldedText(typed).split(u' ', Qt::SkipEmptyParts)) {}

bool SearchText::isNarrowerThan(const SearchText &other) const
{
    return std::all_of(other.m_words.begin(), other.m_words.end(), [this](const QString &word) {
        return std::any_of(m_words.begin(), m_words.end(),
                           [&word](const QString &longer) { return longer.contains(word); });
    });
}

bool SearchText::matches(const QString &text) const
{
    return m_words.isEmpty() || matchesFolded(foldedText(text));
}

bool SearchText::matchesFolded(const QString &folded) const
{
    return std::all_of(m_words.begin(), m_words.end(),
                       [&folded](const QString &word) { return placeIn(folded, word) >= 0; });
}

}
