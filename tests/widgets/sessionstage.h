// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncdialect.h"
#include "session/session.h"
#include "support/fakeavatars.h"
#include "support/json.h"
#include "widgets/preferences.h"

#include <QTest>

namespace linnet::testing {

inline const UserId me(QStringLiteral("@me:x"));
inline const RoomId room(QStringLiteral("!r:x"));
inline const RoomId chat(QStringLiteral("!dm:x"));

/// A session that is not started, over a store and a scripted server, in a room with three people: "$1" by
/// Bob,
/// "$2" by Ann, "$mine" by oneself and "$t1", Bob's answer to "$2" in a thread. And a chat with Bob.
class SessionStage
{
public:
    /// Without a `device` the session has no encryption.
    explicit SessionStage(Dialect dialect = Dialect::V3, const QString &device = {},
                          const std::optional<OAuthAccount> &oauth = {})
    {
        OpenAccount account;
        account.account.oauth = oauth;
        account.account.user = me;
        account.account.deviceId = device;
        account.account.server.base = QUrl(QStringLiteral("https://x"));
        account.account.server.version.dialect = dialect;
        account.isDialectForced = true;
        account.tokens.access = "token";
        account.store =
            answer(Store::open(m_folder.filePath(QStringLiteral("account.db")), QByteArray(32, 'k'), me))
                .take();
        session = std::make_unique<Session>(std::move(account), transport, clock, m_folder.path());
        bring("{'!r:x':{'state':{'events':["
              "{'type':'m.room.member','event_id':'$j1','sender':'@me:x','state_key':'@me:x',"
              "'content':{'membership':'join','displayname':'Me'}},"
              "{'type':'m.room.member','event_id':'$j2','sender':'@bob:x','state_key':'@bob:x',"
              "'content':{'membership':'join','displayname':'Bob'}},"
              "{'type':'m.room.member','event_id':'$j3','sender':'@ann:x','state_key':'@ann:x',"
              "'content':{'membership':'join','displayname':'Ann'}}]},"
              "'timeline':{'events':["
              "{'type':'m.room.message','event_id':'$1','sender':'@bob:x','origin_server_ts':1000,"
              "'content':{'msgtype':'m.text','body':'first'}},"
              "{'type':'m.room.message','event_id':'$2','sender':'@ann:x','origin_server_ts':2000,"
              "'content':{'msgtype':'m.text','body':'second'}},"
              "{'type':'m.room.message','event_id':'$mine','sender':'@me:x','origin_server_ts':3000,"
              "'content':{'msgtype':'m.text','body':'mine'}},"
              "{'type':'m.room.message','event_id':'$t1','sender':'@bob:x','origin_server_ts':4000,"
              "'content':{'msgtype':'m.text','body':'aside',"
              "'m.relates_to':{'rel_type':'m.thread','event_id':'$2'}}}]},"
              "'unread_notifications':{'notification_count':0},"
              "'unread_thread_notifications':{'$2':{'notification_count':1}}},"
              "'!dm:x':{'state':{'events':["
              "{'type':'m.room.member','event_id':'$k1','sender':'@me:x','state_key':'@me:x',"
              "'content':{'membership':'join'}}]}}}");
    }
    ~SessionStage() { session->close(); }

    /// A sync has brought these rooms that one is in, or of another section of it, and account data.
    void bring(const QByteArray &rooms, const QByteArray &accountData = "[]",
               const QByteArray &section = "join")
    {
        const QByteArray reply = "{'next_batch':'p','account_data':{'events':" + accountData +
                                 "},'rooms':{'" + section + "':" + rooms + "}}";
        const auto committed =
            answer(session->store().commitSync(makeSyncDialect({Dialect::V3, false}, me), m_position,
                                               test::jsonText(reply.constData()), Dialect::V3, 0));
        if (!committed.isOk())
            qFatal("no rooms");
        m_position = QByteArrayLiteral("p");
        session->accountData().apply(*committed);
        session->rooms().apply(*committed);
        Q_EMIT session->committed(*committed);
    }
    const Room &known(const RoomId &id = room) const { return *session->rooms().find(id); }
    /// For what goes wrong in it; its key is 32 times `k`.
    QString database() const { return m_folder.filePath(QStringLiteral("account.db")); }
    /// What waits to be sent, as "type content".
    QStringList outbox() const
    {
        QStringList lines;
        for (const OutboxItem &item : session->sendQueue().unsent())
            lines << item.type + u' ' + QString::fromUtf8(item.content);
        return lines;
    }

    test::FakeTransport transport;
    test::FakeClock clock;
    std::unique_ptr<Session> session;
    test::FakeAvatars avatars;

    std::unique_ptr<Preferences> preferences() const
    {
        return std::make_unique<Preferences>(m_folder.filePath(QStringLiteral("settings.ini")));
    }

private:
    template <typename T>
    Result<T> answer(Task<T> task)
    {
        std::optional<Result<T>> result;
        std::move(task).then(&m_context, [&result](Result<T> each) { result.emplace(std::move(each)); });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }))
            qFatal("no answer");
        return std::move(*result);
    }

    QTemporaryDir m_folder;
    QObject m_context;
    QByteArray m_position; ///< none is the beginning: what is brought then is all there is
};

}
