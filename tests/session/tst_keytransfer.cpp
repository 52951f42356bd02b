// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keytransfer.h"

#include "recoverytesting.h"

using namespace linnet;
using namespace linnet::testing;

/// Keys that go from one session to another in a file.
class TestKeyTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsIsReadAfterwards()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"keys.txt"_qs);
        RecoveryServer server;
        RecoverySession writer(server, u"WRITER"_qs);
        writer.sync(ownEncryptedRoom());
        const auto content =
            await(writer.keys->encrypt(room, u"m.room.message"_qs, R"({"msgtype":"m.text","body":"said"})"));
        QVERIFY(content);
        KeyTransfer out(*writer.store);
        QVERIFY(await(out.exportTo(path, u"a passphrase"_qs)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("-----BEGIN MEGOLM SESSION DATA-----"));
        QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());

        RecoverySession reader(server, u"READER"_qs);
        reader.sync(ownEncryptedRoom({linnet::testing::event(u"$e"_qs, me, u"m.room.encrypted"_qs,
                                                             QJsonDocument::fromJson(*content).object())}));
        KeyTransfer in(*reader.store);
        const auto wrong = await(in.importFrom(path, u"another"_qs, nullptr));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, Error::Kind::WrongPassphrase);
        const auto progress = std::make_shared<KeyProgress>();
        const auto brought = await(in.importFrom(path, u"a passphrase"_qs, progress));
        QVERIFY(brought);
        QCOMPARE(brought->keys.size(), 1);
        QCOMPARE(progress->total.load(), 1);
        const auto window = await(reader.store->history(room, 0, 10)).take();
        QCOMPARE(window.events.constFirst().event.type, u"m.room.message"_qs);
        const auto again = await(in.importFrom(path, u"a passphrase"_qs, nullptr));
        QVERIFY(again);
        QCOMPARE(again->keys.size(), 0);
    }

    void anotherFileIsToldFromAWrongPassphrase()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"letter.txt"_qs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Dear Ann");
        file.close();
        RecoveryServer server;
        RecoverySession session(server);
        KeyTransfer transfer(*session.store);
        const auto none = await(transfer.importFrom(path, u"a passphrase"_qs, nullptr));
        QVERIFY(!none);
        QCOMPARE(none.error().kind, Error::Kind::Invalid);
        const auto missing = await(transfer.importFrom(folder.filePath(u"gone"_qs), u"x"_qs, nullptr));
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, Error::Kind::Storage);
        const Status nowhere = await(transfer.exportTo(folder.filePath(u"no/such/keys.txt"_qs), u"x"_qs));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().kind, Error::Kind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestKeyTransfer)
#include "tst_keytransfer.moc"
