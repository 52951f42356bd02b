// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sendmodel.h"

#include "support/faketransport.h"
#include "support/json.h"

#include <QIODevice>
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

QString SendModel::wordsOf(const QString &type, const QJsonObject &content)
{
    if (type == QLatin1String("m.reaction"))
        return content[u"m.relates_to"][u"key"].toString();
    if (type == QLatin1String("m.room.redaction"))
        return content[u"reason"].toString();
    const QJsonValue edited = content[u"m.new_content"];
    return (edited.isObject() ? edited : QJsonValue(content))[u"body"].toString();
}

QString SendModel::targetOf(const QJsonObject &content)
{
    const QJsonValue relation = content[u"m.relates_to"];
    for (const QJsonValue &id :
         {content[u"redacts"], relation[u"event_id"], relation[u"m.in_reply_to"][u"event_id"]}) {
        if (id.isString())
            return id.toString();
    }
    return {};
}

void SendModel::addRoom(const QString &room)
{
    m_rooms << room;
    m_stream.append({room,
                     QStringLiteral("$%1").arg(m_stream.size()),
                     QStringLiteral("@bob:x"),
                     QStringLiteral("m.room.create"),
                     {},
                     {},
                     m_clock.now()});
}

void SendModel::say(const QString &room, const QString &sender, const QString &body)
{
    const QJsonObject content{{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                              {QStringLiteral("body"), body}};
    m_stream.append({room,
                     QStringLiteral("$%1").arg(m_stream.size()),
                     sender,
                     QStringLiteral("m.room.message"),
                     content,
                     {},
                     m_clock.now()});
}

void SendModel::forgetTransactions()
{
    m_transactions.clear();
    for (Message &message : m_stream)
        message.isTxnForgotten = true;
}

bool SendModel::isSend(int call) const
{
    return isSend(m_calls.at(call).request);
}

bool SendModel::isSend(const Request &request)
{
    return request.method == Request::Method::Put && (request.path.contains(QLatin1String("/send/")) ||
                                                      request.path.contains(QLatin1String("/redact/")));
}

void SendModel::read(const Request &request, QString &type, QJsonObject &content)
{
    content = QJsonDocument::fromJson(request.body).object();
    const int last = int(request.path.count(u'/'));
    type = segment(request, last - 1);
    if (segment(request, last - 2) == QLatin1String("redact")) {
        content.insert(QStringLiteral("redacts"), type);
        type = QStringLiteral("m.room.redaction");
    }
}

bool SendModel::isSync(int call) const
{
    return m_calls.at(call).request.path.endsWith(QLatin1String("/sync"));
}

bool SendModel::isPresence(int call) const
{
    return m_calls.at(call).request.path.contains(QLatin1String("/presence/"));
}

bool SendModel::isOrphan(int call) const
{
    return m_calls.at(call).promise.isAbandoned();
}

QString SendModel::describe(int call) const
{
    const Request &request = m_calls.at(call).request;
    QString text = request.path.section(u'/', 4);
    QString type;
    QJsonObject content;
    read(request, type, content);
    if (isSend(call))
        text = QStringLiteral("send \"%1\"").arg(wordsOf(type, content));
    else if (isSync(call))
        text = QStringLiteral("sync since %1")
                   .arg(queryOf(request, QLatin1String("since")) + queryOf(request, QLatin1String("pos")));
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
    // A server that asks to go slower has not done it.
    const bool isRateLimit = fault == Fault::RateLimited || fault == Fault::RateLimitedWithoutTime ||
                             fault == Fault::RateLimitedAs400;
    if (isRateLimit && m_calls.at(call).answer)
        return answer(call);
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
    const bool isRefusable = isSend(call) || isUpload(m_calls.at(call).request);
    if (!isRefusable || m_transactions.contains(path))
        return answer(call);
    const auto refusal = fault == Fault::Refused
                             ? answerOf(403, R"({"errcode":"M_FORBIDDEN","error":"no"})")
                             : answerOf(413, R"({"errcode":"M_TOO_LARGE","error":"too much"})");
    if (!isSend(call))
        return finish(call, refusal);
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
    if (request.path.endsWith(QLatin1String("simplified_msc3575/sync")))
        return sliding(request);
    if (request.path.endsWith(QLatin1String("/sync")))
        return Reply{200, sync(request), "application/json"};
    if (request.path.endsWith(QLatin1String("/messages")))
        return Reply{200, history(request), "application/json"};
    if (isSend(request))
        return take(request);
    if (isUpload(request))
        return Reply{200, keep(request), "application/json"};
    return Reply{200, "{}", "application/json"};
}

bool SendModel::isUpload(const Request &request)
{
    return request.path.endsWith(QLatin1String("/upload"));
}

QByteArray SendModel::keep(const Request &request)
{
    const QString mxc = QStringLiteral("mxc://x/%1").arg(m_files.size());
    if (request.upload)
        request.upload->seek(0);
    m_files.insert(mxc, request.upload ? request.upload->readAll() : request.body);
    return toText({{QStringLiteral("content_uri"), mxc}});
}

Result<Reply> SendModel::take(const Request &request)
{
    QString &id = m_transactions[request.path];
    if (id.isEmpty()) {
        say(roomOf(request), m_self, {});
        Message &message = m_stream.last();
        read(request, message.type, message.content);
        message.txn = request.path.section(u'/', -1);
        id = message.id;
    }
    return Reply{200, toText({{QStringLiteral("event_id"), id}}), "application/json"};
}

QJsonObject SendModel::json(const Message &message, bool saysTxn) const
{
    QJsonObject object{{QStringLiteral("event_id"), message.id},
                       {QStringLiteral("sender"), message.sender},
                       {QStringLiteral("origin_server_ts"), message.ts},
                       {QStringLiteral("type"), message.type},
                       {QStringLiteral("content"), message.content}};
    if (message.type == QLatin1String("m.room.create"))
        object.insert(QStringLiteral("state_key"), QString());
    if (saysTxn && !message.isTxnForgotten && !message.txn.isEmpty())
        object.insert(QStringLiteral("unsigned"),
                      QJsonObject{{QStringLiteral("transaction_id"), message.txn}});
    return object;
}

SendModel::Slice SendModel::newest(const QString &room, int since) const
{
    Slice slice;
    slice.start = int(m_stream.size());
    for (int i = slice.start - 1; i >= since && slice.events.size() < m_mood.most; --i) {
        if (m_stream.at(i).room != room)
            continue;
        slice.events.prepend(json(m_stream.at(i), m_mood.saysTxn));
        slice.start = i;
    }
    slice.isLimited = std::any_of(m_stream.cbegin() + since, m_stream.cbegin() + slice.start,
                                  [&](const Message &message) { return message.room == room; });
    return slice;
}

Result<Reply> SendModel::sliding(const Request &request)
{
    const auto before = m_sliding.before(request);
    if (!before)
        return answerOf(400, R"({"errcode":"M_UNKNOWN_POS"})");
    QList<SlidingMemory::Room> rooms;
    for (const QString &room : std::as_const(m_rooms))
        rooms.append({room, false});
    const auto newsOf = [&](const QString &room, int) -> std::optional<QJsonObject> {
        const bool isInitial = !before->rooms.contains(room);
        const Slice slice = newest(room, before->rooms.value(room));
        if (slice.events.isEmpty())
            return std::nullopt;
        QJsonObject object{{QStringLiteral("timeline"), slice.events},
                           {QStringLiteral("limited"), slice.isLimited},
                           {QStringLiteral("prev_batch"), QString::number(slice.start)}};
        if (isInitial) {
            const auto create = std::find_if(m_stream.cbegin(), m_stream.cend(),
                                             [&](const Message &message) { return message.room == room; });
            object.insert(QStringLiteral("initial"), true);
            object.insert(QStringLiteral("required_state"), QJsonArray{json(*create, false)});
        }
        return object;
    };
    return Reply{200, toText(m_sliding.tell(request, int(m_stream.size()), m_mood.most, rooms, newsOf)),
                 "application/json"};
}

QByteArray SendModel::sync(const Request &request) const
{
    const int since = queryOf(request, QLatin1String("since")).toInt();
    QJsonObject rooms;
    for (const QString &room : m_rooms) {
        const Slice slice = newest(room, since);
        if (slice.events.isEmpty())
            continue;
        QJsonObject timeline{{QStringLiteral("events"), slice.events},
                             {QStringLiteral("prev_batch"), QString::number(slice.start)}};
        if (slice.isLimited)
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
