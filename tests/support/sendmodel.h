// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "matrix/transport.h"
#include "support/slidingmemory.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace linnet::test {

/// A home server as one sees it who sends: rooms, transaction ids, files, a v3 sync and a sliding one,
/// which may leave things out, and history. It is its own Transport: a request is carried out, and answered,
/// only when the test says so, each in one of the ways in which networks and servers fail. One device of one
/// person. In memory; GUI thread.
class SendModel final : public Transport
{
public:
    struct Message
    {
        QString room;
        QString id;
        QString sender;
        QString type;
        QJsonObject content; ///< of a redaction with `redacts`
        QString txn;         ///< empty for what others wrote
        qint64 ts = 0;
        bool isTxnForgotten = false;

        QString words() const { return wordsOf(type, content); }
        QString target() const { return targetOf(content); }
    };
    /// What tells one event from another: the text of a message, or what an edit makes of it, the key of a
    /// reaction, the reason of a redaction.
    static QString wordsOf(const QString &type, const QJsonObject &content);
    static QString targetOf(const QJsonObject &content); ///< the id that it names, or empty
    enum class Fault {
        LostRequest,
        LostAnswer,
        RateLimited,
        RateLimitedWithoutTime,
        RateLimitedAs400, ///< the errcode with another status
        ProxyDown,        ///< 502 and a page
        ServerFault,      ///< 500 with an errcode
        Garbage,          ///< it is done, and the answer is cut off
        Refused,
        TooLarge,
    };
    static constexpr int Faults = 10;
    static QString nameOf(Fault fault);
    /// How the next answers to a sync look.
    struct Mood
    {
        bool saysTxn = true;
        int most = 1000; ///< events a room; what is older is left out, and said to be
    };

    SendModel(QString self, const Clock &clock) : m_self(std::move(self)), m_clock(clock) {}
    void addRoom(const QString &room);
    void say(const QString &room, const QString &sender, const QString &body);
    /// As servers do after a day; the echoes of then do not say them any more either.
    void forgetTransactions();
    void setMood(const Mood &mood) { m_mood = mood; }

    int open() const { return int(m_calls.size()); }
    bool isSend(int call) const; ///< of an event or of a redaction
    bool isSync(int call) const;
    bool isPresence(int call) const; ///< in sliding sync it is said again and again
    bool isOrphan(int call) const;   ///< whoever asked is gone; the request may arrive all the same
    QString describe(int call) const;
    void carryOut(int call); ///< the answer is made, and waits
    void answer(int call);   ///< carries it out if that was not done yet
    void fail(int call, Fault fault);
    void lose(int call); ///< of an orphan: it never arrives

    const QList<Message> &stream() const { return m_stream; }
    QByteArray uploaded(const QString &mxc) const { return m_files.value(mxc); }

    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override;
    void resetConnections() override;
    void setProxy(const Proxy &proxy) override { m_proxy = proxy; }
    const Proxy &proxy() const override { return m_proxy; }
    std::unique_ptr<Transport> through(const Proxy &) const override { return nullptr; } ///< never asked for

private:
    struct Call
    {
        Request request;
        Promise<Reply> promise;
        std::optional<Result<Reply>> answer;
    };

    /// The newest events of a room that a sync brings.
    struct Slice
    {
        QJsonArray events;
        bool isLimited = false;
        int start = 0; ///< the position before them
    };

    void finish(int call, Result<Reply> result);
    Result<Reply> carryOut(const Request &request);
    Result<Reply> take(const Request &request);
    QByteArray keep(const Request &request);
    static bool isSend(const Request &request);
    static bool isUpload(const Request &request);
    static void read(const Request &request, QString &type, QJsonObject &content);
    QByteArray sync(const Request &request) const;
    Result<Reply> sliding(const Request &request);
    Slice newest(const QString &room, int since) const;
    QByteArray history(const Request &request) const;
    QJsonObject json(const Message &message, bool saysTxn) const;

    QString m_self;
    const Clock &m_clock;
    QStringList m_rooms;
    QList<Message> m_stream; ///< a position is an index into it
    QHash<QString, QString> m_transactions;
    QHash<QString, QByteArray> m_files;
    QList<Call> m_calls;
    SlidingMemory m_sliding;
    Mood m_mood;
    Proxy m_proxy;
};

}
