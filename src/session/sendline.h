// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "base/error.h"
#include "matrix/requests.h"
#include "store/outboxbytes.h"
#include "store/records.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace linnet {

/// One room's part of the Outbox: what stands in it, in sending order, and what holds it up. GUI thread.
struct SendLine
{
    struct Entry
    {
        /// Of an earlier time: nobody knows whether the server has it, nor what the syncs left out since.
        static Entry ofBefore(const OutboxItem &item);

        /// It may be that the server took it, but has forgotten its transaction id since, and would take it
        /// twice (client-server API, "Transaction identifiers"). `now`: ms.
        bool mayBeForgotten(qint64 now) const;
        Request request(const Requests &requests) const; ///< that sends it

        OutboxItem item;
        OutboxBytes bytes;       ///< that are not on disk yet
        QList<TxnId> awaits;     ///< what it relates to and has no event id yet
        bool isOnDisk = true;    ///< there is a row of it, maybe an older one
        quint64 writing = 0;     ///< number of the writing under way, after which it may be sent; 0: none
        bool isLooking = false;  ///< whether the server has it is being looked for
        bool isTried = false;    ///< the server may have it: a try was not turned down
        qint64 triedAt = 0;      ///< the first time, ms
        qint64 commitsAtTry = 0; ///< how many commits the queue had seen when the last one came to nothing
        /// Its echo may lie in a hole of the history, and then never comes by itself.
        bool mayLieInGap = false;
        int faults = 0;            ///< answers that are no refusal but seem to be about this very item
        qint64 commitsAtFault = 0; ///< how many commits the queue had seen at the last of them
        int commitsSinceSent = 0;
    };

    /// The poll that was open when the server took a message may have ended before; the next one brings its
    /// echo.
    static constexpr int CommitsToEcho = 2;

    Entry *find(const TxnId &txn);
    Entry *next(); ///< the one to send, or null
    void remove(const TxnId &txn);
    void endTry(); ///< nothing is under way any more
    void onGap();  ///< echoes of what was tried may lie in it
    /// A sync has been committed. Comes back with what the server has, and whose echo comes no more.
    QList<TxnId> onCommit();
    void endTrouble();                     ///< what held it up is over
    void endCut();                         ///< the same of a way that was cut
    static bool isCut(const Error &error); ///< a connection broke, or nothing came over it any more
    bool hasRefused() const;
    bool hasWaiting() const;

    QList<Entry> entries;
    TxnId underWay;           ///< or empty
    QPointer<QObject> upload; ///< it is being uploaded; ends with this
    Backoff backoff{std::chrono::seconds(1), std::chrono::seconds(60)};
    std::chrono::milliseconds pausedUntil{0}; ///< on Clock::elapsed()
    std::optional<Error> trouble;             ///< what the last try came to, if it will be tried again
    QPointer<QObject> timer;                  ///< ends the pause
};

}
