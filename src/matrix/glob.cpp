// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/glob.h"

namespace linnet {

Glob::Glob(const QString &pattern)
{
    m_pattern.reserve(pattern.size());
    for (const QChar c : pattern) {
        const bool isStar = c == u'*';
        m_hasWildcards = m_hasWildcards || isStar || c == u'?';
        if (!isStar || !m_pattern.endsWith(u'*')) // several say what one says
            m_pattern.append(c);
    }
}

// A text that fits is found with the last star alone: what the stars before it take need never be more.
bool Glob::matches(QStringView text, qint64 &steps) const
{
    if (m_pattern.size() > Longest)
        return false;
    const QStringView pattern(m_pattern);
    qsizetype at = 0;
    qsizetype in = 0;
    qsizetype star = -1;
    qsizetype taken = 0; ///< where what the last star takes ends
    while (at < text.size()) {
        ++steps;
        if (in < pattern.size() && pattern.at(in) == u'*') {
            star = in++;
            taken = at;
        } else if (in < pattern.size() && (pattern.at(in) == u'?' || pattern.at(in) == text.at(at))) {
            ++in;
            ++at;
        } else if (star >= 0) {
            in = star + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    while (in < pattern.size() && pattern.at(in) == u'*')
        ++in;
    return in == pattern.size();
}

}
