// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/typedtext.h"

namespace linnet {

TypedText TypedText::read(const QString &typed)
{
    // Blanks in front may be meant (code, quotations); blank lines around are not.
    QString text = typed;
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    qsizetype start = 0;
    while (start < text.size() && text.at(start) == u'\n')
        ++start;
    text.remove(0, start);
    if (text.isEmpty())
        return {};
    if (!text.startsWith(u'/'))
        return {Kind::Text, text, {}};
    if (text.startsWith(u"//"))
        return {Kind::Text, text.mid(1), {}};
    qsizetype end = 1;
    while (end < text.size() && !text.at(end).isSpace())
        ++end;
    const QString command = text.left(end);
    if (end == 1)
        return {Kind::Text, text, {}};
    const QString rest = text.mid(end).trimmed();
    if (command.compare(u"/me", Qt::CaseInsensitive) == 0 && !rest.isEmpty())
        return {Kind::Emote, rest, {}};
    return {Kind::UnknownCommand, text, command.left(40)};
}

QString TypedText::write(const QString &text, bool isEmote)
{
    if (isEmote)
        return QStringLiteral("/me ") + text;
    return text.startsWith(u'/') ? QString(u'/' + text) : text;
}

}
