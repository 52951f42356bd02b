// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commandrunner.h"

#include "session/session.h"
#include "widgets/pilltext.h"

#include <QPointer>

namespace linnet {

CommandRunner::CommandRunner(Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_changes(session.api(), session.self())
{
    connect(&session.rooms(), &RoomList::changed, this, &CommandRunner::say);
}

void CommandRunner::run(const RoomId &room, const TypedText &command)
{
    if (command.id == Command::Id::Join) {
        const QString &target = command.argument;
        if (!m_guard)
            return join(room, target);
        const Room *known = m_session.rooms().findByName(target);
        const RoomId id = known ? known->id : RoomId(target.startsWith(u'!') ? target : QString());
        m_guard(id, target.startsWith(u'#') ? target : QString(),
                [runner = QPointer<CommandRunner>(this), room, target] {
                    if (runner)
                        runner->join(room, target);
                });
        return;
    }
    if (command.id == Command::Id::Msg)
        return chat(room, command);
    if (command.id == Command::Id::Poll || command.id == Command::Id::Redact)
        return ask(room, command);
    start(room, command).then(this, [this, room](const Status &status) {
        if (!status)
            Q_EMIT failed(room, status.error());
    });
}

void CommandRunner::join(const RoomId &room, const QString &target)
{
    m_session.actions().join(target).then(this, [this, room](const Result<RoomId> &result) {
        if (result)
            Q_EMIT joined(*result);
        else
            Q_EMIT failed(room, result.error());
    });
}

void CommandRunner::chat(const RoomId &room, const TypedText &command)
{
    const auto [user, text] = TypedText::takeUser(command.argument);
    const auto isUsable = [rooms = &m_session.rooms()](const RoomId &id) {
        const Room *known = rooms->find(id);
        return known && known->membership == Membership::Join && !known->isReplaced;
    };
    m_session.actions()
        .chatWith(user, isUsable)
        .then(this, [this, room, words = text](const Result<RoomId> &result) {
            if (!result) {
                Q_EMIT failed(room, result.error());
                return;
            }
            Q_EMIT joined(*result);
            if (words.isEmpty())
                return;
            m_toSay.insert(*result, words);
            say(*result);
        });
}

/// As soon as the room is here.
void CommandRunner::say(const RoomId &room)
{
    const Room *known = m_toSay.contains(room) ? m_session.rooms().find(room) : nullptr;
    if (!known || known->membership != Membership::Join)
        return;
    Draft draft;
    draft.text = m_toSay.take(room);
    draft.mentions = PillText::users(draft.text);
    if (const auto sent = m_session.sender().send(room, draft); !sent)
        Q_EMIT failed(room, sent.error());
}

/// What a person has to say more about first.
void CommandRunner::ask(const RoomId &room, const TypedText &command)
{
    const auto [user, reason] = TypedText::takeUser(command.argument);
    const bool isPoll = command.id == Command::Id::Poll;
    if (!(isPoll ? m_session.sender().hasRelations() : m_session.sender().canRedact()))
        Q_EMIT failed(room, Error::of(Error::Kind::Unsupported));
    else if (isPoll)
        Q_EMIT pollWanted(room, PillText::plain(command.argument).simplified());
    else
        Q_EMIT deletionWanted(room, user, PillText::plain(reason).simplified());
}

Task<Done> CommandRunner::start(const RoomId &room, const TypedText &command)
{
    const QString words = PillText::plain(command.argument).simplified();
    const auto [user, said] = TypedText::takeUser(command.argument);
    const QString reason = PillText::plain(said);
    const Room *known = m_session.rooms().find(room);
    switch (command.id) {
    case Command::Id::Part:
        return m_session.actions().leave(room);
    case Command::Id::Invite:
        return m_session.actions().invite(room, user);
    case Command::Id::Kick:
        return m_changes.kick(room, user, reason);
    case Command::Id::Ban:
        return m_changes.ban(room, user, reason);
    case Command::Id::Unban:
        return m_changes.unban(room, user);
    case Command::Id::Topic:
        return m_changes.setTopic(room, PillText::plain(command.argument));
    case Command::Id::RoomName:
        return m_changes.setName(room, words);
    case Command::Id::Nick:
        return m_changes.setOwnName(words);
    case Command::Id::MyRoomNick:
        if (known)
            return m_changes.setOwnNameIn(*known, words);
        break;
    default:
        break;
    }
    return Task<Done>::ready(Error::of(Error::Kind::NotFound));
}

}
