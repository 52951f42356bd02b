// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace linnet {

/// Makes what is typed into a filter box find names however they are spelt: case, accents and the order of
/// words do not count. A value, any thread.
class SearchText
{
public:
    SearchText() = default;
    explicit SearchText(const QString &typed);

    bool isEmpty() const { return m_words.isEmpty(); }
    /// True if whatever matches this matches `other` too, as when more letters were typed.
    bool isNarrowerThan(const SearchText &other) const;
    /// True if every word that was typed is somewhere in `text`.
    bool matches(const QString &text) const;
    bool matchesFolded(const QString &folded) const; ///< the same of a foldedText()

    friend bool operator==(const SearchText &, const SearchText &) = default;

private:
    QStringList m_words;
};

}
