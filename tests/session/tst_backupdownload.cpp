// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/backupdownload.h"

#include "recoverytesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Fault = RecoveryTransport::Fault;

/// Keys that are in the backup alone, and the messages that wait for them.
class TestBackupDownload : public QObject
{
    Q_OBJECT

    std::unique_ptr<RecoveryServer> m_server;
    RecoveryKeyMaker::Key m_key;
    QJsonArray m_messages; ///< each under a key of its own, all of them in the backup

    void writeMessages(int count)
    {
        RecoverySession writer(*m_server, u"WRITER"_qs);
        writer.sync(ownEncryptedRoom());
        m_key = RecoverySession::newKey();
        QVERIFY(writer.make(m_key));
        for (int i = 0; i < count; ++i) {
            const auto content = await(writer.keys->encrypt(
                room, u"m.room.message"_qs,
                toText({{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, u"said %1"_qs.arg(i)}})));
            QVERIFY(content);
            m_messages << linnet::testing::event(u"$e%1"_qs.arg(i), me, u"m.room.encrypted"_qs,
                                                 QJsonDocument::fromJson(*content).object());
            QVERIFY(await(writer.store->crypto().call<Done>(
                [](CryptoMachine &machine) { return machine.discardRoomKey(room); })));
        }
        writer.settleDown();
        QVERIFY(writer.status().isBackedUp());
        QCOMPARE(writer.status().keys, count);
    }
    /// A session that has the messages and, where `isUnlocked`, the key of the backup.
    std::unique_ptr<RecoverySession> reader(bool isUnlocked)
    {
        auto session = std::make_unique<RecoverySession>(*m_server, u"READER"_qs);
        session->sync(ownEncryptedRoom(m_messages));
        if (isUnlocked && !session->use(m_key->recoveryKey()))
            qFatal("not unlocked");
        return session;
    }
    /// Has the recovery key; its message is under a key that nobody else has, and that is not in the backup
    /// yet.
    std::unique_ptr<RecoverySession> lateWriter()
    {
        auto late = std::make_unique<RecoverySession>(*m_server, u"LATE"_qs);
        late->sync(ownEncryptedRoom({}));
        if (!late->use(m_key->recoveryKey()))
            qFatal("not unlocked");
        const auto content = await(late->keys->encrypt(
            room, u"m.room.message"_qs, toText({{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, u"late"_qs}})));
        if (!content)
            qFatal("not encrypted");
        m_messages = {linnet::testing::event(u"$late"_qs, me, u"m.room.encrypted"_qs,
                                             QJsonDocument::fromJson(*content).object())};
        return late;
    }
    /// As syncs would after this time that bring nothing.
    static void lookAfter(RecoverySession &session, std::chrono::milliseconds time)
    {
        session.clock.advance(time);
        for (int i = 0; i < 2; ++i) {
            session.recovery->download().resume();
            session.clock.advance(3s);
            session.rest();
        }
    }
    static int unreadable(RecoverySession &session)
    {
        const auto counts = await(session.store->unreadable()).take();
        int sum = 0;
        for (const int count : counts)
            sum += count;
        return sum;
    }
    static int fetches(const RecoverySession &session)
    {
        const QStringList names = session.transport.sent;
        return int(std::count_if(names.cbegin(), names.cend(), [](const QString &name) {
            return name.startsWith(u"GET room_keys/keys/");
        }));
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RecoveryServer>();
        m_messages = {};
    }

    void whatIsMissingIsFetchedByItself()
    {
        writeMessages(3);
        const auto session = reader(true);
        QCOMPARE(unreadable(*session), 3);
        QSignalSpy changes(session->store.get(), &Store::roomChanged);
        for (int i = 0; i < 10 && unreadable(*session) > 0; ++i) {
            session->clock.advance(10s);
            session->rest();
        }
        QCOMPARE(unreadable(*session), 0);
        QCOMPARE(fetches(*session), 3);
        QVERIFY(!changes.isEmpty());
        const auto window = await(session->store->history(room, 0, 10)).take();
        QCOMPARE(window.events.constFirst().event.type, u"m.room.message"_qs);
    }

    void nothingIsAskedForWithoutTheKey()
    {
        writeMessages(1);
        const auto session = reader(false);
        session->settleDown();
        QCOMPARE(fetches(*session), 0);
        QCOMPARE(unreadable(*session), 1);
        QCOMPARE(session->recovery->keyOutlook().hope(0), KeyOutlook::Hope::InBackup);
        const auto refused = await(session->recovery->download().fetchAll());
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::NotFound);
    }

    void whatTheBackupLacksIsAskedForMoreAndMoreSeldom()
    {
        writeMessages(1);
        QJsonObject other = m_messages[0].toObject();
        QJsonObject content = other.value(u"content"_qs).toObject();
        content.insert(u"session_id"_qs, u"another"_qs);
        other.insert(u"content"_qs, content);
        other.insert(u"event_id"_qs, u"$other"_qs);
        m_messages = {other};
        const auto session = reader(true);
        QCOMPARE(session->recovery->keyOutlook().hope(0), KeyOutlook::Hope::OnItsWay);
        QSignalSpy changes(session->recovery.get(), &Recovery::changed);
        lookAfter(*session, 0s);
        lookAfter(*session, 0s);
        QCOMPARE(fetches(*session), 1);
        QCOMPARE(unreadable(*session), 1);
        QCOMPARE(session->recovery->keyOutlook().hope(0), KeyOutlook::Hope::Lost);
        QVERIFY(!changes.isEmpty());
        const std::pair<std::chrono::seconds, int> looks[]{{30s, 1},   {1min, 2}, {9min, 2}, {2min, 3},
                                                           {58min, 3}, {3min, 4}, {24h, 4},  {24h, 4}};
        for (const auto &[time, asked] : looks) {
            lookAfter(*session, time);
            QCOMPARE(fetches(*session), asked);
            QCOMPARE(session->recovery->keyOutlook().hope(0), KeyOutlook::Hope::Lost);
        }
        session->recovery->download().lookAgain(room);
        session->rest();
        QCOMPARE(fetches(*session), 5);
        session->recovery->download().lookAgain(room);
        session->rest();
        QCOMPARE(fetches(*session), 5); // it was just done
    }

    void whatReachesTheBackupLaterIsFetchedThen()
    {
        writeMessages(1);
        const auto late = lateWriter();
        const auto session = reader(true);
        lookAfter(*session, 0s);
        QCOMPARE(fetches(*session), 1);
        QCOMPARE(unreadable(*session), 1);
        late->recovery->upload().resume();
        late->rest();
        lookAfter(*session, 2min);
        QCOMPARE(fetches(*session), 2);
        QCOMPARE(unreadable(*session), 0);
    }

    void whatTheBackupLacksIsAskedOfOnesOtherSessions()
    {
        writeMessages(1);
        const auto late = lateWriter();
        const auto session = reader(true);
        lookAfter(*session, 0s);
        QCOMPARE(unreadable(*session), 1);
        late->sync(); // knows that session from now on
        session->sync();
        late->sync();
        session->sync();
        QCOMPARE(unreadable(*session), 0);
        QCOMPARE(fetches(*session), 1);
    }

    void historyIsLookedForAtOnce()
    {
        writeMessages(1);
        const auto session = std::make_unique<RecoverySession>(*m_server, u"READER"_qs);
        QJsonObject joinedRoom = ownEncryptedRoom({});
        joinedRoom.insert(u"timeline"_qs, joined({message(u"$new"_qs)}, u"t1"_qs, true)[u"timeline"_qs]);
        session->sync(joinedRoom);
        QVERIFY(session->use(m_key->recoveryKey()));
        lookAfter(*session, 0s);
        const auto hope = [&session] { return session->recovery->keyOutlook().hope(0); };
        QCOMPARE(hope(), KeyOutlook::Hope::Lost);
        QList<KeyOutlook::Hope> told;
        connect(session->recovery.get(), &Recovery::changed, this, [&told, &hope] { told << hope(); });
        QVERIFY(
            await(session->store->commitHistory(room, u"t1"_qs, page(m_messages, {}), session->clock.now())));
        session->rest();
        QCOMPARE(unreadable(*session), 0);
        QCOMPARE(fetches(*session), 1);
        QVERIFY(told.contains(KeyOutlook::Hope::OnItsWay));
        session->clock.advance(1s);
        session->rest();
        QCOMPARE(hope(), KeyOutlook::Hope::Lost);
        session->recovery->disconnect(this);
    }

    void whatIsOnlyFetchedOpensInItsPlace()
    {
        writeMessages(2);
        const auto session = std::make_unique<RecoverySession>(*m_server, u"READER"_qs);
        session->sync(ownEncryptedRoom());
        QVERIFY(session->use(m_key->recoveryKey()));
        lookAfter(*session, 0s);
        QCOMPARE(fetches(*session), 0);

        QStringList opened;
        connect(session->store.get(), &Store::roomChanged, this, [&opened](const CommittedRoom &changed) {
            for (const StoredEvent &stored : changed.changed)
                opened << stored.event.id.toString() + u' ' + stored.event.type;
        });
        const QByteArray reply = toText({{u"chunk"_qs, QJsonArray{m_messages[1], m_messages[0]}}});
        const auto window = await(session->store->readThread(room, reply, session->clock.now()));
        QVERIFY(window);
        QCOMPARE(window->events.size(), 2);
        for (const StoredEvent &stored : window->events)
            QCOMPARE(stored.event.encryption.state, Encryption::State::NoKey);
        session->rest();
        session->clock.advance(1s);
        session->rest();
        QCOMPARE(fetches(*session), 2);
        QCOMPARE(opened, QStringList({u"$e1 m.room.message"_qs, u"$e0 m.room.message"_qs}));
        QCOMPARE(await(session->store->missingKeys(10))->size(), 0);

        // What can be read is not looked for.
        QVERIFY(await(session->store->readThread(room, reply, session->clock.now())));
        session->rest();
        QCOMPARE(fetches(*session), 2);
        session->store->disconnect(this);
    }

    void whatIsOnlyFetchedIsAskedOfOnesOtherSessionsToo()
    {
        writeMessages(1);
        const auto late = lateWriter();
        const auto session = std::make_unique<RecoverySession>(*m_server, u"READER"_qs);
        session->sync(ownEncryptedRoom());
        QVERIFY(session->use(m_key->recoveryKey()));
        QStringList opened;
        session->onCommitted = [&opened](const CommittedBatch &batch) {
            for (const CommittedRoom &committed : batch.rooms) {
                for (const StoredEvent &stored : committed.changed)
                    opened << stored.event.id.toString() + u' ' + stored.event.type;
            }
        };
        const QByteArray reply = toText({{u"chunk"_qs, m_messages}});
        QVERIFY(await(session->store->readThread(room, reply, session->clock.now())));
        lookAfter(*session, 0s);
        late->sync(); // knows that session from now on
        session->sync();
        late->sync();
        session->sync();
        QCOMPARE(opened, QStringList(u"$late m.room.message"_qs));
        QCOMPARE(fetches(*session), 1);
        session->onCommitted = nullptr;
    }

    void manyAreFetchedAtOnce()
    {
        writeMessages(BackupDownload::Many);
        const auto session = reader(true);
        session->clock.advance(10s);
        session->rest();
        QCOMPARE(unreadable(*session), 0);
        QCOMPARE(session->transport.sent.count(u"GET room_keys/keys"_qs), 1);
        QCOMPARE(fetches(*session), 0);
    }

    void allComeWhenTheyAreWanted()
    {
        writeMessages(3);
        const auto session = reader(true);
        const auto brought = await(session->recovery->download().fetchAll());
        QVERIFY(brought);
        QCOMPARE(brought->total, 3);
        QCOMPARE(brought->keys.size(), 3);
        QCOMPARE(unreadable(*session), 0);
        const auto again = await(session->recovery->download().fetchAll());
        QVERIFY(again);
        QVERIFY(again->keys.isEmpty());
    }

    void aServerThatFailsIsAskedAgainLater()
    {
        writeMessages(1);
        const auto session = reader(true);
        session->transport.breakAt(0, Fault::TimesOut);
        session->clock.advance(10s);
        session->rest();
        QCOMPARE(unreadable(*session), 1);
        for (int i = 0; i < 5 && unreadable(*session) > 0; ++i)
            session->settleDown();
        QCOMPARE(unreadable(*session), 0);
    }

    void aBackupThatIsReplacedIsNoLongerWrittenTo()
    {
        writeMessages(1);
        const auto session = reader(true);
        m_server->replaceBackup(u"99"_qs);
        const auto content = await(session->keys->encrypt(room, u"m.room.message"_qs, "{}"));
        QVERIFY(content);
        session->sync();
        session->settleDown();
        const auto puts = session->transport.sent.count(u"PUT room_keys/keys"_qs);
        session->settleDown();
        QCOMPARE(session->transport.sent.count(u"PUT room_keys/keys"_qs), puts);
    }
};

QTEST_GUILESS_MAIN(TestBackupDownload)
#include "tst_backupdownload.moc"
