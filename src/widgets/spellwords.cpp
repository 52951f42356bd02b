// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spellwords.h"

namespace linnet {

namespace {

bool isMark(QChar c)
{
    return c.category() == QChar::Mark_NonSpacing || c.category() == QChar::Mark_SpacingCombining;
}

bool isApostrophe(QChar c)
{
    return c == u'\'' || c == QChar(0x2019);
}

/// Which letters of the text are code: between equal runs of backticks, or in a block fenced with them.
QList<std::pair<int, int>> codeIn(const QString &text)
{
    QList<std::pair<int, int>> code;
    int at = 0;
    while ((at = int(text.indexOf(u'`', at))) >= 0) {
        int ticks = at;
        while (ticks < text.size() && text.at(ticks) == u'`')
            ++ticks;
        const QString run = text.mid(at, ticks - at);
        qsizetype end = text.indexOf(run, ticks);
        while (end >= 0 && end + run.size() < text.size() && text.at(end + run.size()) == u'`') {
            while (end < text.size() && text.at(end) == u'`')
                ++end;
            end = text.indexOf(run, end);
        }
        if (end >= 0) {
            code.append({at, int(end + run.size())});
            at = int(end + run.size());
        } else if (run.size() >= 3) { // a fence that is still open
            code.append({at, int(text.size())});
            break;
        } else {
            at = ticks;
        }
    }
    return code;
}

/// What stands between blanks is no prose if it looks like an address, a name or a sign.
bool isSpecial(QStringView piece, bool isFirst)
{
    if (piece.startsWith(u"//"))
        piece = piece.mid(2); // text that begins with a slash
    else if (isFirst && piece.startsWith(u'/'))
        return true;
    if (piece.startsWith(u'@') || piece.startsWith(u'#') || piece.startsWith(u'!'))
        return true;
    if (piece.startsWith(u':') && piece.size() > 1 && piece.at(1).isLetter())
        return true;
    if (piece.contains(u"://") || piece.startsWith(u"www.") || piece.contains(u'@') ||
        piece.contains(u'\\') || piece.contains(u'_') || piece.count(u'/') > 1)
        return true;
    // example.org, but not an end.Of a sentence that lacks a blank
    const qsizetype dot = piece.indexOf(u'.');
    return dot > 0 && dot + 1 < piece.size() && piece.at(dot + 1).isLower();
}

void takeWords(const QString &text, int start, int end, QList<SpellWord> &words)
{
    int at = start;
    while (at < end) {
        if (!text.at(at).isLetterOrNumber()) {
            ++at;
            continue;
        }
        int stop = at;
        bool hasDigit = false;
        while (stop < end) {
            const QChar c = text.at(stop);
            const bool isInside =
                isApostrophe(c) && stop + 1 < end && text.at(stop + 1).isLetter() && stop > at;
            if (!c.isLetterOrNumber() && !isMark(c) && !isInside)
                break;
            hasDigit = hasDigit || c.isNumber();
            ++stop;
        }
        if (!hasDigit && stop - at > 1)
            words.append({at, stop - at});
        at = stop;
    }
}

}

QList<SpellWord> spellWords(const QString &text)
{
    QList<SpellWord> words;
    const auto code = codeIn(text);
    auto next = code.cbegin();
    bool isFirst = true;
    int at = 0;
    while (at < text.size() && words.size() < MostSpellWords) {
        if (next != code.cend() && at >= next->first) {
            at = next->second;
            ++next;
            isFirst = false;
            continue;
        }
        if (text.at(at).isSpace()) {
            ++at;
            continue;
        }
        const int limit = next != code.cend() ? next->first : int(text.size());
        int end = at;
        while (end < limit && !text.at(end).isSpace())
            ++end;
        if (!isSpecial(QStringView(text).mid(at, end - at), isFirst))
            takeWords(text, at, end, words);
        isFirst = false;
        at = end;
    }
    return words;
}

}
