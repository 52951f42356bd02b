// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomorganizer.h"

#include "models/roomlistmodel.h"
#include "models/roomsectionmodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/noticebar.h"
#include "widgets/preferences.h"
#include "widgets/roomlistview.h"
#include "widgets/roompanel.h"

#include <QActionGroup>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace linnet {

namespace {

/// As a menu shows it.
QString menuText(const QString &name)
{
    return name.left(60).replace(u'&', QLatin1String("&&"));
}

}

RoomOrganizer::RoomOrganizer(const Parts &parts) : m_parts(parts)
{
    Session &session = parts.session;
    RoomSectionModel &shown = parts.panel.sections();
    shown.setClosed(parts.preferences.closedSections());
    connect(&shown, &RoomSectionModel::closedChanged, this,
            [this, &shown] { m_parts.preferences.setClosedSections(shown.closed()); });
    connect(&parts.preferences, &Preferences::changed, this, &RoomOrganizer::applyOrder);
    connect(&session.sections(), &RoomSections::changed, this, &RoomOrganizer::applyOrder);
    connect(&session, &Session::accountChanged, this, &RoomOrganizer::applyOrder);
    connect(&parts.panel, &RoomPanel::roomMenuFilling, this,
            [this](QMenu *menu, const RoomId &room) { fillRoomMenu(*menu, room); });
    connect(&parts.panel, &RoomPanel::listMenuRequested, this, &RoomOrganizer::showListMenu);
    connect(&parts.panel.view(), &RoomListView::sectionWanted, this, &RoomOrganizer::putInto);
    connect(&parts.panel.view(), &RoomListView::placeWanted, this, &RoomOrganizer::putAt);
    parts.rooms.setNotifications(session.notifications());
    applyOrder();
}

void RoomOrganizer::applyOrder()
{
    const Preferences &preferences = m_parts.preferences;
    m_parts.rooms.setOrder(
        RoomOrder(preferences.groupsRooms(), m_parts.session.sections().tags(), preferences.roomSort()));
    m_parts.panel.view().setArrangeable(m_parts.session.tags().isAvailable());
}

// ---- menus

void RoomOrganizer::fillRoomMenu(QMenu &menu, const RoomId &room)
{
    const Room *known = m_parts.session.rooms().find(room);
    if (!known || known->membership != Membership::Join)
        return;
    if (m_parts.session.notifications().isAvailable())
        addNotifications(menu, room);
    if (m_parts.session.tags().isAvailable())
        addSections(menu, *known);
    if (m_parts.session.directChats().isAvailable())
        addDirect(menu, *known);
}

void RoomOrganizer::addNotifications(QMenu &menu, const RoomId &room)
{
    QMenu *levels = menu.addMenu(tr("Notifications"));
    auto *group = new QActionGroup(levels);
    const auto add = [&](const QString &text, NotificationLevel level) {
        QAction *action = levels->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_parts.session.notifications().of(room) == level);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, room, level] {
            watch(m_parts.session.notifications().set(room, level), tr("It notifies as before."));
        });
    };
    add(tr("Everything"), NotificationLevel::Everything);
    add(tr("Mentions and keywords"), NotificationLevel::Mentions);
    add(tr("Nothing"), NotificationLevel::Nothing);
}

void RoomOrganizer::addSections(QMenu &menu, const Room &room)
{
    const auto add = [this, &room](QMenu &to, const QString &text, const QString &tag) {
        QAction *action = to.addAction(text);
        action->setCheckable(true);
        action->setChecked(RoomTags::placeIn(room.tags, tag).has_value());
        connect(action, &QAction::triggered, this,
                [this, id = room.id, tag](bool isChecked) { moveTo(id, isChecked ? tag : QString()); });
    };
    add(menu, tr("Favourite"), RoomTags::Favourite);
    add(menu, tr("Low priority"), RoomTags::LowPriority);
    if (!m_parts.session.sections().isAvailable())
        return;
    QMenu *own = menu.addMenu(tr("Section"));
    const QStringList tags = m_parts.session.sections().tags();
    for (const QString &tag : tags)
        add(*own, menuText(RoomSections::nameOf(tag)), tag);
    own->addSeparator();
    own->addAction(tr("New section…"), this, [this, id = room.id] { createSection(id); });
}

void RoomOrganizer::addDirect(QMenu &menu, const Room &room)
{
    if (room.isDirect) {
        menu.addAction(tr("This is a room"), this, [this, id = room.id] {
            watch(m_parts.session.directChats().takeBack(id), tr("It is a direct chat as before."));
        });
    } else {
        QAction *action =
            menu.addAction(tr("This is a direct chat"), this, [this, id = room.id] { noteDirect(id); });
        const bool isOfTwo = room.joinedCount + room.invitedCount == 2;
        action->setEnabled(isOfTwo);
        if (!isOfTwo)
            action->setToolTip(tr("Only a room of two people can be one."));
    }
}

void RoomOrganizer::showListMenu(const QPoint &at, int section)
{
    auto *menu = new QMenu(&m_parts.panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_parts.session.sections().isAvailable()) {
        if (section >= 0)
            addSectionActions(*menu, m_parts.panel.sections().section(section));
        menu->addAction(tr("New section…"), this, [this] { createSection({}); });
        menu->addSeparator();
    }
    addSorting(*menu);
    menu->popup(at);
}

void RoomOrganizer::addSectionActions(QMenu &menu, const RoomSection &section)
{
    if (section.kind != RoomSection::Kind::Own)
        return;
    RoomSections &sections = m_parts.session.sections();
    const QString tag = section.tag;
    const qsizetype place = sections.tags().indexOf(tag);
    const auto addMove = [&](const QString &text, int steps, bool isPossible) {
        QAction *action = menu.addAction(text, this, [this, tag, steps] {
            watch(m_parts.session.sections().move(tag, steps), tr("The section stays where it was."));
        });
        action->setEnabled(isPossible);
    };
    menu.addAction(tr("Rename section…"), this, [this, tag] { renameSection(tag); });
    addMove(tr("Move section up"), -1, place > 0);
    addMove(tr("Move section down"), 1, place + 1 < sections.tags().size());
    menu.addAction(tr("Remove section…"), this, [this, tag] { removeSection(tag); });
    menu.addSeparator();
}

void RoomOrganizer::addSorting(QMenu &menu)
{
    Preferences &preferences = m_parts.preferences;
    QAction *groups = menu.addAction(tr("Group rooms"));
    groups->setCheckable(true);
    groups->setChecked(preferences.groupsRooms());
    connect(groups, &QAction::triggered, &preferences, &Preferences::setGroupsRooms);
    QMenu *sorts = menu.addMenu(tr("Sort rooms"));
    auto *group = new QActionGroup(sorts);
    const auto add = [&](const QString &text, RoomOrder::Sort sort) {
        QAction *action = sorts->addAction(text);
        action->setCheckable(true);
        action->setChecked(preferences.roomSort() == sort);
        group->addAction(action);
        connect(action, &QAction::triggered, &preferences,
                [&preferences, sort] { preferences.setRoomSort(sort); });
    };
    add(tr("Newest first"), RoomOrder::Sort::Newest);
    add(tr("A to Z"), RoomOrder::Sort::Alphabetical);
    add(tr("Unread first"), RoomOrder::Sort::Unread);
}

// ---- what is done

void RoomOrganizer::watch(Task<Done> task, const QString &consequence)
{
    std::move(task).then(this, [this, consequence](const Status &status) {
        if (!status)
            complain(status.error(), consequence);
    });
}

void RoomOrganizer::complain(const Error &error, const QString &consequence)
{
    const ErrorText text = ErrorText::of(error);
    m_parts.notice.complain(text.what + u' ' + consequence, text.detail);
}

void RoomOrganizer::moveTo(const RoomId &room, const QString &tag)
{
    watch(m_parts.session.tags().moveTo(room, tag), tr("The room is back where it was."));
}

void RoomOrganizer::putInto(const RoomId &room, int section)
{
    const RoomSection &to = m_parts.panel.sections().section(section);
    moveTo(room, to.isByHand() ? to.tag : QString());
}

void RoomOrganizer::putAt(const RoomId &room, int section, int place)
{
    QList<RoomId> others = m_parts.rooms.inSection(section);
    others.removeAll(room);
    const QString tag = m_parts.panel.sections().section(section).tag;
    watch(m_parts.session.tags().place(room, tag, others, placeAmong(others, section, place)),
          tr("The room is back where it was."));
}

qsizetype RoomOrganizer::placeAmong(const QList<RoomId> &others, int section, int place) const
{
    const RoomSectionModel &model = m_parts.panel.sections();
    const auto [first, count] = model.rowsOf(section);
    QList<RoomId> shown;
    for (int row = first; row < first + count; ++row) {
        if (const RoomId id = model.roomAt(row); others.contains(id))
            shown.append(id);
    }
    if (place < shown.size())
        return others.indexOf(shown.at(place));
    return shown.isEmpty() ? others.size() : others.indexOf(shown.last()) + 1;
}

void RoomOrganizer::noteDirect(const RoomId &room)
{
    m_parts.session.directChats().otherIn(room).then(this, [this, room](const Result<UserId> &other) {
        if (!other)
            complain(other.error(), tr("It is a room as before."));
        else if (other->isEmpty())
            m_parts.notice.say(tr("A direct chat is one of two people."));
        else
            watch(m_parts.session.directChats().note(room, *other), tr("It is a room as before."));
    });
}

void RoomOrganizer::askName(const QString &title, const QString &text,
                            std::function<void(const QString &)> named)
{
    auto *dialog = new QInputDialog(&m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(tr("Name of the section:"));
    dialog->setTextValue(text);
    connect(dialog, &QInputDialog::textValueSelected, this, std::move(named));
    dialog->open();
}

void RoomOrganizer::createSection(const RoomId &room)
{
    askName(tr("New section"), {}, [this, room](const QString &name) {
        RoomSections &sections = m_parts.session.sections();
        sections.create(name).then(this, [this, room, name](const Status &status) {
            if (!status)
                complain(status.error(), tr("The section was not made."));
            else if (!room.isEmpty())
                moveTo(room, RoomSections::tagOf(name));
        });
    });
}

void RoomOrganizer::renameSection(const QString &tag)
{
    askName(tr("Rename section"), RoomSections::nameOf(tag), [this, tag](const QString &name) {
        if (RoomSections::tagOf(name) != tag)
            watch(m_parts.session.sections().rename(tag, name), tr("Not all of it was renamed."));
    });
}

void RoomOrganizer::removeSection(const QString &tag)
{
    const QString title = tr("Remove the section %1?").arg(RoomSections::nameOf(tag).left(60));
    auto *box = new QMessageBox(QMessageBox::Question, title, title, QMessageBox::Cancel, &m_parts.window);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("Its rooms stay, among the others."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this,
            [this, tag] { watch(m_parts.session.sections().remove(tag), tr("Not all of it was removed.")); });
    box->open();
}

}
