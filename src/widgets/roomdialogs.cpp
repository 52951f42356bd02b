// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomdialogs.h"

#include "matrix/displayname.h"
#include "matrix/servername.h"
#include "session/matrixlink.h"
#include "session/roomservers.h"
#include "session/session.h"
#include "widgets/createroomdialog.h"
#include "widgets/exportdialog.h"
#include "widgets/invitedialog.h"
#include "widgets/newchatdialog.h"
#include "widgets/roomlink.h"

#include <QCheckBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace linnet {

RoomDialogs::RoomDialogs(Session &session, QWidget &window) : m_session(session), m_window(window) {}

QString RoomDialogs::nameOf(const RoomId &room) const
{
    const Room *known = m_session.rooms().find(room);
    return known ? known->name.left(100) : room.toString();
}

void RoomDialogs::create()
{
    auto *dialog = new CreateRoomDialog(m_session, &m_window);
    connect(dialog, &CreateRoomDialog::created, this, &RoomDialogs::openRequested);
    dialog->open();
}

void RoomDialogs::newChat()
{
    auto *dialog = new NewChatDialog(m_session, &m_window);
    connect(dialog, &NewChatDialog::opened, this, &RoomDialogs::openRequested);
    dialog->open();
}

void RoomDialogs::startChat(const UserId &user)
{
    if (user == m_session.self()) {
        Q_EMIT done(tr("That is you."));
        return;
    }
    auto *dialog = new CreateRoomDialog(m_session, &m_window);
    dialog->setDirectWith(user);
    connect(dialog, &CreateRoomDialog::created, this, &RoomDialogs::openRequested);
    dialog->open();
}

void RoomDialogs::openChat(const UserId &user, const std::function<void()> &ifNone)
{
    const RoomId chat = m_session.directChats().with(user);
    if (chat.isEmpty())
        ifNone();
    else
        Q_EMIT openRequested(chat);
}

void RoomDialogs::openOrStartChat(const UserId &user)
{
    openChat(user, [this, user] { startChat(user); });
}

void RoomDialogs::unlessWarned(const RoomId &room, const QString &alias, std::function<void()> go)
{
    const auto warning = m_session.safety().warningOf(room, m_session.rooms().find(room), {alias});
    if (!warning)
        return go();
    Q_EMIT questioned();
    const QString list = isolated(shortened(cleanName(warning->listName), 60));
    const QString reason = shortened(cleanName(warning->reason), 200);
    ask(tr("Join all the same?"),
        reason.isEmpty() ? tr("Your policy list %1 warns of this room.").arg(list)
                         : tr("Your policy list %1 warns of this room: %2").arg(list, isolated(reason)),
        tr("Join"), std::move(go));
}

void RoomDialogs::follow(const QString &aliasOrLink)
{
    const auto link = MatrixLink::parse(aliasOrLink);
    if (!link) {
        Q_EMIT failed({}, tr("This link leads to no room and no person."), aliasOrLink.left(200));
        return;
    }
    if (!link->isRoom())
        return openOrStartChat(UserId(link->target));
    const Room *known = m_session.rooms().findByName(link->target);
    const bool isIn = known && known->membership == Membership::Join;
    // What was said in a room that was replaced is still here after one has left it.
    const bool isKept = known && known->membership == Membership::Leave && known->isReplaced;
    if (known && (known->membership == Membership::Invite || known->membership == Membership::Knock))
        Q_EMIT openRequested(known->id);
    else if (isIn || isKept)
        show(known->id, EventId(link->event));
    else
        Q_EMIT previewRequested(*link);
}

void RoomDialogs::show(const RoomId &room, const EventId &event)
{
    if (event.isEmpty())
        Q_EMIT openRequested(room);
    else
        Q_EMIT messageRequested(room, event);
}

void RoomDialogs::rejoin(const RoomId &room)
{
    unlessWarned(room, {}, [this, room] { rejoinNow(room); });
}

void RoomDialogs::rejoinNow(const RoomId &room)
{
    // With servers that may know it, for a room in which nobody of this one is.
    const Room *known = m_session.rooms().find(room);
    const bool isDirect = known && known->membership == Membership::Invite && known->isDirect;
    const UserId directWith = isDirect ? known->inviter : UserId();
    m_session.actions()
        .join(room.toString(), directWith, known ? serversOf(*known, MostVia) : QStringList())
        .then(this, [this, room](const Result<RoomId> &result) {
            if (!result)
                fail(room, result.error(), ErrorText::During::Joining);
        });
}

void RoomDialogs::invite(const RoomId &room)
{
    auto *dialog = new InviteDialog(m_session, room, nameOf(room), &m_window);
    connect(dialog, &InviteDialog::invited, this,
            [this](int count) { Q_EMIT done(tr("%n invitation(s) sent.", nullptr, count)); });
    dialog->open();
}

void RoomDialogs::encrypt(const RoomId &room)
{
    const Room *known = m_session.rooms().find(room);
    if (!known)
        return;
    QString what = tr("Only its members will be able to read what is said from then on, not the server. This "
                      "can never be turned off.");
    if (known->isPublic())
        what += u"\n\n" + tr("Everybody can join this room, so this keeps little secret, and those who come "
                             "later cannot read what was said before.");
    ask(tr("Encrypt messages in %1?").arg(nameOf(room)), what, tr("Encrypt"), [this, room] {
        m_session.actions().encrypt(room).then(this, [this, room](const Result<Done> &result) {
            if (!result)
                fail(room, result.error(), ErrorText::During::Anything);
        });
    });
}

void RoomDialogs::exportHistory(const RoomId &room)
{
    const Room *known = m_session.rooms().find(room);
    if (!known)
        return;
    auto *dialog = new ExportDialog(m_session, *known, &m_window);
    connect(dialog, &ExportDialog::exported, this, &RoomDialogs::exported);
    connect(dialog, &ExportDialog::exportedWithGaps, this, &RoomDialogs::exportedWithGaps);
    connect(dialog, &ExportDialog::fetchRequested, this,
            [this](const RoomId &wanted) { m_session.historyFetch().start(wanted); });
    dialog->open();
}

void RoomDialogs::ask(const QString &title, const QString &what, const QString &verb,
                      std::function<void()> yes, QCheckBox *also)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, title, QMessageBox::Cancel, &m_window);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(what);
    // The format counts for the text alone; what policy lists and rooms are called is anybody's choice.
    if (auto *label = box->findChild<QLabel *>(QStringLiteral("qt_msgbox_informativelabel")))
        label->setTextFormat(Qt::PlainText);
    QPushButton *button = box->addButton(verb, QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(button, &QPushButton::clicked, this, std::move(yes));
    if (also)
        box->setCheckBox(also);
    box->open();
}

void RoomDialogs::leave(const RoomId &room)
{
    const Room *known = m_session.rooms().find(room);
    if (!known)
        return;
    if (known->membership == Membership::Invite && m_session.safety().invites().isApart(room))
        m_session.safety().invites().forgetWhenLeft(room);
    if (known->membership == Membership::Invite || known->membership == Membership::Knock)
        return leaveNow(room, false);
    if (known->isSpace() && known->membership == Membership::Join) {
        Q_EMIT leaveSpaceRequested(room);
        return;
    }
    const bool isAlone = known->joinedCount <= 1;
    auto *forgets = new QCheckBox(tr("&Forget it too: erase its messages from this computer"), &m_window);
    ask(
        tr("Leave %1?").arg(nameOf(room)),
        isAlone ? tr("You are the last one here: nobody will be able to come back.")
                : tr("You will get no more messages from it. To come back you may need an invitation."),
        tr("Leave"), [this, room, forgets] { leaveNow(room, forgets->isChecked()); }, forgets);
}

void RoomDialogs::leaveNow(const RoomId &room, bool forgets)
{
    RoomActions &actions = m_session.actions();
    (forgets ? actions.leaveAndForget(room) : actions.leave(room))
        .then(this, [this, room](const Result<Done> &result) {
            if (result)
                Q_EMIT left(room);
            else
                fail(room, result.error(), ErrorText::During::Anything);
        });
}

void RoomDialogs::forget(const RoomId &room)
{
    ask(tr("Forget %1?").arg(nameOf(room)),
        tr("Its messages will be erased from this computer, and the room leaves your list."), tr("Forget"),
        [this, room] { forgetNow(room); });
}

void RoomDialogs::forgetNow(const RoomId &room)
{
    m_session.actions().forget(room).then(this, [this, room](const Result<Done> &result) {
        if (result)
            Q_EMIT left(room);
        else
            fail(room, result.error(), ErrorText::During::Anything);
    });
}

void RoomDialogs::fail(const RoomId &room, const Error &error, ErrorText::During during)
{
    const ErrorText text = ErrorText::of(error, during);
    Q_EMIT failed(room, text.what, text.detail);
}

}
