// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundwords.h"

#include "base/foldedtext.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <vector>

namespace linnet {

namespace {

struct Letter
{
    qsizetype start;
    qsizetype end;
    QString folded;
    bool startsWord;
};

QString indexed(QStringView text)
{
    if (text.size() == 1 && text[0].unicode() < 0x80)
        return text[0].isLetterOrNumber() ? QString(text[0].toLower()) : QString();
    return indexableText(text.toString()).remove(u' ');
}

/// Without what an index leaves out.
std::vector<Letter> lettersOf(const QString &text)
{
    std::vector<Letter> letters;
    letters.reserve(size_t(text.size()));
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    bool isInWord = false;
    for (qsizetype start = 0, end = finder.toNextBoundary(); end > start;
         start = end, end = finder.toNextBoundary()) {
        Letter letter{start, end, indexed(QStringView(text).sliced(start, end - start)), !isInWord};
        isInWord = !letter.folded.isEmpty();
        if (!isInWord)
            continue;
        // Ideographs and the like are words by themselves.
        if (!letter.startsWord)
            letter.startsWord = indexableText(letters.back().folded + letter.folded).contains(u' ');
        letters.push_back(std::move(letter));
    }
    return letters;
}

/// How many of `letters` from `first` on are `word`; 0 if they begin otherwise.
size_t lengthOf(const QString &word, const std::vector<Letter> &letters, size_t first)
{
    QString met;
    size_t count = 0;
    while (met.size() < word.size() && word.startsWith(met) && first + count < letters.size())
        met += letters[first + count++].folded;
    return met.startsWith(word) ? count : 0;
}

}

FoundWords::FoundWords(const QStringList &words)
{
    for (const QString &word : words) {
        if (const QString wanted = indexableText(word).remove(u' '); !wanted.isEmpty())
            m_words.append(wanted);
    }
    std::sort(m_words.begin(), m_words.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

QList<FoundWords::Place> FoundWords::in(const QString &text) const
{
    QList<Place> places;
    if (m_words.isEmpty())
        return places;
    const std::vector<Letter> letters = lettersOf(text);
    for (size_t i = 0; i < letters.size();) {
        size_t count = 0;
        for (qsizetype word = 0; letters[i].startsWord && count == 0 && word < m_words.size(); ++word)
            count = lengthOf(m_words[word], letters, i);
        if (count > 0)
            places.append({letters[i].start, letters[i + count - 1].end - letters[i].start});
        i += std::max<size_t>(count, 1);
    }
    return places;
}

}
