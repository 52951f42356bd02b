// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/searchtext.h"

#include <algorithm>

namespace linnet {

namespace {

QString folded(const QString &text)
{
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

bool SearchText::matches(const QString &text) const
{
    if (m_words.isEmpty())
        return true;
    const QString plain = folded(text);
    return std::all_of(m_words.begin(), m_words.end(),
                       [&plain](const QString &word) { return plain.contains(word); });
}

}
