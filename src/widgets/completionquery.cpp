// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/completionquery.h"

namespace linnet {

namespace {

constexpr qsizetype MostLetters = 60; ///< of a word that is worth looking for

bool isSmileyName(const QString &word)
{
    for (const QChar c : word) {
        if (!c.isLetterOrNumber() && c != u'_' && c != u'-' && c != u'+')
            return false;
    }
    return word.size() >= 2;
}

}

std::optional<CompletionQuery> CompletionQuery::at(const QString &line, bool isFirstLine)
{
    qsizetype start = line.size();
    while (start > 0 && !line.at(start - 1).isSpace()) {
        --start;
        if (line.size() - start > MostLetters)
            return std::nullopt;
    }
    // A bracket may stand before it, as in "(@bob".
    while (start < line.size() && QStringView(u"([\"'*_").contains(line.at(start)))
        ++start;
    if (start == line.size())
        return std::nullopt;
    const CompletionQuery query{line.at(start), int(start), line.mid(start + 1)};
    if (query.sign == u'@')
        return query;
    if (query.sign == u'#' && !query.word.isEmpty() && query.word.at(0) != u'#')
        return query;
    if (query.sign == u':' && isSmileyName(query.word))
        return query;
    if (query.sign == u'/' && isFirstLine && start == 0 && !query.word.startsWith(u'/'))
        return query;
    return std::nullopt;
}

}
