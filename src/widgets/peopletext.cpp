// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/peopletext.h"

#include "session/matrixlink.h"

#include <QRegularExpression>

namespace linnet {

PeopleText PeopleText::read(const QString &text, const QString &server)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    PeopleText result;
    const QStringList words = text.split(between, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        QString id = word;
        if (const auto link = MatrixLink::parse(word); link && !link->isRoom())
            id = link->target;
        // What has another sigil is something else; what has none may be a name.
        if (id.at(0).isLetterOrNumber())
            id.prepend(u'@');
        if (!id.contains(u':') && !server.isEmpty())
            id += u':' + server;
        const auto link = MatrixLink::parse(id);
        const UserId user(id);
        if (!link || link->isRoom())
            result.wrong << word;
        else if (!result.users.contains(user))
            result.users << user;
    }
    return result;
}

}
