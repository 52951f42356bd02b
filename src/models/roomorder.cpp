// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomorder.h"

#include "base/foldedtext.h"
#include "session/roomsections.h"
#include "session/roomtags.h"

#include <QCoreApplication>

namespace linnet {

namespace {

using Kind = RoomSection::Kind;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RoomOrder)
};

bool isInvited(const Room &room)
{
    return room.membership == Membership::Invite;
}

bool isGone(const Room &room)
{
    return room.membership == Membership::Leave || room.membership == Membership::Ban;
}

}

QString RoomSection::name() const
{
    switch (kind) {
    case Kind::Invitations:
        return Words::tr("Invitations");
    case Kind::Favourites:
        return Words::tr("Favourites");
    case Kind::Own:
        return RoomSections::nameOf(tag);
    case Kind::People:
        return Words::tr("People");
    case Kind::Rooms:
        return Words::tr("Rooms");
    case Kind::LowPriority:
        return Words::tr("Low priority");
    case Kind::ServerNotices:
        return Words::tr("Server notices");
    case Kind::Left:
        break;
    }
    return Words::tr("Left");
}

RoomOrder::RoomOrder(bool isGrouped, const QStringList &ownTags, Sort sort)
    : m_isGrouped(isGrouped), m_sort(sort)
{
    const auto add = [this](Kind kind, const QString &id, const QString &tag = {}) {
        m_sections.append({kind, tag, id});
    };
    add(Kind::Invitations, QStringLiteral("invitations"));
    if (isGrouped) {
        add(Kind::Favourites, RoomTags::Favourite, RoomTags::Favourite);
        for (const QString &tag : ownTags)
            add(Kind::Own, tag, tag);
        add(Kind::People, QStringLiteral("people"));
    }
    add(Kind::Rooms, QStringLiteral("rooms"));
    if (isGrouped) {
        add(Kind::LowPriority, RoomTags::LowPriority, RoomTags::LowPriority);
        add(Kind::ServerNotices, RoomTags::ServerNotice, RoomTags::ServerNotice);
    }
    add(Kind::Left, QStringLiteral("left"));
}

int RoomOrder::indexOf(Kind kind) const
{
    for (int i = 0; i < m_sections.size(); ++i) {
        if (m_sections.at(i).kind == kind)
            return i;
    }
    return 0;
}

int RoomOrder::sectionOf(const Room &room) const
{
    if (isInvited(room))
        return 0;
    if (isGone(room))
        return int(m_sections.size()) - 1;
    if (!m_isGrouped)
        return indexOf(Kind::Rooms);
    if (!room.tags.isEmpty()) {
        // Of several tags the first section counts.
        for (int i = 0; i < m_sections.size(); ++i) {
            if (const QString &tag = m_sections.at(i).tag;
                !tag.isEmpty() && RoomTags::placeIn(room.tags, tag))
                return i;
        }
    }
    return indexOf(room.isDirect ? Kind::People : Kind::Rooms);
}

RoomOrder::Key RoomOrder::keyOf(const Room &room) const
{
    Key key;
    key.section = sectionOf(room);
    key.ts = room.lastTs;
    key.name = room.name;
    key.id = room.id;
    const RoomSection &section = m_sections.at(key.section);
    if (section.isByHand()) {
        key.place = RoomTags::placeIn(room.tags, section.tag).value_or(0);
    } else if (section.isOfRooms()) {
        if (m_sort == Sort::Unread)
            key.place = room.mayHaveUnread() ? 0 : 1;
        if (m_sort == Sort::Alphabetical) {
            key.ts = 0;
            key.name = foldedText(room.name);
        }
    }
    return key;
}

bool operator<(const RoomOrder::Key &a, const RoomOrder::Key &b)
{
    if (a.section != b.section)
        return a.section < b.section;
    if (a.place != b.place)
        return a.place < b.place;
    if (a.ts != b.ts)
        return a.ts > b.ts;
    if (const int order = a.name.compare(b.name, Qt::CaseInsensitive))
        return order < 0;
    return a.id < b.id;
}

}
