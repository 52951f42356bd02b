// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace linnet {

/// The `order` texts of the rooms of a space (client-server API, "Ordering of children within a space"):
/// ASCII from the blank to the tilde, 50 characters at most, compared character by character; rooms without
/// one come behind. Pure, any thread.
namespace SpaceOrder {

/// A text between two others; an empty one is no bound. None if there is none, as between "a" and "a ".
std::optional<QString> between(const QString &low, const QString &high);
/// `count` texts between two others, rising. Empty if there are not so many.
QStringList many(qsizetype count, const QString &low, const QString &high);

/// A room in the order in which a space shows it, and its `order`; empty: it has none that counts.
struct Place
{
    RoomId room;
    QString order;

    friend bool operator==(const Place &, const Place &) = default;
};

/// What has to be written so that the room at `from` stands at `to` (of the list without it): as few rooms as
/// can be, the moved one among them. Empty if it stands there.
QList<Place> moved(const QList<Place> &places, qsizetype from, qsizetype to);
/// What has to be written so that the room at `at`, and those before it, stand where they are by an order
/// and not by when they were written. Empty if it has one.
QList<Place> kept(const QList<Place> &places, qsizetype at);

}

}
