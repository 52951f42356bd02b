// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace linnet {

/// Where the words of a search stand in a text, for showing them there: as the index compares them, without
/// case and accents, and at the beginnings of words. A value.
class FoundWords
{
public:
    struct Place
    {
        qsizetype start;
        qsizetype length;

        friend bool operator==(const Place &, const Place &) = default;
    };

    FoundWords() = default;
    explicit FoundWords(const QStringList &words); ///< or phrases, as SearchQuery has them

    /// In the order of the text, none in another. By whole grapheme clusters.
    QList<Place> in(const QString &text) const;

private:
    QStringList m_words; ///< as an index has them, without spaces; the longest first
};

}
