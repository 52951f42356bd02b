// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/spacehierarchy.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const RoomId space(QStringLiteral("!s:x"));
const QString path = QStringLiteral("/_matrix/client/v1/rooms/!s:x/hierarchy");
const QString oldPath = QStringLiteral("/_matrix/client/unstable/org.matrix.msc2946/rooms/!s:x/hierarchy");

QJsonObject child(const QString &id, bool isSuggested = false, const QString &order = {})
{
    QJsonObject content{{QStringLiteral("via"), QJsonArray{QStringLiteral("x")}},
                        {QStringLiteral("suggested"), isSuggested}};
    if (!order.isEmpty())
        content.insert(QStringLiteral("order"), order);
    return {{QStringLiteral("type"), QStringLiteral("m.space.child")},
            {QStringLiteral("state_key"), id},
            {QStringLiteral("origin_server_ts"), 1000},
            {QStringLiteral("content"), content}};
}

QJsonObject entry(const QString &id, const QJsonArray &children = {})
{
    QJsonObject object{{QStringLiteral("room_id"), id}, {QStringLiteral("name"), id}};
    if (!children.isEmpty()) {
        object.insert(QStringLiteral("room_type"), QStringLiteral("m.space"));
        object.insert(QStringLiteral("children_state"), children);
    }
    return object;
}

QByteArray pageOf(const QJsonArray &rooms, const QString &next = {})
{
    QJsonObject object{{QStringLiteral("rooms"), rooms}};
    if (!next.isEmpty())
        object.insert(QStringLiteral("next_batch"), next);
    return toText(object);
}

}

class TestSpaceHierarchy : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;
    FakeClock m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<SpaceHierarchy> m_spaces;

    SpaceHierarchy::Listing listing() const { return m_spaces->listing(space); }
    void untilLoaded() { QTRY_VERIFY(!listing().isLoading); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeTransport>();
        m_api = std::make_unique<ApiClient>(*m_server, m_clock, serverOf(Dialect::V3), "token");
        m_spaces = std::make_unique<SpaceHierarchy>(*m_api);
    }
    void cleanup()
    {
        QCOMPARE(m_server->unmet(), QStringList());
        m_spaces.reset();
        m_api.reset();
        m_server.reset();
    }

    void readsOnePageAfterTheOther()
    {
        m_server->expects(Method::Get, path)
            .replies(200,
                     pageOf({entry(space.toString(), {child(u"!b:x"_qs), child(u"!a:x"_qs, true, u"1"_qs)}),
                             entry(u"!a:x"_qs)},
                            u"n1"_qs));
        auto &second = m_server->expects(Method::Get, path).replies(200, pageOf({entry(u"!b:x"_qs)}));
        QSignalSpy changed(m_spaces.get(), &SpaceHierarchy::changed);
        m_spaces->open(space);
        QVERIFY(listing().isLoading);
        untilLoaded();
        QVERIFY(listing().hasMore);
        QVERIFY(listing().space.has_value());
        QCOMPARE(listing().children.size(), 2);
        QCOMPARE(listing().children.first().id, RoomId(u"!a:x"_qs)); // by its order
        QVERIFY(listing().children.first().isSuggested);
        QVERIFY(m_spaces->find(RoomId(u"!a:x"_qs)));
        QVERIFY(!m_spaces->find(RoomId(u"!b:x"_qs)));
        m_spaces->loadMore(space);
        m_spaces->loadMore(space); // one is under way
        untilLoaded();
        QCOMPARE(second.sent().query("from"), u"n1"_qs);
        QVERIFY(!listing().hasMore);
        QVERIFY(m_spaces->find(RoomId(u"!b:x"_qs)));
        m_spaces->loadMore(space); // there is none
        QVERIFY(changed.size() >= 4);
    }

    void isKeptForAWhile()
    {
        auto &asked =
            m_server->expects(Method::Get, path).replies(200, pageOf({entry(space.toString())})).always();
        m_spaces->open(space);
        m_spaces->open(space);
        untilLoaded();
        m_spaces->open(space);
        QCOMPARE(asked.asked(), 1);
        m_clock.advance(std::chrono::minutes(6));
        m_spaces->open(space);
        QVERIFY(listing().space.has_value()); // until the new one is here
        untilLoaded();
        QCOMPARE(asked.asked(), 2);
    }

    void aPageThatComesAgainIsTheEnd()
    {
        auto &asked = m_server->expects(Method::Get, path)
                          .replies(200, pageOf({entry(space.toString(), {child(space.toString())})}, u"n"_qs))
                          .always();
        m_spaces->open(space);
        untilLoaded();
        for (int i = 0; i < 5; ++i) {
            m_spaces->loadMore(space);
            untilLoaded();
        }
        QVERIFY(!listing().hasMore);
        QCOMPARE(asked.asked(), 2);
    }

    void goesOnWhereItFailed()
    {
        m_server->expects(Method::Get, path).replies(200, pageOf({entry(space.toString())}, u"n1"_qs));
        m_server->expects(Method::Get, path).replies(500, "{}");
        auto &again = m_server->expects(Method::Get, path).replies(200, pageOf({entry(u"!b:x"_qs)}));
        m_spaces->open(space);
        untilLoaded();
        m_spaces->loadMore(space);
        untilLoaded();
        QVERIFY(listing().error.has_value());
        QVERIFY(listing().space.has_value());
        m_spaces->loadMore(space);
        untilLoaded();
        QVERIFY(!listing().error);
        QCOMPARE(again.sent().query("from"), u"n1"_qs);
    }

    void oldServersHaveItElsewhereOrNotAtAll()
    {
        const QByteArray unknown = jsonText("{'errcode':'M_UNRECOGNIZED','error':'what?'}");
        m_server->expects(Method::Get, path).replies(404, unknown);
        m_server->expects(Method::Get, oldPath).replies(200, pageOf({entry(space.toString())}));
        m_spaces->open(space);
        untilLoaded();
        QVERIFY(listing().space.has_value());
        QVERIFY(m_spaces->isAvailable());
        m_server->expects(Method::Get, oldPath).replies(404, unknown); // and not asked elsewhere any more
        m_spaces->reload(space);
        untilLoaded();
        QVERIFY(!m_spaces->isAvailable());
        QCOMPARE(listing().error->kind, Error::Kind::Unsupported);
        m_spaces->reload(space); // asks nobody
        QVERIFY(!listing().isLoading);
    }

    void tenThousandRooms()
    {
        QJsonArray children;
        for (int i = 0; i < 10'000; ++i)
            children.append(child(QStringLiteral("!%1:x").arg(i)));
        m_server->expects(Method::Get, path)
            .replies(200, pageOf({entry(space.toString(), children)}, u"n"_qs));
        m_spaces->open(space);
        untilLoaded();
        QVERIFY(listing().children.size() >= 1000);
        QVERIFY(listing().hasMore);
    }
};

QTEST_GUILESS_MAIN(TestSpaceHierarchy)
#include "tst_spacehierarchy.moc"
