// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"

#include <QObject>

#include <optional>

namespace linnet {

/// What the own server has of a room beside its state: the addresses that lead to it, and whether the list of
/// rooms has it. GUI thread; must not outlive the ApiClient.
class RoomListing : public QObject
{
    Q_OBJECT

public:
    RoomListing(ApiClient &api, RoomId room, QObject *parent = nullptr);

    void load();
    bool isLoading() const { return m_underWay > 0; }
    const std::optional<Error> &error() const { return m_error; } ///< why load() has not all of it
    const QStringList &addresses() const { return m_addresses; }
    /// Not set: not known yet, or the server does not say.
    std::optional<bool> isListed() const { return m_isListed; }

    enum class Place { Free, Ours, Taken };
    Task<Place> look(const QString &alias); ///< where it leads to
    Task<Done> add(const QString &alias);   ///< Invalid: no address of this form
    Task<Done> remove(const QString &alias);
    Task<Done> setListed(bool isListed);

Q_SIGNALS:
    void changed();

private:
    void end(const std::optional<Error> &error);

    ApiClient &m_api;
    RoomId m_room;
    QStringList m_addresses;
    std::optional<bool> m_isListed;
    std::optional<Error> m_error;
    int m_underWay = 0;
};

}
