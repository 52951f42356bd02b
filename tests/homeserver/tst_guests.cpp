// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/directory.h"
#include "session/guestlook.h"
#include "session/roompeek.h"
#include "session/roomsummaries.h"
#include "support/person.h"
#include "support/realclient.h"

using namespace linnet;
using namespace linnet::test;

namespace {

const QString Register = QStringLiteral("POST /_matrix/client/v3/register");

QUrl server()
{
    return QUrl(qEnvironmentVariable("LINNET_TEST_HOMESERVER"));
}

QJsonObject visibility(const QString &who)
{
    return {{QStringLiteral("type"), QStringLiteral("m.room.history_visibility")},
            {QStringLiteral("state_key"), QString()},
            {QStringLiteral("content"), QJsonObject{{QStringLiteral("history_visibility"), who}}}};
}

MatrixLink linkTo(const QString &text)
{
    return MatrixLink::parse(text).value_or(MatrixLink());
}

}

/// Looking around on a real server that lets guests in, without an account.
class TestGuests : public QObject
{
    Q_OBJECT

    std::unique_ptr<CuttableTransport> m_transport;
    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<GuestLook> m_look;
    Person m_bob{QUrl()};

    QString roomOfBob(const QString &name, const QString &whoReads)
    {
        return m_bob.createRoom({{QStringLiteral("name"), name},
                                 {QStringLiteral("topic"), QStringLiteral("All of them")},
                                 {QStringLiteral("visibility"), QStringLiteral("public")},
                                 {QStringLiteral("preset"), QStringLiteral("public_chat")},
                                 {QStringLiteral("initial_state"), QJsonArray{visibility(whoReads)}}});
    }
    RoomPeek::State peekInto(RoomPeek &peek, const QString &room)
    {
        peek.load(RoomId(room));
        return eventually([&peek] { return peek.state() != RoomPeek::State::Loading; })
                   ? peek.state()
                   : RoomPeek::State::Loading;
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        m_transport = std::make_unique<CuttableTransport>();
        m_bob = Person::make(server(), QStringLiteral("bob"));
        QVERIFY(m_bob.isSignedIn());
        const auto found = await(Discovery(*m_transport).find(server().toString(), Dialect::V3));
        QVERIFY(found);
        m_look = std::make_unique<GuestLook>(*m_transport, m_clock, *found, m_folder.path());
    }
    void cleanup() { m_look.reset(); }

    void findsARoomAndReadsItsLastWords()
    {
        const QString name = Person::uniqueName(QStringLiteral("birds"));
        const QString room = roomOfBob(name, QStringLiteral("world_readable"));
        QVERIFY(!m_bob.say(room, QStringLiteral("Tweet")).isEmpty());
        const auto may = await(GuestLook::mayWork(*m_transport, m_look->server()));
        QVERIFY(may && *may);
        QCOMPARE(m_transport->asked().count(Register), 0);

        Directory directory(m_look->api());
        directory.search({{}, name});
        QVERIFY(eventually([&directory] { return directory.state() != Directory::State::Loading; }));
        QCOMPARE(directory.state(), Directory::State::Complete);
        QCOMPARE(directory.rooms().size(), 1);
        QCOMPARE(directory.rooms().first().id, RoomId(room));

        const auto seen = await(RoomSummaries::fetch(m_look->api(), linkTo(room)));
        QVERIFY(seen);
        QCOMPARE(seen->summary.name, name);
        QCOMPARE(seen->summary.topic, QStringLiteral("All of them"));
        QCOMPARE(seen->summary.joined, 1);
        QVERIFY(seen->summary.isWorldReadable);

        RoomPeek peek(m_look->api(), UserId());
        QCOMPARE(peekInto(peek, room), RoomPeek::State::Here);
        QVERIFY(!peek.items().isEmpty());
        QCOMPARE(peek.items().last().text, QStringLiteral("Tweet"));
        QCOMPARE(m_transport->asked().count(Register), 1); // one guest did it all
    }
    void readsNothingThatIsForMembers()
    {
        const QString room = roomOfBob(Person::uniqueName(QStringLiteral("club")), QStringLiteral("shared"));
        QVERIFY(!m_bob.say(room, QStringLiteral("Hush")).isEmpty());
        const auto seen = await(RoomSummaries::fetch(m_look->api(), linkTo(room)));
        QVERIFY(seen);
        QVERIFY(!seen->summary.isWorldReadable);
        RoomPeek peek(m_look->api(), UserId());
        QCOMPARE(peekInto(peek, room), RoomPeek::State::Failed);
        QVERIFY(!peek.error().isTransient());
        QVERIFY(!peek.error().matrixCode.isEmpty());
        QVERIFY(peek.items().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestGuests)
#include "tst_guests.moc"
