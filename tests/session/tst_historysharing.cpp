// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/historysharing.h"

#include "crypto/crosssigning.h"
#include "recoverytesting.h"
#include "session/accountdata.h"
#include "session/roomactions.h"

#include <QDateTime>

using namespace linnet;
using namespace linnet::testing;

using Fault = RecoveryTransport::Fault;

namespace {

const QString Upload = u"POST upload"_qs;
const QString Claim = u"POST keys/claim"_qs;
const QString Tell = u"PUT sendToDevice/m.room.encrypted"_qs;
const QString Invite = u"POST rooms/!r:x/invite"_qs;

QJsonObject encryption()
{
    return state(u"$enc"_qs, u"m.room.encryption"_qs, {{u"algorithm"_qs, u"m.megolm.v1.aes-sha2"_qs}});
}

QJsonObject encryptedRoom(const QJsonArray &members, const QJsonArray &timeline = {},
                          const QString &visibility = {})
{
    QJsonArray events = members;
    events << encryption();
    if (!visibility.isEmpty())
        events << state(u"$vis"_qs, u"m.room.history_visibility"_qs,
                        {{u"history_visibility"_qs, visibility}});
    QJsonObject joinedRoom = joined(timeline);
    joinedRoom.insert(u"state"_qs, QJsonObject{{u"events"_qs, events}});
    return joinedRoom;
}

/// A session with what invites and joins. It is signed by its person unless said otherwise.
class Inviting
{
    QTemporaryDir m_files;
    RecoverySession m_session;

public:
    Inviting(RecoveryServer &server, const UserId &user, bool isSigned = true)
        : m_session(server, u"DEVICE"_qs, user)
    {
        open();
        m_session.onCommitted = [this](const CommittedBatch &batch) { history->onCommitted(batch); };
        m_session.sync();
        if (!isSigned)
            return;
        const auto requests =
            await(m_session.store->crypto().call<QList<CryptoRequest>>([](CryptoMachine &machine) {
                return CrossSigning(machine).bootstrap();
            })).take();
        if (!await(m_session.keys->sendAll(requests)))
            qFatal("no identity");
        m_session.sync();
    }
    ~Inviting() { close(); }

    std::unique_ptr<MediaCache> media;
    std::unique_ptr<HistorySharing> history;
    std::unique_ptr<AccountData> data;
    std::unique_ptr<RoomActions> actions;

    RecoverySession *operator->() { return &m_session; }
    void restart()
    {
        close();
        m_session.restart();
        open();
    }
    /// Until nothing is under way any more, on the disk neither.
    void rest()
    {
        for (int i = 0; i < 5; ++i) {
            m_session.rest();
            media->waitForDisk();
        }
        m_session.rest();
    }
    void sync(const QJsonObject &joinedRoom = {})
    {
        m_session.sync(joinedRoom);
        rest();
    }
    QJsonObject say(const QString &id)
    {
        const auto content = await(m_session.keys->encrypt(
            room, u"m.room.message"_qs, toText({{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, id}})));
        if (!content)
            qFatal("nothing is said");
        return event(id, me, u"m.room.encrypted"_qs, QJsonDocument::fromJson(*content).object());
    }
    /// What giving and inviting has sent since `from`, in order.
    QStringList steps(qsizetype from) const
    {
        QStringList names = m_session.transport.sent.mid(from);
        names.removeIf([](const QString &name) {
            return !QStringList{Upload, Claim, Tell, Invite}.contains(name);
        });
        return names;
    }
    qsizetype downloads() const
    {
        const QStringList &names = m_session.transport.sent;
        return std::count_if(names.cbegin(), names.cend(),
                             [](const QString &name) { return name.startsWith(u"GET media/download/"); });
    }
    QStringList types()
    {
        QStringList result;
        for (const StoredEvent &each : await(m_session.store->history(room, 0, 10)).take().events)
            result << each.event.type;
        return result;
    }

private:
    void open()
    {
        media = std::make_unique<MediaCache>(*m_session.api, m_files.path());
        history = std::make_unique<HistorySharing>(*m_session.api, *m_session.store, *m_session.keys,
                                                   m_session.recovery->download(), *media, m_session.rooms,
                                                   m_session.user());
        data = std::make_unique<AccountData>(*m_session.api, *m_session.store, m_session.user());
        actions =
            std::make_unique<RoomActions>(*m_session.api, *m_session.store, *data, m_session.user(), true);
        actions->setHistory(history.get());
    }
    void close()
    {
        actions.reset();
        data.reset();
        history.reset();
        media.reset();
    }
};

}

/// Somebody invites Bob into an encrypted room in which something was said.
class TestHistorySharing : public QObject
{
    Q_OBJECT

    std::unique_ptr<RecoveryServer> m_server;
    std::unique_ptr<Inviting> m_giver;
    std::unique_ptr<Inviting> m_taker;
    QJsonObject m_said;

    static QJsonArray meAlone() { return {member(u"$me"_qs, me, u"join"_qs)}; }
    void begin(bool isTakerSigned = true, const QString &visibility = {})
    {
        m_giver = std::make_unique<Inviting>(*m_server, me);
        if (!isTakerSigned)
            m_server->password = u"wonderland"_qs; // or an identity is made unasked
        m_taker = std::make_unique<Inviting>(*m_server, bob, isTakerSigned);
        m_giver->sync(encryptedRoom(meAlone(), {}, visibility));
        m_said = m_giver->say(u"$said"_qs);
    }
    /// Bob hears that he is invited, and accepts.
    void accept()
    {
        (*m_taker)->syncRooms(
            {{u"invite"_qs,
              QJsonObject{{room.toString(),
                           QJsonObject{{u"invite_state"_qs,
                                        QJsonObject{{u"events"_qs,
                                                     QJsonArray{encryption(),
                                                                member(u"$bob"_qs, bob, u"invite"_qs, {}, me),
                                                                member(u"$me"_qs, me, u"join"_qs)}}}}}}}}});
        m_taker->rest();
        QVERIFY(await(m_taker->actions->join(room.toString())));
        m_taker->rest();
    }
    QJsonObject roomOfBob() const
    {
        return encryptedRoom({member(u"$me"_qs, me, u"join"_qs), member(u"$bob2"_qs, bob, u"join"_qs)},
                             {m_said});
    }
    static QStringList clear() { return {u"m.room.message"_qs}; }
    static QStringList closed() { return {u"m.room.encrypted"_qs}; }

private Q_SLOTS:
    void init() { m_server = std::make_unique<RecoveryServer>(); }
    void cleanup()
    {
        m_giver.reset();
        m_taker.reset();
    }

    void theKeysGoBeforeTheInvitation()
    {
        begin();
        const auto from = (*m_giver)->transport.sent.size();
        QVERIFY(await(m_giver->actions->invite(room, bob)));
        QCOMPARE(m_giver->steps(from), QStringList({Upload, Claim, Tell, Invite}));
        QCOMPARE(m_server->files.size(), 1);
        QVERIFY(!m_server->files[0].contains("room_keys"));
        accept();
        m_taker->sync(roomOfBob());
        QCOMPARE(m_taker->types(), clear());
        QCOMPARE(m_taker->downloads(), 1);
        // Once is enough.
        m_taker->sync();
        m_taker->restart();
        m_taker->sync();
        QCOMPARE(m_taker->downloads(), 1);
    }

    void theKeysMayComeAfterOneHasJoined()
    {
        begin();
        accept();
        m_taker->sync(roomOfBob());
        QCOMPARE(m_taker->types(), closed());
        QVERIFY(await(m_giver->history->giveTo(bob, room)));
        m_giver->rest();
        m_taker->sync();
        QCOMPARE(m_taker->types(), clear());
    }

    void theyMayComeAfterARestart()
    {
        begin();
        accept();
        m_taker->sync(roomOfBob());
        m_taker->restart();
        QVERIFY(await(m_giver->history->giveTo(bob, room)));
        m_giver->rest();
        m_taker->sync();
        QCOMPARE(m_taker->types(), clear());
    }

    void aDownloadThatFailedIsTriedAgain_data()
    {
        QTest::addColumn<bool>("isRestarted");
        QTest::newRow("later") << false;
        QTest::newRow("after a restart") << true;
    }
    void aDownloadThatFailedIsTriedAgain()
    {
        QFETCH(bool, isRestarted);
        begin();
        accept();
        m_taker->sync(roomOfBob());
        QVERIFY(await(m_giver->history->giveTo(bob, room)));
        m_giver->rest();
        (*m_taker)->transport.hold(u"GET media/download/"_qs);
        m_taker->sync();
        QCOMPARE(m_taker->types(), closed());
        (*m_taker)->transport.hold({});
        if (isRestarted) {
            m_taker->restart();
        } else {
            (*m_taker)->transport.failHeld(Error::of(Error::Kind::Timeout));
            m_taker->rest();
            (*m_taker)->clock.advance(1h);
        }
        m_taker->sync();
        QCOMPARE(m_taker->types(), clear());
    }

    void whoIsNotInvitedTakesNothing()
    {
        begin();
        QVERIFY(await(m_giver->history->giveTo(bob, room)));
        m_giver->rest();
        QVERIFY(await(m_taker->actions->join(room.toString())));
        m_taker->sync(roomOfBob());
        m_taker->sync();
        QCOMPARE(m_taker->downloads(), 0);
        QCOMPARE(m_taker->types(), closed());
    }

    void afterADayNothingIsTakenAnyMore()
    {
        begin();
        accept();
        m_taker->sync(roomOfBob());
        QVERIFY(await(m_giver->history->giveTo(bob, room)));
        m_giver->rest();
        (*m_taker)->clock.setNow(QDateTime::currentMSecsSinceEpoch() +
                                 std::chrono::milliseconds(HistorySharing::Wanted + 1h).count());
        m_taker->sync();
        QCOMPARE(m_taker->downloads(), 0);
        // It is forgotten, not only too late now.
        (*m_taker)->clock.setNow(QDateTime::currentMSecsSinceEpoch());
        m_taker->restart();
        m_taker->sync();
        QCOMPARE(m_taker->downloads(), 0);
        QCOMPARE(m_taker->types(), closed());
    }

    void aFileThatIsAnotherIsGivenUp_data()
    {
        QTest::addColumn<bool>("isGone");
        QTest::newRow("another") << false;
        QTest::newRow("gone") << true;
    }
    void aFileThatIsAnotherIsGivenUp()
    {
        QFETCH(bool, isGone);
        begin();
        QVERIFY(await(m_giver->actions->invite(room, bob)));
        if (isGone)
            m_server->files.clear();
        else
            m_server->files[0] = "something else";
        accept();
        m_taker->sync(roomOfBob());
        QCOMPARE(m_taker->types(), closed());
        const auto downloads = m_taker->downloads();
        QVERIFY(downloads > 0);
        m_taker->restart();
        m_taker->sync();
        QCOMPARE(m_taker->downloads(), downloads);
    }

    void anUploadThatFailsKeepsNobodyOut()
    {
        begin();
        const auto from = (*m_giver)->transport.sent.size();
        (*m_giver)->transport.breakAt(1, Fault::Refused); // after the question for Bob's sessions
        QVERIFY(await(m_giver->actions->invite(room, bob)));
        QCOMPARE(m_giver->steps(from), QStringList({Upload, Invite}));
    }

    void anInvitationDoesNotWaitForLong()
    {
        begin();
        const auto from = (*m_giver)->transport.sent.size();
        (*m_giver)->transport.hold(Upload);
        std::optional<Status> invited;
        const QObject context;
        m_giver->actions->invite(room, bob).then(&context, [&](const Status &status) { invited = status; });
        m_giver->rest();
        QVERIFY(!invited);
        QCOMPARE(m_giver->steps(from), QStringList({Upload}));
        (*m_giver)->clock.advance(HistorySharing::Patience);
        m_giver->rest();
        QVERIFY(invited && *invited);
        QCOMPARE(m_giver->steps(from), QStringList({Upload, Invite}));
    }

    void nothingIsGivenWhereItIsOfNoUse_data()
    {
        QTest::addColumn<bool>("isTakerSigned");
        QTest::addColumn<QString>("visibility");
        QTest::newRow("nobody has signed his session") << false << u"shared"_qs;
        QTest::newRow("the room is for members") << true << u"joined"_qs;
        QTest::newRow("or who is invited") << true << u"invited"_qs;
    }
    void nothingIsGivenWhereItIsOfNoUse()
    {
        QFETCH(bool, isTakerSigned);
        QFETCH(QString, visibility);
        begin(isTakerSigned, visibility);
        const auto from = (*m_giver)->transport.sent.size();
        QVERIFY(await(m_giver->actions->invite(room, bob)));
        QCOMPARE(m_giver->steps(from), QStringList({Invite}));
    }

    void nothingIsGivenByWhoMayNotInvite()
    {
        begin();
        QJsonObject changed = joined({state(u"$power"_qs, u"m.room.power_levels"_qs, {{u"invite"_qs, 50}})});
        m_giver->sync(changed);
        const auto from = (*m_giver)->transport.sent.size();
        QVERIFY(await(m_giver->history->giveTo(bob, room)));
        QCOMPARE(m_giver->steps(from), QStringList());
    }

    void whoIsInvitedToARoomOfTheWorldGetsThemToo()
    {
        begin(true, u"world_readable"_qs);
        QVERIFY(await(m_giver->actions->invite(room, bob)));
        QCOMPARE(m_server->files.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestHistorySharing)
#include "tst_historysharing.moc"
