// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/roomfacts.h"
#include "session/roomfield.h"

#include <QMap>
#include <QObject>

#include <functional>

namespace linnet {

/// Changes of a room's state on their way to the server. They count at once, and no more when they are
/// refused; changes of one event go one after the other, each made of what the server has by then, so that
/// what others change meanwhile stays. GUI thread; must not outlive the ApiClient.
class RoomStateEdits : public QObject
{
    Q_OBJECT

public:
    /// Makes of a content (empty: there is none) the one that is to be.
    using Make = std::function<Result<QByteArray>(const QByteArray &before)>;

    RoomStateEdits(ApiClient &api, RoomId room, QObject *parent = nullptr);

    const RoomStateValues &values() const { return m_values; } ///< as they are once all has arrived
    /// What the server has, as somebody heard it.
    void setKnown(const QString &type, const RoomStateValue &value);
    /// `asksFirst`: what is known here may be old, and what `make` leaves as it was matters.
    void change(RoomField field, const QString &type, Make make, bool asksFirst);
    bool isBusy() const { return !m_jobs.isEmpty(); }

Q_SIGNALS:
    void changed(); ///< values()
    void saved(linnet::RoomField field);
    void failed(linnet::RoomField field, const linnet::Error &error);

private:
    struct Job
    {
        RoomField field;
        Make make;
        bool asksFirst;
    };
    void run(const QString &type);
    void put(const QString &type, const QByteArray &before);
    void finish(const QString &type, const Result<QByteArray> &outcome);
    void refresh(const QString &type);

    ApiClient &m_api;
    RoomId m_room;
    RoomStateValues m_known;
    RoomStateValues m_values;
    QMap<QString, QList<Job>> m_jobs; ///< by type; the first of each is under way
};

}
