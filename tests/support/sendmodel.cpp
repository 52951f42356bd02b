// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sendmodel.h"

#include "support/faketransport.h"
#include "support/json.h"

#include <QUrl>

#include <algorithm>

namespace linnet::test {

namespace {

QString queryOf(const Request &request, QLatin1String name)
{
    for (const auto &[key, value] : request.query) {
        if (key == name)
            return value;
    }
    return {};
}

QString segment(const Request &request, int index)
{
    return QUrl::fromPercentEncoding(request.path.section(u'/', index, index).toLatin1());
}

QString roomOf(const Request &request)
{
    const QStringList parts = request.path.split(u'/');
    return segment(request, int(parts.indexOf(QStringLiteral("rooms"))) + 1);
}

}

QString SendModel::nameOf(Fault fault)
{
    static const QStringList names{
        QStringLiteral("the request is lost"),
        QStringLiteral("the answer is lost"),
        QStringLiteral("429"),
        QStringLiteral("429 without a time"),
        QStringLiteral("400 M_LIMIT_EXCEEDED"),
        QStringLiteral("502 of a proxy"),
        QStringLiteral("500 M_UNKNOWN"),
        QStringLiteral("an answer that is cut off"),
        QStringLiteral("403 M_FORBIDDEN"),
        QStringLiteral("413 M_TOO_LARGE"),
    };
    return names.at(int(fault));
}

void SendModel::addRoom(const QString &room)
{
    m_rooms << room;
    say(room, QStringLiteral("@bob:x"), {});
}

void SendModel::say(const QString &room, const QString &sender, const QString &body)
{
    m_stream.append({room, QStringLiteral("$%1").arg(m_stream.size()), sender, body, {}, m_clock.now()});
}

void SendModel::forgetTransactions()
{
    m_transactions.clear();
    for (Message &message : m_stream)
        message.isTxnForgotten = true;
}

bool SendModel::isSend(int call) const
{
    return m_calls.at(call).request.method == Request::Method::Put &&
           m_calls.at(call).request.path.contains(QLatin1String("/send/"));
}

bool SendModel::isSync(int call) const
{
    return m_calls.at(call).request.path.endsWith(QLatin1String("/sync"));
}

bool SendModel::isOrphan(int call) const
{
    return m_calls.at(call).promise.isAbandoned();
}

QString SendModel::describe(int call) const
{
    const Request &request = m_calls.at(call).request;
    QString text = request.path.section(u'/', 4);
    if (isSend(call))
        text = QStringLiteral("send \"%1\"").arg(QJsonDocument::fromJson(request.body)[u"body"].toString());
    else if (isSync(call))
        text = QStringLiteral("sync since %1").arg(queryOf(request, QLatin1String("since")));
    if (isOrphan(call))
        text += QStringLiteral(" (orphan)");
    return text;
}

void SendModel::carryOut(int call)
{
    Call &each = m_calls[call];
    if (!each.answer)
        each.answer = carryOut(each.request);
}

void SendModel::answer(int call)
{
    carryOut(call);
    finish(call, *m_calls.at(call).answer);
}

void SendModel::lose(int call)
{
    m_calls.removeAt(call);
}

void SendModel::fail(int call, Fault fault)
{
    switch (fault) {
    case Fault::LostAnswer:
        carryOut(call);
        return finish(call, Error::of(Error::Kind::Network));
    case Fault::LostRequest:
        return finish(call, Error::of(Error::Kind::Network));
    case Fault::RateLimited:
        return finish(call, answerOf(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":20000})"));
    case Fault::RateLimitedWithoutTime:
        return finish(call, answerOf(429, R"({"errcode":"M_LIMIT_EXCEEDED"})"));
    case Fault::RateLimitedAs400:
        return finish(call, answerOf(400, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":3000})"));
    case Fault::ProxyDown:
        return finish(call, answerOf(502, "<html>Bad Gateway</html>", "text/html"));
    case Fault::ServerFault:
        return finish(call, answerOf(500, R"({"errcode":"M_UNKNOWN","error":"boom"})"));
    case Fault::Garbage:
        carryOut(call);
        return finish(call, answerOf(200, R"({"event_)"));
    case Fault::Refused:
    case Fault::TooLarge:
        break;
    }
    // What a server has taken under a transaction id it does not refuse; what it has refused did not come.
    const QString path = m_calls.at(call).request.path;
    if (!isSend(call) || m_transactions.contains(path))
        return answer(call);
    const auto refusal = fault == Fault::Refused
                             ? answerOf(403, R"({"errcode":"M_FORBIDDEN","error":"no"})")
                             : answerOf(413, R"({"errcode":"M_TOO_LARGE","error":"too much"})");
    QList<Promise<Reply>> asked;
    m_calls.removeIf([&](const Call &each) {
        if (each.request.path == path)
            asked << each.promise;
        return each.request.path == path;
    });
    for (const Promise<Reply> &promise : std::as_const(asked))
        promise.resolve(refusal);
}

void SendModel::finish(int call, Result<Reply> result)
{
    const Promise<Reply> promise = m_calls.takeAt(call).promise;
    promise.resolve(std::move(result));
}

Task<Reply> SendModel::send(const QUrl &, const Request &request, const QByteArray &, bool)
{
    // Of those who are gone only what changes something can still matter.
    m_calls.removeIf([](const Call &each) {
        return each.promise.isAbandoned() && each.request.method != Request::Method::Put;
    });
    Call call;
    call.request = request;
    Task<Reply> task = call.promise.task();
    m_calls << call;
    return task;
}

void SendModel::resetConnections()
{
    for (int i = open() - 1; i >= 0; --i) {
        if (i < open() && !isOrphan(i))
            fail(i, Fault::LostRequest);
    }
}

Result<Reply> SendModel::carryOut(const Request &request)
{
    if (request.path.endsWith(QLatin1String("/sync")))
        return Reply{200, sync(request), "application/json"};
    if (request.path.endsWith(QLatin1String("/messages")))
        return Reply{200, history(request), "application/json"};
    if (request.method == Request::Method::Put && request.path.contains(QLatin1String("/send/")))
        return take(request);
    return Reply{200, "{}", "application/json"};
}

Result<Reply> SendModel::take(const Request &request)
{
    QString &id = m_transactions[request.path];
    if (id.isEmpty()) {
        const QString body = QJsonDocument::fromJson(request.body)[u"body"].toString();
        say(roomOf(request), m_self, body);
        m_stream.last().txn = request.path.section(u'/', -1);
        id = m_stream.last().id;
    }
    return Reply{200, toText({{QStringLiteral("event_id"), id}}), "application/json"};
}

QJsonObject SendModel::json(const Message &message, bool saysTxn) const
{
    const bool isCreate = message.body.isEmpty();
    QJsonObject object{{QStringLiteral("event_id"), message.id},
                       {QStringLiteral("sender"), message.sender},
                       {QStringLiteral("origin_server_ts"), message.ts},
                       {QStringLiteral("type"),
                        isCreate ? QStringLiteral("m.room.create") : QStringLiteral("m.room.message")},
                       {QStringLiteral("content"), QJsonObject()}};
    if (isCreate)
        object.insert(QStringLiteral("state_key"), QString());
    else
        object.insert(QStringLiteral("content"),
                      QJsonObject{{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                                  {QStringLiteral("body"), message.body}});
    if (saysTxn && !message.isTxnForgotten && !message.txn.isEmpty())
        object.insert(QStringLiteral("unsigned"),
                      QJsonObject{{QStringLiteral("transaction_id"), message.txn}});
    return object;
}

QByteArray SendModel::sync(const Request &request) const
{
    const int since = queryOf(request, QLatin1String("since")).toInt();
    QJsonObject rooms;
    for (const QString &room : m_rooms) {
        QJsonArray events;
        int first = int(m_stream.size());
        for (int i = first - 1; i >= since && events.size() < m_mood.most; --i) {
            if (m_stream.at(i).room != room)
                continue;
            events.prepend(json(m_stream.at(i), m_mood.saysTxn));
            first = i;
        }
        if (events.isEmpty())
            continue;
        const bool isLimited = std::any_of(m_stream.cbegin() + since, m_stream.cbegin() + first,
                                           [&](const Message &message) { return message.room == room; });
        QJsonObject timeline{{QStringLiteral("events"), events},
                             {QStringLiteral("prev_batch"), QString::number(first)}};
        if (isLimited)
            timeline.insert(QStringLiteral("limited"), true);
        rooms.insert(room, QJsonObject{{QStringLiteral("timeline"), timeline}});
    }
    return toText({{QStringLiteral("next_batch"), QString::number(m_stream.size())},
                   {QStringLiteral("rooms"), QJsonObject{{QStringLiteral("join"), rooms}}}});
}

QByteArray SendModel::history(const Request &request) const
{
    const QString room = roomOf(request);
    const QString from = queryOf(request, QLatin1String("from"));
    const int limit = queryOf(request, QLatin1String("limit")).toInt();
    int at = from.isEmpty() ? int(m_stream.size()) : from.toInt();
    QJsonArray events;
    while (at > 0 && events.size() < limit) {
        if (m_stream.at(--at).room == room)
            events << json(m_stream.at(at), m_mood.saysTxn);
    }
    QJsonObject object{{QStringLiteral("chunk"), events}};
    if (at > 0)
        object.insert(QStringLiteral("end"), QString::number(at));
    return toText(object);
}

}
