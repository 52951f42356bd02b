// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/request.h"
#include "support/modelworld.h"
#include "support/slidingmemory.h"

#include <QJsonArray>

#include <optional>

namespace linnet::test {

/// What a server says.
struct ModelAnswer
{
    int status = 200;
    QByteArray body;
};

/// A home server of a ModelWorld that speaks all three dialects, with the habits of real servers: limited
/// syncs, events that come twice, pages of history that overlap, are empty or repeat for ever. Pure and
/// deterministic: no network, no time.
class ModelServer
{
public:
    /// How `/messages` ends and how its pages meet.
    enum class Pages {
        Of2014, ///< each begins with the last event of the one before; the start repeats for ever
        Of2018, ///< at the start an empty page with `end` == `start`
        Today,  ///< at the start an empty page without `end`
    };

    ModelServer(quint32 seed, int rooms);

    ModelWorld &world() { return m_world; }
    const ModelWorld &world() const { return m_world; }
    QString habits() const; ///< in words

    ModelAnswer answer(const Request &request);
    /// True if a poll would be answered at once.
    bool hasNews(const Request &request) const;
    /// The server no longer knows what it said where each client stands.
    void forgetPositions();

private:
    struct Slice
    {
        QList<ModelEvent> events;
        bool isLimited = false;
        int start = 0; ///< the place before the first event
    };

    ModelAnswer sync(const Request &request) const;
    ModelAnswer sliding(const Request &request);
    ModelAnswer initialSync() const;
    ModelAnswer events(const Request &request) const;
    ModelAnswer roomInitialSync(const ModelRoom &room) const;
    ModelAnswer messages(const ModelRoom &room, const Request &request, bool isV1) const;
    ModelAnswer members(const ModelRoom &room, bool isV1) const;

    QString streamToken(int place) const;
    /// Where a token of sync points to; nullopt: not known (any more).
    std::optional<int> placeOf(const QString &streamToken) const;
    Slice newest(const ModelRoom &room, int after, int limit) const;
    QJsonObject joinedRoom(const ModelRoom &room, int since) const;
    QJsonObject leftRoom(const ModelRoom &room, int since) const;
    QJsonObject v1Room(const ModelRoom &room) const;
    std::optional<QJsonObject> slidingRoom(const ModelRoom &room, const SlidingMemory::Told &before,
                                           int limit) const;
    QJsonObject toJson(const ModelRoom &room, const ModelEvent &event, bool isV1) const;
    QJsonArray toJson(const ModelRoom &room, const QList<ModelEvent> &events, bool isV1 = false) const;

    ModelWorld m_world;
    Pages m_pages = Pages::Today;
    bool m_isSparse = false;  ///< some pages are empty and only lead to the next
    int m_mostEvents = 20;    ///< in the timeline of one room
    int m_mostStreamed = 100; ///< in one poll of v1
    int m_epoch = 0;          ///< of the tokens that sync takes
    SlidingMemory m_sliding;
};

}
