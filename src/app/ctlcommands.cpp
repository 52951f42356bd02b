// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcommands.h"

namespace linnet {

namespace {

void failUnknownRoom(CtlCall &call)
{
    call.fail(QStringLiteral("unknown_room"),
              CtlCommands::tr("%1 is no room of this account.").arg(call.text(QLatin1String("room"))));
}

}

CtlCommands::CtlCommands(AccountKeeper &keeper, QObject *parent) : QObject(parent), m_keeper(keeper)
{
    connect(&m_keeper, &AccountKeeper::stateChanged, this, &CtlCommands::onStateChanged);
    connect(&m_keeper, &AccountKeeper::closing, this, &CtlCommands::onClosing);
}

void CtlCommands::add(const char *command, Handler handler, bool canWait)
{
    m_table.insert(QLatin1String(command), {std::move(handler), canWait});
}

void CtlCommands::addForSession(const char *command, SessionHandler handler)
{
    add(command, [this, handler = std::move(handler)](CtlCall &call) { withSession(call, handler); });
}

void CtlCommands::addForRoom(const char *command,
                             std::function<void(CtlCall &, Session &, const RoomId &)> handler)
{
    addForSession(command, [this, handler = std::move(handler)](CtlCall &call, Session &session) {
        withRoom(call, session, handler);
    });
}

void CtlCommands::carryOut(CtlCall &call)
{
    const auto entry = m_table.constFind(call.request().command);
    if (entry == m_table.constEnd()) {
        call.fail(QStringLiteral("usage"), tr("There is no command %1.").arg(call.request().command));
        return;
    }
    const bool isOpening = m_keeper.state() == AccountKeeper::State::Starting ||
                           m_keeper.state() == AccountKeeper::State::SigningOut;
    if (isOpening && entry->canWait) {
        m_waiting.append(&call);
        return;
    }
    entry->handler(call);
}

void CtlCommands::failNotSignedIn(CtlCall &call, const AccountKeeper &keeper)
{
    const bool isShut = keeper.state() == AccountKeeper::State::Failed;
    call.fail(QStringLiteral("not_signed_in"), isShut
                                                   ? tr("The account of this profile could not be opened: %1")
                                                         .arg(ErrorText::of(keeper.error()).what)
                                                   : tr("Nobody is signed in with this profile."));
}

void CtlCommands::onStateChanged()
{
    const QList<QPointer<CtlCall>> waiting = std::exchange(m_waiting, {});
    for (const QPointer<CtlCall> &call : waiting) {
        if (call)
            carryOut(*call);
    }
}

void CtlCommands::onClosing()
{
    const QList<QPointer<CtlCall>> calls = std::exchange(m_onSession, {});
    for (const QPointer<CtlCall> &call : calls) {
        if (call && !call->isAnswered())
            failNotSignedIn(*call, m_keeper);
    }
}

void CtlCommands::withSession(CtlCall &call, const SessionHandler &handler)
{
    Session *session = m_keeper.session();
    if (!session) {
        failNotSignedIn(call, m_keeper);
        return;
    }
    m_onSession.removeAll(nullptr);
    m_onSession.append(&call);
    handler(call, *session);
}

void CtlCommands::withRoom(CtlCall &call, Session &session,
                           const std::function<void(CtlCall &, Session &, const RoomId &)> &handler)
{
    const QString name = call.text(QLatin1String("room"));
    if (const Room *room = session.rooms().findByName(name)) {
        handler(call, session, RoomId(room->id));
        return;
    }
    if (!name.startsWith(u'#')) {
        failUnknownRoom(call);
        return;
    }
    // An alias that the room itself does not mention.
    QPointer<CtlCall> guard = &call;
    session.actions().resolve(name).then(&call, [this, guard, handler](Result<RoomId> room) {
        Session *open = m_keeper.session();
        if (!guard || guard->isAnswered() || !open)
            return;
        if (room && open->rooms().find(*room))
            handler(*guard, *open, *room);
        else if (room || room.error().kind == Error::Kind::NotFound || room.error().httpStatus == 404 ||
                 room.error().kind == Error::Kind::Invalid)
            failUnknownRoom(*guard);
        else
            guard->fail(room.error());
    });
}

}
