// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMetaType>
#include <QString>

#include <compare>

namespace linnet {

/// A Matrix identifier that cannot be taken for one of another kind. Opaque: nothing is parsed out of it
/// (room version 12 ids have no server part).
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString text) : m_text(std::move(text)) {}

    const QString &toString() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_text < b.m_text; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_text, seed); }

private:
    QString m_text;
};

using RoomId = Id<struct RoomIdTag>;   ///< `!…`
using EventId = Id<struct EventIdTag>; ///< `$…`; 2014: anything
using UserId = Id<struct UserIdTag>;   ///< `@name:server`
using TxnId = Id<struct TxnIdTag>;     ///< our own name for something we send, unique for ever

}
Q_DECLARE_METATYPE(linnet::RoomId)
Q_DECLARE_METATYPE(linnet::EventId)
Q_DECLARE_METATYPE(linnet::UserId)
Q_DECLARE_METATYPE(linnet::TxnId)
