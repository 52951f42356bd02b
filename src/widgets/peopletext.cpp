// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/peopletext.h"

#include "session/matrixlink.h"

#include <QRegularExpression>

namespace linnet {

namespace {

/// It says neither that it is an id nor on which server.
bool isGuessed(const QString &word)
{
    return word.at(0).isLetterOrNumber() && !word.contains(u':');
}

void append(PeopleText &result, const QString &word, const QString &server)
{
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

}

PeopleText PeopleText::read(const QString &text, const QString &server)
{
    static const QRegularExpression ends(QStringLiteral("[,;\\n\\r]+"));
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    PeopleText result;
    const QStringList parts = text.split(ends, Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QStringList words = part.split(blanks, Qt::SkipEmptyParts);
        for (qsizetype at = 0; at < words.size();) {
            QStringList name;
            while (at < words.size() && isGuessed(words.at(at)))
                name << words.at(at++);
            if (name.isEmpty()) {
                append(result, words.at(at++), server);
                continue;
            }
            const QString guess = name.join(u' ');
            result.guessed << guess;
            // First and last name of somebody are not two people.
            if (name.size() == 1)
                append(result, guess, server);
            else
                result.wrong << guess;
        }
    }
    return result;
}

}
