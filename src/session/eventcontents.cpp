// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/eventcontents.h"

#include "bridge/markdown.h"
#include "matrix/mediaaddress.h"
#include "session/matrixlink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace linnet::eventcontents {

namespace {

/// An address under `url`, or of an encrypted file what it says under `file`.
void insertAddress(QJsonObject &into, const QString &url, const QString &file, const QString &address)
{
    if (const auto encrypted = MediaAddress::encryptedFile(address))
        into.insert(file, *encrypted);
    else if (!address.isEmpty())
        into.insert(url, address);
}

QJsonObject relation(const QString &type, const QString &id)
{
    return {{QStringLiteral("rel_type"), type}, {QStringLiteral("event_id"), id}};
}

QJsonObject toJson(const Mentions &mentions)
{
    QJsonObject object;
    QJsonArray users;
    for (const UserId &user : mentions.users)
        users.append(user.toString());
    if (!users.isEmpty())
        object.insert(QStringLiteral("user_ids"), users);
    if (mentions.isRoom)
        object.insert(QStringLiteral("room"), true);
    return object;
}

/// Who reads the plain text wants the name of a pill or a custom emoji, not its address.
QString withoutPills(const QString &markdown)
{
    static const QRegularExpression link(QStringLiteral(
        R"(!?\[((?:[^\[\]\\]|\\.)*+)\]\(((?:https://matrix\.to/#|mxc:/)/[^\s()]*)(?: "[^"\n]*")?\))"));
    static const QRegularExpression escape(QStringLiteral(R"(\\([!-/:-@\[-`{-~]))"));
    QString text;
    qsizetype end = 0;
    for (auto matches = link.globalMatch(markdown); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const bool isEmoticon = match.captured().startsWith(u'!') && match.captured(2).startsWith(u"mxc:");
        const auto target = MatrixLink::parse(match.captured(2));
        if (!isEmoticon && (!target || target->isRoom()))
            continue;
        text += QStringView(markdown).mid(end, match.capturedStart() - end);
        if (!isEmoticon && match.captured().startsWith(u'!'))
            text += u'!';
        text += match.captured(1).replace(escape, QStringLiteral("\\1"));
        end = match.capturedEnd();
    }
    return text + QStringView(markdown).mid(end);
}

void insertSize(QJsonObject &info, const QSize &size)
{
    if (size.isEmpty())
        return;
    info.insert(QStringLiteral("w"), size.width());
    info.insert(QStringLiteral("h"), size.height());
}

QJsonObject infoOf(const OutgoingFile &file, qint64 size)
{
    QJsonObject info{{QStringLiteral("mimetype"), file.mimeType}, {QStringLiteral("size"), size}};
    insertSize(info, file.size);
    if (file.durationMs > 0)
        info.insert(QStringLiteral("duration"), file.durationMs);
    if (!file.blurhash.isEmpty())
        info.insert(QStringLiteral("xyz.amorgan.blurhash"), file.blurhash);
    if (!file.thumbnail.isEmpty()) {
        QJsonObject thumbnail{{QStringLiteral("mimetype"), file.thumbnailType},
                              {QStringLiteral("size"), file.thumbnail.size()}};
        insertSize(thumbnail, file.thumbnailSize);
        info.insert(QStringLiteral("thumbnail_info"), thumbnail);
    }
    return info;
}

/// What makes a voice message of a sound (MSC3245, MSC1767).
template <typename Loudness>
void insertVoice(QJsonObject &content, qint64 durationMs, const QList<Loudness> &waveform)
{
    QJsonArray values;
    for (const Loudness loudness : waveform)
        values.append(int(loudness));
    content.insert(QStringLiteral("org.matrix.msc3245.voice"), QJsonObject());
    content.insert(
        QStringLiteral("org.matrix.msc1767.audio"),
        QJsonObject{{QStringLiteral("duration"), durationMs}, {QStringLiteral("waveform"), values}});
}

/// `text` becomes the words beside a file of that name.
QJsonObject beside(const QString &msgtype, const QString &name, QJsonObject text)
{
    const QString body = QStringLiteral("body");
    text.insert(QStringLiteral("msgtype"), msgtype);
    text.insert(QStringLiteral("filename"), name);
    if (text.value(body).toString().trimmed().isEmpty())
        text.insert(body, name);
    return text;
}

QString htmlOf(const Draft &draft)
{
    switch (draft.form) {
    case Draft::Form::Markdown:
        return Markdown::toHtml(draft.text);
    case Draft::Form::Html:
        return draft.html;
    case Draft::Form::Plain:
        break;
    }
    return {};
}

}

QJsonObject message(const Draft &draft, const Mentions &mentions)
{
    QJsonObject content = oldMessage(draft);
    content.insert(QStringLiteral("m.mentions"), toJson(mentions));
    return content;
}

QJsonObject oldMessage(const Draft &draft)
{
    const bool hasPills = draft.form == Draft::Form::Markdown &&
                          (!draft.mentions.isEmpty() || draft.text.contains(u"](mxc://"));
    QJsonObject content{{QStringLiteral("msgtype"), draft.msgtype},
                        {QStringLiteral("body"), hasPills ? withoutPills(draft.text) : draft.text}};
    // Servers of all times pass on whatever else stands there.
    if (const QString html = htmlOf(draft); !html.isEmpty()) {
        content.insert(QStringLiteral("format"), QStringLiteral("org.matrix.custom.html"));
        content.insert(QStringLiteral("formatted_body"), html);
    }
    return content;
}

QJsonObject file(const OutgoingFile &file, qint64 size, const QJsonObject &text)
{
    QJsonObject content = beside(file.msgtype, file.name, text);
    content.insert(QStringLiteral("info"), infoOf(file, size));
    if (file.isVoice)
        insertVoice(content, file.durationMs, file.waveform);
    return content;
}

QJsonObject recaptioned(const MessageContent &file, const QJsonObject &text)
{
    QJsonObject info;
    if (!file.mimeType.isEmpty())
        info.insert(QStringLiteral("mimetype"), file.mimeType);
    if (file.size >= 0)
        info.insert(QStringLiteral("size"), file.size);
    insertSize(info, {file.width, file.height});
    if (file.durationMs >= 0)
        info.insert(QStringLiteral("duration"), file.durationMs);
    if (!file.blurhash.isEmpty())
        info.insert(QStringLiteral("xyz.amorgan.blurhash"), file.blurhash);
    insertAddress(info, QStringLiteral("thumbnail_url"), QStringLiteral("thumbnail_file"), file.thumbnailUrl);
    QJsonObject content = beside(file.msgtype, file.fileName, text);
    insertAddress(content, QStringLiteral("url"), QStringLiteral("file"), file.url);
    content.insert(QStringLiteral("info"), info);
    if (file.isVoice)
        insertVoice(content, file.durationMs, file.waveform);
    return content;
}

QJsonObject sticker(const QString &mxc, const QString &body, const QJsonObject &info)
{
    return {{QStringLiteral("url"), mxc}, {QStringLiteral("body"), body}, {QStringLiteral("info"), info}};
}

QJsonObject answerTo(const QString &id)
{
    return {{QStringLiteral("m.in_reply_to"), QJsonObject{{QStringLiteral("event_id"), id}}}};
}

QJsonObject inThread(const EventId &root, const QString &answered, bool isAnswer)
{
    QJsonObject object = relation(QStringLiteral("m.thread"), root.toString());
    object.insert(QStringLiteral("is_falling_back"), !isAnswer);
    object.insert(QStringLiteral("m.in_reply_to"), QJsonObject{{QStringLiteral("event_id"), answered}});
    return object;
}

QJsonObject edit(const QString &id, const QJsonObject &newMessage, const Mentions &mentions,
                 const Mentions &before)
{
    Mentions added = mentions;
    added.isRoom = mentions.isRoom && !before.isRoom;
    added.users.removeIf([&before](const UserId &user) { return before.users.contains(user); });
    QJsonObject content = newMessage;
    for (const char *words : {"body", "formatted_body"}) {
        const QLatin1String key(words);
        if (content.contains(key))
            content.insert(key, QString(QStringLiteral("* ") + content.value(key).toString()));
    }
    content.insert(QStringLiteral("m.mentions"), toJson(added));
    content.insert(QStringLiteral("m.new_content"), newMessage);
    content.insert(QStringLiteral("m.relates_to"), relation(QStringLiteral("m.replace"), id));
    return content;
}

QJsonObject reaction(const QString &id, const QString &key, const QString &shortcode)
{
    QJsonObject object = relation(QStringLiteral("m.annotation"), id);
    object.insert(QStringLiteral("key"), key);
    QJsonObject content{{QStringLiteral("m.relates_to"), object}};
    if (!shortcode.isEmpty()) {
        content.insert(QStringLiteral("shortcode"), shortcode);
        content.insert(QStringLiteral("com.beeper.reaction.shortcode"), shortcode);
    }
    return content;
}

QJsonObject redaction(const QString &id, const QString &reason)
{
    QJsonObject content{{QStringLiteral("redacts"), id}};
    if (!reason.isEmpty())
        content.insert(QStringLiteral("reason"), reason);
    return content;
}

QJsonObject poll(const NewPoll &poll)
{
    const QString textKey = QStringLiteral("org.matrix.msc1767.text");
    QString words = poll.question;
    QJsonArray answers;
    for (const QString &answer : poll.answers) {
        const QString number = QString::number(answers.size() + 1);
        answers.append(QJsonObject{{QStringLiteral("id"), number}, {textKey, answer}});
        words += QStringLiteral("\n%1. %2").arg(number, answer);
    }
    const QString kind = QStringLiteral("org.matrix.msc3381.poll.") +
                         (poll.isDisclosed ? QStringLiteral("disclosed") : QStringLiteral("undisclosed"));
    return {{textKey, words},
            {QStringLiteral("org.matrix.msc3381.poll.start"),
             QJsonObject{{QStringLiteral("kind"), kind},
                         {QStringLiteral("max_selections"), poll.maxSelections},
                         {QStringLiteral("question"), QJsonObject{{textKey, poll.question}}},
                         {QStringLiteral("answers"), answers}}}};
}

QJsonObject vote(const QString &id, const QStringList &answers, bool isStable)
{
    const QJsonArray selections = QJsonArray::fromStringList(answers);
    QJsonObject content{{QStringLiteral("m.relates_to"), relation(QStringLiteral("m.reference"), id)}};
    if (isStable)
        content.insert(QStringLiteral("m.selections"), selections);
    else
        content.insert(pollType("response", false), QJsonObject{{QStringLiteral("answers"), selections}});
    return content;
}

QJsonObject pollEnd(const QString &id, const QString &words, bool isStable)
{
    QJsonObject content{{QStringLiteral("m.relates_to"), relation(QStringLiteral("m.reference"), id)}};
    if (isStable) {
        content.insert(QStringLiteral("m.text"), QJsonArray{QJsonObject{{QStringLiteral("body"), words}}});
    } else {
        content.insert(QStringLiteral("org.matrix.msc1767.text"), words);
        content.insert(pollType("end", false), QJsonObject());
    }
    return content;
}

QString pollType(const char *part, bool isStable)
{
    return (isStable ? QStringLiteral("m.poll.") : QStringLiteral("org.matrix.msc3381.poll.")) +
           QLatin1String(part);
}

QByteArray toText(const QJsonObject &content)
{
    return QJsonDocument(content).toJson(QJsonDocument::Compact);
}

}
