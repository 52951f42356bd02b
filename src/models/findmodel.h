// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/search.h"

#include <QAbstractListModel>

namespace linnet {

class RoomListModel;

/// What one search field finds: rooms, people and messages, in this order. Owns its rows. GUI thread; must
/// not outlive what it searches in.
class FindModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Kind { Room, Person, Message };
    enum Role {
        KindRole = Qt::UserRole, ///< int of Kind
        RoomIdRole,              ///< of a person: the direct chat, or empty
        EventIdRole,
        UserIdRole, ///< of a person, or a message's sender
        NameRole,   ///< of a message: its sender
        AvatarRole,
        WordsRole, ///< second line: an alias, an id, or what was said
        WhereRole, ///< of a message: its room's name
        TimeRole,  ///< qint64, ms; 0: none
        StartsKindRole,
        IsStoredRole, ///< false: only the server has this message
    };

    FindModel(const RoomListModel &rooms, const RoomList &list, Archive &archive, Search &search,
              QObject *parent = nullptr);

    /// Nothing: the rooms of late. In `room` alone, if that is not empty, there are only its messages.
    void setText(const QString &typed, const RoomId &room = {});
    const QString &text() const { return m_text; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row
    {
        Kind kind = Kind::Room;
        RoomId room;
        EventId event;
        UserId user;
        QString name, avatar, words, where;
        qint64 ts = 0;
        bool isStored = true;

        /// The same room, person or message, though perhaps under another name.
        bool isSame(const Row &other) const;
        friend bool operator==(const Row &, const Row &) = default;
    };

    QList<Row> roomRows() const;
    QList<Row> messageRows();
    void askPeople();
    /// Puts `rows` in the place of what `section` holds. What is in both stays a row, so that one that was
    /// chosen stays chosen wherever others are merged in.
    void replace(QList<Row> &section, const QList<Row> &rows);
    int firstOf(const QList<Row> &section) const; ///< its first row in the whole
    const Row &rowAt(int row) const;
    static QString spoken(const Row &row);

    const RoomListModel &m_roomModel;
    const RoomList &m_list;
    Archive &m_archive;
    Search &m_search;
    QString m_text;
    RoomId m_room; ///< to search in alone; or empty
    /// The words of a hit, and what they were made of.
    struct Said
    {
        QByteArray content;
        QString words;
    };
    QHash<EventId, Said> m_said; ///< by the hits; those of all pages would be read again with each page
    QList<Row> m_rooms;
    QList<Row> m_people;
    QList<Row> m_messages;
    std::unique_ptr<QObject> m_asking; ///< context of the question for people
};

}
