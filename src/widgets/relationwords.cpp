// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/relationwords.h"

#include "matrix/displayname.h"
#include "widgets/rowwords.h"

#include <QLocale>
#include <QStringList>

namespace linnet {

namespace {

constexpr qsizetype LongestLine = 300;
constexpr qsizetype LongestName = 60;
constexpr qsizetype LongestKey = 20;

/// Cut before it is cleaned: people may send 60 KB.
QString line(const QString &text, qsizetype longest = LongestLine)
{
    return shortened(cleanName(text.left(4 * longest)), longest);
}

QString nameOf(const QString &name, const UserId &user)
{
    const QString shown = line(name, LongestName);
    return shown.isEmpty() ? line(user.toString(), LongestName) : shown;
}

QString dot()
{
    return QStringLiteral(" \u00b7 ");
}

}

QString RelationWords::replySender(const RepliedTo &reply)
{
    return reply.isKnown ? nameOf(reply.senderName, reply.sender) : QString();
}

QString RelationWords::replyText(const RepliedTo &reply)
{
    if (!reply.isKnown)
        return tr("Message that is not loaded");
    return reply.isRedacted ? tr("Message deleted") : line(reply.text);
}

QString RelationWords::edited()
{
    return tr("(edited)");
}

QString RelationWords::editedAt(qint64 ts)
{
    return ts > 0 ? tr("Edited: %1").arg(RowWords::dateAndTime(ts)) : tr("Edited");
}

QString RelationWords::reactionKey(const Reaction &reaction)
{
    if (!reaction.key.startsWith(u"mxc://")) {
        const QString key = line(reaction.key, LongestKey);
        return key.isEmpty() ? QStringLiteral("?") : key;
    }
    const QString name = line(reaction.shortcode, LongestKey);
    return name.isEmpty() ? tr("picture") : name;
}

QString RelationWords::reactors(const Reaction &reaction)
{
    QStringList names;
    for (const QString &name : reaction.names)
        names.append(isolated(line(name, LongestName)));
    if (reaction.isOwn())
        names.append(tr("you"));
    const auto others = qMax<qsizetype>(0, reaction.count - names.size());
    QString who = names.join(tr(", "));
    if (others > 0)
        who = names.isEmpty() ? tr("%n people", nullptr, int(others))
                              : tr("%1 and %n other(s)", nullptr, int(others)).arg(who);
    else
        who = QLocale().createSeparatedList(names);
    return isolated(reactionKey(reaction)) + u": " + who;
}

QString RelationWords::answers(const ThreadSummary &thread)
{
    return tr("%n answer(s)", nullptr, qMax(0, thread.count));
}

QString RelationWords::lastAnswer(const ThreadSummary &thread)
{
    QStringList parts;
    if (!thread.text.isEmpty())
        parts.append(isolated(nameOf(thread.senderName, thread.sender)) + u": " +
                     isolated(line(thread.text)));
    if (thread.ts > 0)
        parts.append(RowWords::time(thread.ts));
    return parts.join(dot());
}

bool RelationWords::hasResults(const Poll &poll)
{
    return poll.isEnded || poll.isDisclosed;
}

QString RelationWords::pollState(const Poll &poll)
{
    QStringList parts{tr("%n vote(s)", nullptr, qMax(0, poll.voters))};
    if (poll.isEnded)
        parts.append(tr("Poll ended"));
    else if (poll.maxSelections > 1)
        parts.append(tr("up to %n answer(s) each", nullptr, poll.maxSelections));
    if (!hasResults(poll))
        parts.append(tr("results are shown at the end"));
    return parts.join(dot());
}

QString RelationWords::question(const Poll &poll)
{
    const QString text = poll.question.trimmed();
    return text.isEmpty() ? tr("Poll without a question") : text;
}

QString RelationWords::answer(const Poll::Answer &answer)
{
    const QString text = line(answer.text);
    return text.isEmpty() ? tr("Answer without words") : text;
}

QString RelationWords::before(const TimelineItem &item)
{
    if (!item.reply)
        return {};
    const QString sender = replySender(*item.reply);
    return sender.isEmpty() ? tr("Reply to a message that is not loaded")
                            : tr("Reply to %1: %2").arg(sender, replyText(*item.reply));
}

QString RelationWords::after(const TimelineItem &item)
{
    static constexpr qsizetype MostSpoken = 10;
    QStringList parts;
    if (item.isEdited)
        parts.append(tr("edited"));
    if (item.poll)
        parts.append(pollState(*item.poll));
    for (const Reaction &reaction : item.reactions.first(qMin(item.reactions.size(), MostSpoken)))
        parts.append(reactors(reaction));
    if (item.reactions.size() > MostSpoken)
        parts.append(tr("%n other reaction(s)", nullptr, int(item.reactions.size() - MostSpoken)));
    if (item.thread) {
        parts.append(answers(*item.thread));
        parts.append(lastAnswer(*item.thread));
        if (item.thread->unread > 0)
            parts.append(tr("%n unread", nullptr, item.thread->unread));
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString RelationWords::poll(const TimelineItem &item)
{
    if (!item.poll)
        return {};
    QStringList lines{question(*item.poll)};
    for (const Poll::Answer &one : item.poll->answers) {
        QString line = (one.isOwn ? u"\u2611 " : u"\u2610 ") + answer(one);
        if (hasResults(*item.poll))
            line += dot() + tr("%n vote(s)", nullptr, qMax(0, one.votes));
        lines.append(line);
    }
    return lines.join(u'\n');
}

}
