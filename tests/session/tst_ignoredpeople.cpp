// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ignoredpeople.h"

#include "session/accountdata.h"
#include "session/roomlist.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const UserId eve(QStringLiteral("@eve:x"));
const QString path = QStringLiteral("account_data/m.ignored_user_list");

QByteArray withIgnored(const char *users, const QByteArray &rooms = "{}")
{
    return R"({"next_batch":"s","account_data":{"events":[{"type":"m.ignored_user_list",)"
           R"("content":{"ignored_users":)" +
           QByteArray(users) + R"(}}]},"rooms":)" + rooms + "}";
}

}

class TestIgnoredPeople : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<IgnoredPeople> m_people;

    void open(Dialect dialect = Dialect::V3)
    {
        m_people.reset();
        m_data.reset();
        m_bench = std::make_unique<Bench>(dialect);
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_people = std::make_unique<IgnoredPeople>(*m_data, me);
    }
    QString put() const
    {
        for (const auto &sent : m_bench->server.sent()) {
            if (sent->request.method == Method::Put)
                return QString::fromUtf8(sent->request.body);
        }
        return {};
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_people.reset();
        m_data.reset();
        m_bench.reset();
    }
    void followsTheAccount()
    {
        QSignalSpy changed(m_people.get(), &IgnoredPeople::changed);
        m_data->apply(m_bench->commit(withIgnored(R"({"@eve:x":{},"@bob:x":{}})")));
        QCOMPARE(changed.size(), 1);
        QVERIFY(m_people->contains(eve));
        QCOMPARE(m_people->all(), (QList<UserId>{bob, eve}));
        m_data->apply(m_bench->commit(withIgnored(R"({"@eve:x":{}})")));
        QVERIFY(!m_people->contains(bob));
        QCOMPARE(changed.size(), 2);
    }
    void isThereAfterAStart()
    {
        m_data->apply(m_bench->commit(withIgnored(R"({"@eve:x":{}})")));
        AccountData data(*m_bench->api, *m_bench->store, me);
        IgnoredPeople people(data, me);
        data.load(m_bench->stored().accountData);
        people.reload();
        QVERIFY(people.contains(eve));
    }
    void nobodyIgnoresHimself()
    {
        m_data->apply(m_bench->commit(withIgnored(R"({"@me:x":{},"@eve:x":{}})")));
        QVERIFY(!m_people->contains(me));
        m_bench->server.expects(Method::Get, path).replies(200, "{}");
        m_bench->server.expects(Method::Put, path).replies(200);
        QVERIFY(await(m_people->ignore({me, eve})));
        QVERIFY(!put().contains(u"@me:x"));
    }
    void contentsOfWrongTypesIgnoreNobody()
    {
        for (const char *users : {"[]", "7", "null", "\"@eve:x\""}) {
            m_data->apply(m_bench->commit(withIgnored(users)));
            QVERIFY(m_people->all().isEmpty());
        }
    }
    void whatOthersHaveWrittenStays()
    {
        m_bench->server.expects(Method::Get, path)
            .replies(200, R"({"ignored_users":{"@bob:x":{"org.example":1}},"org.example":2})");
        m_bench->server.expects(Method::Put, path).replies(200);
        QVERIFY(await(m_people->ignore({eve})));
        QCOMPARE(put(), uR"({"ignored_users":{"@bob:x":{"org.example":1},"@eve:x":{}},"org.example":2})"_qs);
        QVERIFY(m_people->contains(eve) && m_people->contains(bob));
    }
    void stopsIgnoring()
    {
        m_data->apply(m_bench->commit(withIgnored(R"({"@eve:x":{}})")));
        m_bench->server.expects(Method::Get, path).replies(200, R"({"ignored_users":{"@eve:x":{}}})");
        m_bench->server.expects(Method::Put, path).replies(200);
        QVERIFY(await(m_people->unignore({eve})));
        QVERIFY(!m_people->contains(eve));
    }
    void aRefusalChangesNothing()
    {
        m_bench->server.expects(Method::Get, path).replies(200, "{}");
        m_bench->server.expects(Method::Put, path).replies(403, R"({"errcode":"M_FORBIDDEN"})");
        QVERIFY(!await(m_people->ignore({eve})));
        QVERIFY(!m_people->contains(eve));
    }
    void theyAreNotCounted()
    {
        m_bench->commit(sync(u"s1"_qs, joined({message(u"$1"_qs, me)}))); // one has read up to here
        const QByteArray rooms =
            toText({{u"join"_qs,
                     QJsonObject{{room.toString(), joined({message(u"$2"_qs, eve), message(u"$3"_qs)})}}}});
        const CommittedBatch ignoring = m_bench->commit(withIgnored(R"({"@eve:x":{}})", rooms));
        QCOMPARE(ignoring.rooms.size(), 1);
        QCOMPARE(ignoring.rooms.constFirst().room.unread, 1);
    }
    /// By oneself, on this device: what is stored is counted anew at once, and again when one stops.
    void countsFollowAtOnce()
    {
        m_bench->commit(sync(u"s1"_qs, joined({message(u"$1"_qs, me)})));
        m_bench->commit(sync(u"s2"_qs, joined({message(u"$2"_qs, eve), message(u"$3"_qs)})));
        QList<int> unread;
        connect(m_bench->store.get(), &Store::roomChanged, this,
                [&unread](const CommittedRoom &changed) { unread << changed.room.unread; });
        m_bench->server.expects(Method::Get, path).replies(200, "{}").always();
        m_bench->server.expects(Method::Put, path).replies(200).always();
        QVERIFY(await(m_people->ignore({eve})));
        QCOMPARE(unread, QList<int>{1});
        m_data
            ->change(
                IgnoredPeople::Type,
                [](QJsonObject) {
                    return QJsonObject{{u"ignored_users"_qs, QJsonObject{{u"@nobody:x"_qs, QJsonObject()}}}};
                })
            .then(this, [](const Status &) {});
        QTRY_COMPARE(unread, (QList<int>{1, 2}));
        disconnect(m_bench->store.get(), nullptr, this, nullptr);
    }
    void serversOf2014HaveNoPlaceForIt()
    {
        open(Dialect::V1);
        QVERIFY(!m_people->isAvailable());
        QCOMPARE(await(m_people->ignore({eve})).error().kind, Error::Kind::Unsupported);
    }
    void whoIsHiddenIsNotSeenTyping()
    {
        RoomList rooms;
        rooms.setSelf(me);
        bool isHidden = true;
        rooms.setHidden([&isHidden](const UserId &user) { return isHidden && user == eve; });
        CommittedRoom typing;
        typing.room.id = room;
        typing.typing = QList<TypingPerson>{{eve, u"Eve"_qs}, {bob, u"Bob"_qs}};
        rooms.apply(typing);
        QCOMPARE(rooms.typing(room), (QList<TypingPerson>{{bob, u"Bob"_qs}}));
        QSignalSpy changed(&rooms, &RoomList::typingChanged);
        isHidden = false;
        rooms.refreshTyping();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(rooms.typing(room).size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestIgnoredPeople)
#include "tst_ignoredpeople.moc"
