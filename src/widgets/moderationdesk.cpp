// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/moderationdesk.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/moderationbar.h"
#include "widgets/noticebar.h"
#include "widgets/reasonpopup.h"

#include <QMenu>

#include <optional>

namespace linnet {

namespace {

using Kind = PersonAction::Kind;
using Deed = Moderation::Deed;

constexpr qsizetype LongestName = 60;

std::optional<Deed> deedOf(Kind kind)
{
    switch (kind) {
    case Kind::Remove:
    case Kind::WithdrawInvitation:
        return Deed::Kick;
    case Kind::Ban:
        return Deed::Ban;
    case Kind::Unban:
        return Deed::Unban;
    case Kind::Invite:
        return Deed::Invite;
    case Kind::Ignore:
    case Kind::StopIgnoring:
    case Kind::Report:
    case Kind::Role:
        break;
    }
    return std::nullopt;
}

/// What takes it back; what nothing takes back has none.
std::optional<Kind> undoOf(Kind kind)
{
    switch (kind) {
    case Kind::Ban:
        return Kind::Unban;
    case Kind::Remove:
    case Kind::WithdrawInvitation:
        return Kind::Invite;
    default:
        return std::nullopt;
    }
}

}

/// What is said of an action: before it, while it lasts, after it.
struct ModerationDesk::Words
{
    QString question, verb, doing, done, failed;
};

ModerationDesk::ModerationDesk(Session &session, NoticeBar &notice, ModerationBar &bar, QWidget &window)
    : QObject(&window), m_session(session), m_notice(notice), m_bar(bar), m_window(window),
      m_roles(session, notice, window)
{
    connect(&bar, &ModerationBar::finished, this, [this](const ModerationRun *run) { onFinished(*run); });
}

QString ModerationDesk::namesOf(const QList<PersonAction::Person> &people) const
{
    if (people.size() != 1)
        return tr("%n people", nullptr, int(people.size()));
    return people.constFirst().inSentence();
}

ModerationDesk::Words ModerationDesk::wordsOf(const PersonAction &action) const
{
    const QString who = namesOf(action.people);
    const int count = int(action.people.size());
    switch (action.kind) {
    case Kind::Remove:
        return {tr("Remove %1 from the room?").arg(who), tr("Remove"), tr("Removing people"),
                tr("Removed %1.").arg(who), tr("%n person(s) could not be removed.", nullptr, count)};
    case Kind::WithdrawInvitation:
        return {tr("Take back the invitation of %1?").arg(who), tr("Take back"),
                tr("Taking back invitations"), tr("%1: no longer invited.").arg(who),
                tr("%n invitation(s) could not be taken back.", nullptr, count)};
    case Kind::Ban:
        return {tr("Ban %1 from the room?").arg(who), tr("Ban"), tr("Banning people"),
                tr("Banned %1.").arg(who), tr("%n person(s) could not be banned.", nullptr, count)};
    case Kind::Unban:
        return {tr("Let %1 come back?").arg(who), tr("Let them come back"), tr("Letting people come back"),
                tr("No longer banned: %1.").arg(who), tr("%n person(s) are still banned.", nullptr, count)};
    case Kind::Invite:
        return {{},
                {},
                tr("Inviting people"),
                tr("Invited again: %1.").arg(who),
                tr("%n person(s) could not be invited.", nullptr, count)};
    case Kind::Ignore:
    case Kind::StopIgnoring:
    case Kind::Report:
    case Kind::Role:
        break;
    }
    return {};
}

void ModerationDesk::carryOut(const PersonAction &action)
{
    if (action.people.isEmpty())
        return;
    switch (action.kind) {
    case Kind::Ignore:
        return ignore(action);
    case Kind::StopIgnoring:
        return stopIgnoring(action);
    case Kind::Report:
        return report(action);
    case Kind::Role:
        return m_roles.change(action);
    case Kind::Unban:
    case Kind::Invite:
        return begin(action, {});
    case Kind::Remove:
    case Kind::WithdrawInvitation:
    case Kind::Ban:
        break;
    }
    const Words words = wordsOf(action);
    auto *popup = new ReasonPopup(words.question, words.verb, &m_window);
    popup->setNote(tr("The reason can be read by everybody in the room."));
    connect(popup, &ReasonPopup::accepted, this,
            [this, action](const QString &reason) { begin(action, reason); });
    popup->popUp(action.place);
}

void ModerationDesk::begin(const PersonAction &action, const QString &reason)
{
    const auto deed = deedOf(action.kind);
    if (!deed)
        return;
    if (m_bar.isBusy())
        return m_notice.say(tr("Something else is still being done. Try again when that is over."));
    m_underWay = action;
    QList<ModerationTarget> targets;
    for (const PersonAction::Person &person : action.people)
        targets.append({action.room, person.user});
    m_bar.begin(wordsOf(action).doing, targets, [this, deed = *deed, reason](const ModerationTarget &target) {
        return m_session.safety().moderation().carryOut(deed, target, reason);
    });
}

void ModerationDesk::onFinished(const ModerationRun &run)
{
    const PersonAction action = m_underWay;
    QList<PersonAction::Person> done;
    QStringList failed;
    for (const PersonAction::Person &person : action.people) {
        if (run.done().contains(ModerationTarget{action.room, person.user}))
            done.append(person);
    }
    for (const ModerationRun::Failure &failure : run.failures()) {
        for (const PersonAction::Person &person : action.people) {
            if (person.user == failure.target.user && failed.size() < 5)
                failed.append(namesOf({person}));
        }
    }
    if (!run.failures().isEmpty()) {
        const Words words =
            wordsOf({action.kind, action.room, action.people.first(run.failures().size()), {}});
        return m_notice.complain(
            words.failed,
            tr("%1: %2").arg(failed.join(tr(", ")), ErrorText::of(run.failures().constLast().error).what));
    }
    if (run.left() > 0)
        return m_notice.say(tr("Stopped: %n are left.", nullptr, run.left()));
    offerUndo(done);
}

void ModerationDesk::offerUndo(const QList<PersonAction::Person> &people)
{
    PersonAction undo = m_underWay;
    undo.people = people;
    const QString what = wordsOf(undo).done;
    const auto kind = undoOf(undo.kind);
    const Room *room = m_session.rooms().find(undo.room);
    const bool mayInvite = room && room->powerLevels.powerOf(m_session.self()) >= room->powerLevels.invite;
    if (!kind || (*kind == Kind::Invite && !mayInvite))
        return m_notice.say(what);
    undo.kind = *kind;
    m_notice.offer(what, *kind == Kind::Invite ? tr("Invite again") : tr("Undo"),
                   [this, undo] { begin(undo, {}); });
}

void ModerationDesk::ignore(const PersonAction &action)
{
    QList<UserId> users;
    for (const PersonAction::Person &person : action.people)
        users.append(person.user);
    m_session.safety().ignored().ignore(users).then(this, [this, action](const Status &status) {
        if (!status)
            return complain(tr("%1 could not be ignored.").arg(namesOf(action.people)), status.error());
        m_notice.offer(tr("You no longer see what %1 says.").arg(namesOf(action.people)), tr("Undo"),
                       [this, action] { stopIgnoring(action); });
    });
}

void ModerationDesk::stopIgnoring(const PersonAction &action)
{
    QList<UserId> users;
    for (const PersonAction::Person &person : action.people)
        users.append(person.user);
    m_session.safety().ignored().unignore(users).then(this, [this, action](const Status &status) {
        if (status)
            m_notice.say(tr("You see again what %1 says.").arg(namesOf(action.people)));
        else
            complain(tr("%1 is still ignored.").arg(namesOf(action.people)), status.error());
    });
}

void ModerationDesk::report(const PersonAction &action)
{
    const PersonAction::Person person = action.people.constFirst();
    auto *popup = new ReasonPopup(tr("Report %1?").arg(namesOf({person})), tr("Report"), &m_window);
    popup->setNote(
        tr("Your report goes to the people who run your server. %1 does not see it.").arg(namesOf({person})));
    connect(popup, &ReasonPopup::accepted, this, [this, person](const QString &reason) {
        m_session.safety()
            .moderation()
            .reportUser(person.user, reason)
            .then(this, [this](const Status &status) {
                if (status)
                    m_notice.say(tr("Reported to the people who run your server."));
                else
                    complain(tr("The report could not be sent."), status.error());
            });
    });
    popup->popUp(action.place);
}

void ModerationDesk::ignoreInviter(const RoomId &room, std::function<void(bool isIgnored)> then)
{
    const Room *known = m_session.rooms().find(room);
    if (!known || known->inviter.isEmpty())
        return then(false);
    m_session.safety()
        .ignored()
        .ignore({known->inviter})
        .then(this, [this, go = std::move(then)](const Status &status) {
            if (!status)
                complain(tr("They could not be ignored, and nothing was declined."), status.error());
            go(status.isOk());
        });
}

void ModerationDesk::reportInviter(const RoomId &room, const QPoint &place)
{
    const Room *known = m_session.rooms().find(room);
    if (known && !known->inviter.isEmpty())
        report({Kind::Report, room, {{known->inviter, known->inviterName}}, place});
}

void ModerationDesk::reportRoom(const RoomId &room, const QPoint &place)
{
    const Room *known = m_session.rooms().find(room);
    if (!known)
        return;
    auto *popup = new ReasonPopup(
        tr("Report the room %1?").arg(isolated(shortened(cleanName(known->name), LongestName))), tr("Report"),
        &m_window);
    popup->setNote(tr("Your report goes to the people who run your server. Nobody in the room sees it."));
    connect(popup, &ReasonPopup::accepted, this, [this, room](const QString &reason) {
        m_session.safety().moderation().reportRoom(room, reason).then(this, [this](const Status &status) {
            if (status)
                m_notice.say(tr("Reported to the people who run your server."));
            else
                complain(tr("The report could not be sent."), status.error());
        });
    });
    popup->popUp(place);
}

void ModerationDesk::addTo(QMenu &menu, const Room &room)
{
    Safety &safety = m_session.safety();
    const RoomId id = room.id;
    if (safety.policies().isAvailable() && room.membership == Membership::Join && !room.isDirect) {
        QAction *list = menu.addAction(tr("Use as a policy list"));
        list->setToolTip(tr("Hides here whom the people of this room speak against."));
        list->setCheckable(true);
        list->setChecked(safety.policies().isFollowed(id));
        connect(list, &QAction::triggered, this, [this, id](bool isChecked) { follow(id, isChecked); });
    }
    if (safety.moderation().canReportRooms()) {
        connect(menu.addAction(tr("Report…")), &QAction::triggered, &menu,
                [this, id, of = &menu] { reportRoom(id, of->pos()); });
    }
}

void ModerationDesk::follow(const RoomId &room, bool isFollowed)
{
    PolicyLists &policies = m_session.safety().policies();
    const QString name = isolated(shortened(cleanName(policies.nameOf(room)), LongestName));
    Task<Done> task = isFollowed ? policies.follow(room) : policies.unfollow(room);
    std::move(task).then(this, [this, name, isFollowed](const Status &status) {
        if (!status)
            complain(tr("Your policy lists could not be changed."), status.error());
        else if (isFollowed)
            m_notice.say(tr("%1 is one of your policy lists now; Settings, Privacy has them all.").arg(name));
        else
            m_notice.say(tr("%1 is no policy list of yours any more.").arg(name));
    });
}

void ModerationDesk::complain(const QString &what, const Error &error)
{
    m_notice.complain(what, ErrorText::of(error).what);
}

}
