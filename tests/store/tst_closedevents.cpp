// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/closedevents.h"

#include <QTest>

using namespace linnet;

namespace {

const RoomId Here(QStringLiteral("!here:x"));
const RoomId There(QStringLiteral("!there:x"));

StoredEvent stored(const QString &id, const QString &session,
                   Encryption::State state = Encryption::State::NoKey)
{
    StoredEvent result;
    result.event.id = EventId(id);
    result.event.encryption = {state, session};
    return result;
}

QStringList idsOf(const ClosedEvents &closed, const RoomId &room, const QString &session)
{
    QStringList ids;
    const QList<Event> events = closed.of({room, session});
    for (const Event &event : events)
        ids << event.id.toString();
    return ids;
}

}

class TestClosedEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestComeFirst();
    void whatIsOpenIsForgotten();
    void onlyWhatAKeyWouldOpenIsKept();
    void thereIsAnEnd();
};

void TestClosedEvents::theNewestComeFirst()
{
    ClosedEvents closed;
    closed.note(Here, {stored(QStringLiteral("$1"), QStringLiteral("a")),
                       stored(QStringLiteral("$2"), QStringLiteral("b")),
                       stored(QStringLiteral("$3"), QStringLiteral("a"))});
    closed.note(There, {stored(QStringLiteral("$4"), QStringLiteral("a"))});
    const QList<RoomKey> keys{
        {There, QStringLiteral("a")}, {Here, QStringLiteral("a")}, {Here, QStringLiteral("b")}};
    QCOMPARE(closed.keys(), keys);
    QCOMPARE(idsOf(closed, Here, QStringLiteral("a")),
             QStringList({QStringLiteral("$3"), QStringLiteral("$1")}));
    QCOMPARE(idsOf(closed, There, QStringLiteral("a")), QStringList(QStringLiteral("$4")));
}

void TestClosedEvents::whatIsOpenIsForgotten()
{
    ClosedEvents closed;
    closed.note(Here, {stored(QStringLiteral("$1"), QStringLiteral("a"))});
    closed.note(Here, {stored(QStringLiteral("$1"), QStringLiteral("a"))}); // the page came again
    QCOMPARE(idsOf(closed, Here, QStringLiteral("a")), QStringList(QStringLiteral("$1")));
    closed.note(Here, {stored(QStringLiteral("$1"), QStringLiteral("a"), Encryption::State::Decrypted)});
    QVERIFY(closed.keys().isEmpty());
}

void TestClosedEvents::onlyWhatAKeyWouldOpenIsKept()
{
    using State = Encryption::State;
    StoredEvent deleted = stored(QStringLiteral("$deleted"), QStringLiteral("a"));
    deleted.event.isRedacted = true;
    ClosedEvents closed;
    closed.note(Here, {deleted, stored(QStringLiteral("$clear"), {}, State::Plain),
                       stored(QStringLiteral("$nameless"), {}),
                       stored(QStringLiteral("$malformed"), QStringLiteral("a"), State::Malformed),
                       stored(QStringLiteral("$later"), QStringLiteral("a"), State::IndexTooOld)});
    QCOMPARE(idsOf(closed, Here, QStringLiteral("a")), QStringList(QStringLiteral("$later")));
}

void TestClosedEvents::thereIsAnEnd()
{
    QList<StoredEvent> many;
    for (int i = 0; i <= ClosedEvents::Most; ++i)
        many << stored(QStringLiteral("$%1").arg(i), QString::number(i));
    ClosedEvents closed;
    closed.note(Here, many);
    QCOMPARE(closed.keys().size(), ClosedEvents::Most);
    QVERIFY(closed.of({Here, QStringLiteral("0")}).isEmpty());
}

QTEST_APPLESS_MAIN(TestClosedEvents)
#include "tst_closedevents.moc"
