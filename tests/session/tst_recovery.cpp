// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recovery.h"

#include "crypto/cryptorequests.h"
#include "crypto/keybackup.h"
#include "recoverytesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using State = RecoveryStatus::State;
using Remedy = RecoveryStatus::Remedy;
using Fault = RecoveryTransport::Fault;

namespace {

const QString DefaultKey = u"m.secret_storage.default_key"_qs;

AskAuth answerWith(const QStringList &passwords, QList<AuthStage> &asked)
{
    return [passwords, &asked](const AuthStage &stage) {
        asked.append(stage);
        return Task<AuthAnswer>::ready(AuthAnswer{passwords.value(asked.size() - 1)});
    };
}

}

/// The recovery key of an account, from the first session to one that comes later.
class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstSessionMakesAnIdentityUnasked();
    void aServerThatAsksForAFirstIdentityIsNotPressed();
    void theDefaultKeyIsWrittenLast();
    void anotherSessionEntersTheKey();
    void aWrongKeyIsToldFromNone();
    void aPassphraseOpensToo();
    void withoutStorageTheBackupsOwnKeyOpensIt();
    void whatIsMissingInTheStorageIsPutThere();
    void aNewKeyTakesThePlaceOfTheOld();
    void aChangeThatBreaksOffLeavesTheOldKey();
    void aResetAsksForThePassword();
    void aResetThatIsCancelledLeavesTheAccountAsItWas();
    void aResetThatComesToNothingLeavesTheSecretsHere_data();
    void aResetThatComesToNothingLeavesTheSecretsHere();
    void aResetOnAPageOfTheServer();
    void aResetKeepsABackupWhoseKeyIsHere();
    void aStorageThatDoesNotFitIsNotOfferedAgain();
    void aNewBackupElsewhereIsSeen();
    void aChangeElsewhereIsSeen();
    void itSaysThatItHasLooked();
    void oneThingAtATime();
    void offlineItKeepsWhatItKnew();
    void itKnowsWhatIsHereBeforeItHasAsked();
};

void TestRecovery::theFirstSessionMakesAnIdentityUnasked()
{
    RecoveryServer server;
    RecoverySession session(server);
    QCOMPARE(session.status().state(), State::Unknown);
    session.sync();
    QVERIFY(session.status().hasIdentity);
    QVERIFY(session.status().hasSecrets);
    QVERIFY(session.status().isSessionVerified);
    // Nothing else is made without the person.
    QCOMPARE(session.status().state(), State::None);
    QCOMPARE(session.status().remedy(), Remedy::MakeKey);
    QVERIFY(server.accountData.isEmpty());
    QVERIFY(server.backup.isEmpty());
    session.settleDown();
    QCOMPARE(session.transport.sent.count(u"POST keys/device_signing/upload"_qs), 1);
}

void TestRecovery::aServerThatAsksForAFirstIdentityIsNotPressed()
{
    RecoveryServer server;
    server.password = u"wonderland"_qs;
    server.isFirstFree = false;
    RecoverySession session(server);
    session.sync();
    session.settleDown();
    QCOMPARE(session.status().state(), State::None);
    QVERIFY(!session.status().hasIdentity);
    QCOMPARE(session.transport.sent.count(u"POST keys/device_signing/upload"_qs), 1);
    QList<AuthStage> asked;
    QVERIFY(session.make(RecoverySession::newKey(), answerWith({u"wonderland"_qs}, asked)));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(session.status().state(), State::Ready);
}

void TestRecovery::theDefaultKeyIsWrittenLast()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    const auto before = session.transport.sent.size();
    const auto key = RecoverySession::newKey();
    QVERIFY(session.make(key));
    QStringList writes = session.writes(before);
    writes.removeAll(u"PUT room_keys/keys"_qs);
    QCOMPARE(writes.takeFirst(), u"POST room_keys/version"_qs);
    QCOMPARE(writes.takeLast(), u"PUT "_qs + DefaultKey);
    QCOMPARE(writes.takeLast(), u"PUT m.secret_storage.key."_qs + key->id());
    writes.sort();
    QCOMPARE(writes, (QStringList{u"PUT m.cross_signing.master"_qs, u"PUT m.cross_signing.self_signing"_qs,
                                  u"PUT m.cross_signing.user_signing"_qs, u"PUT m.megolm_backup.v1"_qs}));
    QCOMPARE(session.status().state(), State::Ready);
    QCOMPARE(session.status().remedy(), Remedy::None);
}

void TestRecovery::anotherSessionEntersTheKey()
{
    RecoveryServer server;
    const auto key = setUp(server);
    RecoverySession session(server, u"B"_qs);
    session.sync();
    QCOMPARE(session.status().state(), State::Locked);
    QCOMPARE(session.status().remedy(), Remedy::EnterKey);
    QVERIFY(!session.status().isSessionVerified);
    QVERIFY(session.use(key->recoveryKey()));
    QCOMPARE(session.status().state(), State::Ready);
    QVERIFY(session.status().isSessionVerified);
    QVERIFY(session.status().isBackupOn);
    session.restart();
    session.sync();
    QCOMPARE(session.status().state(), State::Ready);
}

void TestRecovery::aWrongKeyIsToldFromNone()
{
    RecoveryServer server;
    setUp(server);
    RecoverySession session(server, u"B"_qs);
    session.sync();
    const Status none = session.use(u"EsTx 1234"_qs);
    QVERIFY(!none);
    QCOMPARE(none.error().kind, Error::Kind::Invalid);
    const Status other = session.use(RecoverySession::newKey()->recoveryKey());
    QVERIFY(!other);
    QCOMPARE(other.error().kind, Error::Kind::WrongPassphrase);
    QCOMPARE(session.status().state(), State::Locked);
    server.accountData.clear();
    // What is left is the backup, which has a key of its own.
    const Status ofBackup = session.use(RecoverySession::newKey()->recoveryKey());
    QVERIFY(!ofBackup);
    QCOMPARE(ofBackup.error().kind, Error::Kind::WrongPassphrase);
    server.replaceBackup({});
    const Status gone = session.use(RecoverySession::newKey()->recoveryKey());
    QVERIFY(!gone);
    QCOMPARE(gone.error().kind, Error::Kind::NotFound);
}

void TestRecovery::aPassphraseOpensToo()
{
    RecoveryServer server;
    {
        RecoverySession first(server, u"FIRST"_qs);
        first.sync();
        auto key = SecretStorageKey::create(u"linnets sing in hedges"_qs);
        QVERIFY(key.isOk());
        QVERIFY(first.make(std::make_shared<const SecretStorageKey>(key.take())));
    }
    RecoverySession session(server, u"B"_qs);
    session.sync();
    const Status wrong = session.use(u"linnets sing in trees"_qs);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, Error::Kind::WrongPassphrase);
    QVERIFY(session.use(u"linnets sing in hedges"_qs));
    QCOMPARE(session.status().state(), State::Ready);
}

void TestRecovery::withoutStorageTheBackupsOwnKeyOpensIt()
{
    RecoveryServer server;
    RecoverySession first(server, u"A"_qs);
    first.sync();
    const auto backup = await(first.store->crypto().call<KeyBackup::NewBackup>(
        [](CryptoMachine &machine) { return KeyBackup(machine).makeNew(); }));
    QVERIFY(backup);
    QVERIFY(
        await(first.api->send(CryptoRequests::createBackup(serverOf(Dialect::V3).version, backup->body))));
    RecoverySession session(server, u"B"_qs);
    session.sync();
    QVERIFY(session.status().hasBackup() && !session.status().hasStorage);
    QVERIFY(session.use(QString::fromLatin1(backup->key)));
    QVERIFY(session.status().hasBackupKey);
    QVERIFY(session.status().isBackupOn);
}

void TestRecovery::whatIsMissingInTheStorageIsPutThere()
{
    RecoveryServer server;
    const auto key = setUp(server);
    RecoverySession session(server, u"B"_qs);
    session.sync();
    QVERIFY(session.use(key->recoveryKey()));
    server.accountData.remove(u"m.megolm_backup.v1"_qs);
    session.sync({}, true);
    QCOMPARE(session.status().state(), State::Broken);
    QVERIFY(session.use(key->recoveryKey()));
    QCOMPARE(session.status().state(), State::Ready);
    QVERIFY(server.accountData.contains(u"m.megolm_backup.v1"_qs));
}

void TestRecovery::aNewKeyTakesThePlaceOfTheOld()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    const auto old = RecoverySession::newKey();
    QVERIFY(session.make(old));
    const QString backup = server.backup;
    const auto fresh = RecoverySession::newKey();
    QVERIFY(session.make(fresh));
    QCOMPARE(server.backup, backup); // and its keys with it
    RecoverySession other(server, u"B"_qs);
    other.sync();
    QVERIFY(!other.use(old->recoveryKey()));
    QVERIFY(other.use(fresh->recoveryKey()));
    QCOMPARE(other.status().state(), State::Ready);
    // Who has the old key finds nothing under it any more.
    for (const QString &name : SecretStorage::names())
        QVERIFY2(!server.accountData.value(name).contains(old->id().toUtf8()), qPrintable(name));
}

void TestRecovery::aChangeThatBreaksOffLeavesTheOldKey()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    const auto old = RecoverySession::newKey();
    QVERIFY(session.make(old));
    const auto before = session.transport.sent.size();
    QVERIFY(session.make(RecoverySession::newKey()));
    const auto last = session.transport.sent.indexOf(u"PUT "_qs + DefaultKey, before) - before;
    QVERIFY(last > 0);
    // The same again, cut off at the last but one write, by a crash.
    RecoverySession other(server, u"B"_qs);
    other.sync();
    const auto now = RecoverySession::newKey();
    QVERIFY(session.make(now));
    session.transport.breakAt(int(last), Fault::Forbidden);
    QVERIFY(!session.make(RecoverySession::newKey()));
    session.restart();
    QVERIFY(other.use(now->recoveryKey()));
    QCOMPARE(other.status().state(), State::Ready);
}

void TestRecovery::aResetAsksForThePassword()
{
    RecoveryServer server;
    setUp(server);
    server.password = u"wonderland"_qs;
    RecoverySession session(server, u"B"_qs);
    session.sync();
    const QString backup = server.backup;
    QList<AuthStage> asked;
    const auto key = RecoverySession::newKey();
    QVERIFY(await(session.recovery->reset(key, answerWith({u"wrong"_qs, u"wonderland"_qs}, asked),
                                          RecoverySession::quietly())));
    session.rest();
    QCOMPARE(asked.size(), 2);
    QVERIFY(!asked[0].isRepeated);
    QVERIFY(asked[1].isRepeated);
    QCOMPARE(session.status().state(), State::Ready);
    QVERIFY(session.status().isSessionVerified);
    QVERIFY(server.backup != backup); // nothing here opened the one of before
    RecoverySession other(server, u"C"_qs);
    other.sync();
    QVERIFY(other.use(key->recoveryKey()));
    QCOMPARE(other.status().state(), State::Ready);
}

void TestRecovery::aResetThatIsCancelledLeavesTheAccountAsItWas()
{
    RecoveryServer server;
    const auto key = setUp(server);
    server.password = u"wonderland"_qs;
    RecoverySession session(server, u"B"_qs);
    session.sync();
    const auto data = server.accountData;
    const QString backup = server.backup;
    const Status status = await(session.recovery->reset(
        RecoverySession::newKey(), RecoverySession::neverAsked(), RecoverySession::quietly()));
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::Cancelled);
    session.settleDown();
    QCOMPARE(server.accountData, data);
    QCOMPARE(server.backup, backup);
    QCOMPARE(session.status().state(), State::Locked);
    QVERIFY(session.use(key->recoveryKey()));
    QCOMPARE(session.status().state(), State::Ready);
}

void TestRecovery::aResetThatComesToNothingLeavesTheSecretsHere_data()
{
    QTest::addColumn<bool>("isCancelled");
    QTest::newRow("cancelled") << true;
    QTest::newRow("the program ends while it asks") << false;
}

void TestRecovery::aResetThatComesToNothingLeavesTheSecretsHere()
{
    QFETCH(bool, isCancelled);
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    const auto key = RecoverySession::newKey();
    QVERIFY(session.make(key));
    server.password = u"wonderland"_qs;
    const Promise<AuthAnswer> answer;
    bool isAsked = false;
    const AskAuth ask = [&](const AuthStage &) {
        isAsked = true;
        return answer.task();
    };
    auto reset = session.recovery->reset(RecoverySession::newKey(), ask, RecoverySession::quietly());
    session.rest();
    QVERIFY(isAsked);
    if (isCancelled) {
        answer.resolve(Error::of(Error::Kind::Cancelled));
        session.rest();
    } else {
        reset.abort();
        session.restart();
    }
    session.settleDown();
    QVERIFY(session.status().hasSecrets);
    QVERIFY(session.status().isSessionVerified);
    QCOMPARE(session.status().state(), State::Ready);
    QCOMPARE(session.transport.sent.count(u"POST keys/signatures/upload"_qs), 1); // of the first identity
    RecoverySession other(server, u"B"_qs);
    other.sync();
    QVERIFY(other.use(key->recoveryKey()));
}

void TestRecovery::aResetOnAPageOfTheServer()
{
    RecoveryServer server;
    setUp(server);
    server.resetPage = u"https://account.x/reset"_qs;
    RecoverySession session(server, u"B"_qs);
    session.sync();
    QList<AuthStage> asked;
    const AskAuth ask = [&](const AuthStage &stage) {
        asked.append(stage);
        server.isResetAllowed = asked.size() == 2; // the first time the person says so too early
        return Task<AuthAnswer>::ready(AuthAnswer{});
    };
    QVERIFY(await(session.recovery->reset(RecoverySession::newKey(), ask, RecoverySession::quietly())));
    session.rest();
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked[0].kind, AuthStage::Kind::Browser);
    QCOMPARE(asked[0].page, QUrl(server.resetPage));
    QVERIFY(asked[1].isRepeated);
    QCOMPARE(session.status().state(), State::Ready);
}

void TestRecovery::aResetKeepsABackupWhoseKeyIsHere()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    QVERIFY(session.make(RecoverySession::newKey()));
    const QString backup = server.backup;
    QVERIFY(await(session.recovery->reset(RecoverySession::newKey(), RecoverySession::neverAsked(),
                                          RecoverySession::quietly())));
    session.rest();
    QCOMPARE(server.backup, backup);
    QCOMPARE(session.status().state(), State::Ready);
}

// Else one would be asked for the key for ever.
void TestRecovery::aStorageThatDoesNotFitIsNotOfferedAgain()
{
    RecoveryServer server;
    const auto key = setUp(server);
    const auto storage = server.accountData;
    {
        RecoverySession careless(server, u"C"_qs);
        careless.sync();
        QVERIFY(await(careless.recovery->reset(RecoverySession::newKey(), RecoverySession::neverAsked(),
                                               RecoverySession::quietly())));
        careless.rest();
    }
    server.accountData = storage; // of the identity of before
    RecoverySession session(server, u"B"_qs);
    session.sync();
    QCOMPARE(session.status().remedy(), Remedy::EnterKey);
    session.use(key->recoveryKey()).isOk();
    QCOMPARE(session.status().state(), State::Broken);
    QCOMPARE(session.status().remedy(), Remedy::Reset);
}

void TestRecovery::aNewBackupElsewhereIsSeen()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    QVERIFY(session.make(RecoverySession::newKey()));
    server.replaceBackup({});
    session.recovery->refresh();
    session.rest();
    QCOMPARE(session.status().state(), State::Broken);
    QCOMPARE(session.status().remedy(), Remedy::MakeKey);
    QVERIFY(session.make(RecoverySession::newKey()));
    QCOMPARE(session.status().state(), State::Ready);
}

void TestRecovery::aChangeElsewhereIsSeen()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    RecoverySession other(server, u"B"_qs);
    other.sync();
    QCOMPARE(other.status().state(), State::Locked);
    QVERIFY(!other.status().hasStorage); // another session has to help
    const auto key = RecoverySession::newKey();
    QVERIFY(session.make(key));
    other.sync({}, true);
    QCOMPARE(other.status().remedy(), Remedy::EnterKey);
    QVERIFY(other.use(key->recoveryKey()));
    QCOMPARE(other.status().state(), State::Ready);
}

void TestRecovery::itSaysThatItHasLooked()
{
    RecoveryServer server;
    RecoverySession session(server), other(server, u"B"_qs);
    session.sync();
    other.sync();
    QSignalSpy looked(session.recovery.get(), &Recovery::looked);
    session.recovery->refresh();
    session.sync(); // that there is another session is looked at after that
    QCOMPARE(looked.size(), 1);
}

void TestRecovery::oneThingAtATime()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    auto first = session.recovery->make(RecoverySession::newKey(), RecoverySession::neverAsked(),
                                        RecoverySession::quietly());
    QVERIFY(session.recovery->isBusy());
    const Status second = session.make(RecoverySession::newKey());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::InUse);
    first.abort();
    session.rest();
    QVERIFY(!session.recovery->isBusy());
    QVERIFY(session.make(RecoverySession::newKey()));
    QCOMPARE(session.status().state(), State::Ready);
}

void TestRecovery::offlineItKeepsWhatItKnew()
{
    RecoveryServer server;
    RecoverySession session(server);
    session.sync();
    QVERIFY(session.make(RecoverySession::newKey()));
    session.transport.breakAt(0, Fault::Refused);
    session.recovery->refresh();
    session.rest();
    QVERIFY(session.status().trouble);
    QCOMPARE(session.status().state(), State::Ready);
    session.settleDown();
    QVERIFY(!session.status().trouble);
}

void TestRecovery::itKnowsWhatIsHereBeforeItHasAsked()
{
    RecoveryServer server;
    RecoverySession session(server);
    QCOMPARE(await(session.recovery->statusHere())->keysAtRisk(), 0);
    session.sync(ownEncryptedRoom());
    QVERIFY(await(session.keys->encrypt(room, u"m.room.message"_qs, "{}")));
    session.restart();
    const auto without = await(session.recovery->statusHere());
    QCOMPARE(without->state(), State::Unknown);
    QCOMPARE(without->keysAtRisk(), 1);
    session.sync();
    QVERIFY(session.make(RecoverySession::newKey()));
    session.settleDown();
    session.restart();
    const auto backedUp = await(session.recovery->statusHere());
    QCOMPARE(backedUp->state(), State::Unknown);
    QCOMPARE(backedUp->keys, 1);
    QCOMPARE(backedUp->keysAtRisk(), 0);
    QCOMPARE(session.status().keys, 0); // nothing was asked
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
