// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/content.h"
#include "session/draft.h"
#include "session/outgoingfile.h"
#include "store/mention.h"

#include <QJsonObject>
#include <QStringList>

namespace linnet {

/// What a person wants to ask the others of a room (MSC3381).
struct NewPoll
{
    static constexpr int LeastAnswers = 2;
    static constexpr int MostAnswers = 20; ///< MSC3381

    QString question;
    QStringList answers;
    int maxSelections = 1;
    bool isDisclosed = true; ///< votes are shown before the end
};

/// The contents of the events that a person makes. Pure. What an event relates to is named by `id`: an event
/// id, or the transaction id of what has none yet (store/unsenttargets.h).
namespace eventcontents {

/// `m.room.message` of today, with its plain text, its formatting if there is any, and its mentions.
QJsonObject message(const Draft &draft, const Mentions &mentions);
/// The same for servers of 2014, without mentions: there whoever is named in the text is meant.
QJsonObject oldMessage(const Draft &draft);
/// A file that is not uploaded yet, of `size` bytes; `text` is the message that goes with it, as one of the
/// two above makes it. Without words the file's name stands in for them (client-server API, "Media
/// captions").
QJsonObject file(const OutgoingFile &file, qint64 size, const QJsonObject &text);
/// A file that the server has with other words, which are a message(); without any its name stands in for
/// them. What is not known of it any more is left out.
QJsonObject recaptioned(const MessageContent &file, const QJsonObject &text);
/// `m.sticker`.
QJsonObject sticker(const QString &mxc, const QString &body, const QJsonObject &info);
/// `m.relates_to` of an answer (client-server API, "Rich replies"), without a fallback in the text.
QJsonObject answerTo(const QString &id);
/// `m.relates_to` of a message in a thread (client-server API, "Threading"); `answered` is what it answers
/// or, for clients without threads, comes after.
QJsonObject inThread(const EventId &root, const QString &answered, bool isAnswer);
/// Replaces what `id` says by `newMessage`, which is a message() (client-server API, "Event replacements").
/// Only those are told who were not `before`.
QJsonObject edit(const QString &id, const QJsonObject &newMessage, const Mentions &mentions,
                 const Mentions &before);
/// `m.reaction`; `shortcode`: the name of a custom emoji (MSC4027).
QJsonObject reaction(const QString &id, const QString &key, const QString &shortcode = {});
/// `m.room.redaction` as the outbox keeps it: `redacts` becomes part of the path.
QJsonObject redaction(const QString &id, const QString &reason);
/// `org.matrix.msc3381.poll.start`; the answers are numbered.
QJsonObject poll(const NewPoll &poll);
/// The response to a poll and its end, in the names of the poll's own type: `m.poll.start` or the unstable
/// one.
QJsonObject vote(const QString &id, const QStringList &answers, bool isStable);
QJsonObject pollEnd(const QString &id, const QString &words, bool isStable);
/// The type of an event of a poll: `start`, `response` or `end`.
QString pollType(const char *part, bool isStable);

QByteArray toText(const QJsonObject &content);

}

}
