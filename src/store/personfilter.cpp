// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/personfilter.h"

#include "base/foldedtext.h"

namespace linnet {

PersonFilter PersonFilter::of(const QString &typed, const UserId &self)
{
    if (typed.startsWith(u'@') && typed.contains(u':'))
        return {UserId(typed), {}};
    if (typed.compare(QLatin1String("me"), Qt::CaseInsensitive) == 0)
        return {self, {}};
    return called(typed);
}

PersonFilter PersonFilter::called(const QString &typed)
{
    return {{}, foldedText(typed.startsWith(u'@') ? typed.mid(1) : typed)};
}

bool PersonFilter::fits(const UserId &who, const QString &name) const
{
    return user.isEmpty() ? hasWord(folded(who.toString(), name), beginning) : who == user;
}

QString PersonFilter::folded(const QString &user, const QString &name)
{
    const QString localPart = user.mid(1, qMax<qsizetype>(0, user.indexOf(u':') - 1));
    return foldedText(localPart + u'\n' + name);
}

bool PersonFilter::hasWord(const QString &folded, const QString &beginning)
{
    qsizetype at = -1;
    while ((at = folded.indexOf(beginning, at + 1)) >= 0) {
        if (at == 0 || !folded[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

}
