// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roompreview.h"

#include "bridge/coveredtext.h"
#include "matrix/content.h"
#include "matrix/displayname.h"
#include "matrix/messagetext.h"
#include "matrix/pollcontent.h"
#include "matrix/relation.h"
#include "matrix/verificationevent.h"

#include <QCoreApplication>

namespace linnet {

namespace {

constexpr qsizetype MaxLength = 300;
constexpr qsizetype LongestName = 24; ///< leaves room for what was said

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RoomPreview)
};

/// What stands for a message without words of its own; empty for text.
QString mediaWords(const QString &msgtype)
{
    if (msgtype == u"m.image")
        return Words::tr("sent an image");
    if (msgtype == u"m.audio")
        return Words::tr("sent a sound");
    if (msgtype == u"m.video")
        return Words::tr("sent a video");
    if (msgtype == u"m.file")
        return Words::tr("sent a file");
    if (msgtype == u"m.location")
        return Words::tr("sent a place");
    return {};
}

QString said(const Room &room, const QString &who, bool isOwn, QString what)
{
    if (room.isDirect && !isOwn) {
        if (!what.isEmpty())
            what[0] = what.at(0).toUpper();
        return what;
    }
    return Words::tr("%1: %2", "sender: last words").arg(who, what);
}

QString messageLine(const Room &room, const QString &who, bool isOwn)
{
    if (VerificationEvent::isRequest(room.lastType, room.lastContent))
        return said(room, who, isOwn, Words::tr("request to verify"));
    const MessageContent content = readMessage(room.lastContent);
    if (content.msgtype.isEmpty() && content.body.isEmpty())
        return Words::tr("Message deleted");
    const bool isReply = !readRelation(room.lastType, room.lastContent).replyTo.isEmpty();
    const QString plain = isReply ? withoutQuotation(content.body) : content.body;
    const QString body =
        oneLine(coveredText(plain, readString(room.lastContent, "formatted_body")), MaxLength);
    if (content.msgtype == u"m.emote")
        return u"* " % (isOwn && !room.ownName.isEmpty() ? room.ownName : who) % u' ' % body;
    const QString media = mediaWords(content.msgtype);
    if (!media.isEmpty())
        return said(room, who, isOwn, media);
    if (room.isDirect && !isOwn)
        return body;
    return said(room, who, isOwn, body);
}

QString pollLine(const Room &room, const QString &who, bool isOwn)
{
    const auto poll = readPoll(room.lastContent);
    if (!poll)
        return Words::tr("Poll deleted");
    return said(room, who, isOwn, Words::tr("poll: %1").arg(oneLine(poll->question, MaxLength)));
}

/// What somebody did with the room, or the person themselves: verbs differ between the two in most languages.
QString did(bool isOwn, const QString &own, const QString &other, const QString &who)
{
    return isOwn ? own : other.arg(who);
}

QString memberLine(const Room &room, bool isOwn, const QString &who)
{
    switch (readMember(room.lastContent).membership) {
    case Membership::Join:
        return did(isOwn, Words::tr("You joined"), Words::tr("%1 joined"), who);
    case Membership::Invite:
        return did(isOwn, Words::tr("You invited somebody"), Words::tr("%1 invited somebody"), who);
    case Membership::Leave:
        return did(isOwn, Words::tr("You left"), Words::tr("%1 left"), who);
    case Membership::Ban:
        return did(isOwn, Words::tr("You banned somebody"), Words::tr("%1 banned somebody"), who);
    case Membership::Knock:
        return did(isOwn, Words::tr("You asked to join"), Words::tr("%1 asks to join"), who);
    case Membership::None:
        break;
    }
    return {};
}

QString stateLine(const Room &room, bool isOwn, const QString &who)
{
    if (room.lastType == u"m.room.member")
        return memberLine(room, isOwn, who);
    if (room.lastType == u"m.room.create")
        return did(isOwn, Words::tr("You made this room"), Words::tr("%1 made this room"), who);
    if (room.lastType == u"m.room.name")
        return did(isOwn, Words::tr("You changed the room's name"), Words::tr("%1 changed the room's name"),
                   who);
    if (room.lastType == u"m.room.topic")
        return did(isOwn, Words::tr("You changed the topic"), Words::tr("%1 changed the topic"), who);
    if (room.lastType == u"m.room.avatar")
        return did(isOwn, Words::tr("You changed the room's picture"),
                   Words::tr("%1 changed the room's picture"), who);
    return {};
}

}

QString roomPreview(const Room &room, const UserId &self)
{
    switch (room.membership) {
    case Membership::Invite: {
        const QString who = room.inviterName.isEmpty() ? room.inviter.toString() : room.inviterName;
        return who.isEmpty() ? Words::tr("You are invited")
                             : Words::tr("%1 invites you").arg(oneLine(who, MaxLength));
    }
    case Membership::Leave:
        return Words::tr("You are no longer in this room");
    case Membership::Ban:
        return Words::tr("You were banned from this room");
    case Membership::Knock:
        return Words::tr("You have asked to join");
    case Membership::Join:
    case Membership::None:
        break;
    }
    if (room.lastType.isEmpty())
        return {};
    const bool isOwn = room.lastSender == self;
    const QString name = room.lastSenderName.isEmpty() ? room.lastSender.toString() : room.lastSenderName;
    const QString who = isOwn ? Words::tr("You") : shortened(oneLine(name, MaxLength), LongestName);
    if (room.lastType == u"m.room.message")
        return messageLine(room, who, isOwn);
    if (room.lastType == u"m.room.encrypted")
        return said(room, who, isOwn, Words::tr("encrypted message"));
    if (room.lastType == u"m.sticker")
        return said(room, who, isOwn, Words::tr("sent a sticker"));
    if (isPollStart(room.lastType))
        return pollLine(room, who, isOwn);
    return stateLine(room, isOwn, who);
}

}
