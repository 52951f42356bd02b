// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/mediacache.h"

#include "crypto/attachmentcipher.h"
#include "matrix/mediaaddress.h"

#include "sessiontesting.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>

#include <limits>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Picture = QStringLiteral("mxc://x/abc");
const QString New = QStringLiteral("/_matrix/client/v1/media/");
const QString Old = QStringLiteral("/_matrix/media/v3/");

}

class TestMediaCache : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<MediaCache> m_cache;

    QString folder() const { return m_home->filePath(QStringLiteral("cache/media")); }
    void begin(Dialect dialect = Dialect::V3)
    {
        m_cache.reset();
        m_api = std::make_unique<ApiClient>(*m_server, *m_clock, serverOf(dialect), "token");
        m_cache = std::make_unique<MediaCache>(*m_api, folder());
    }
    /// As after a restart: what was written is on disk.
    void restart()
    {
        m_cache.reset();
        begin();
    }
    FakeTransport::Expectation &expect(const QString &path) { return m_server->expects(Method::Get, path); }
    QFileInfoList files() const { return QDir(folder()).entryInfoList(QDir::Files); }
    /// Every file below the folder that the test owns.
    int filesOutside() const
    {
        return int(QDir(m_home->path()).entryList(QDir::Files).size() +
                   QDir(m_home->filePath(QStringLiteral("cache"))).entryList(QDir::Files).size());
    }
    Result<QByteArray> thumbnail(const QString &mxc, int pixels = 64)
    {
        return await(m_cache->thumbnail(mxc, pixels));
    }
    Result<QByteArray> file(const QString &url, qint64 limit = 1000)
    {
        return await(m_cache->file(url, limit));
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        begin();
    }
    void cleanup()
    {
        QCOMPARE(m_server->unmet(), QStringList());
        m_cache.reset();
        m_api.reset();
    }

    void networkThenDisk()
    {
        auto &asked = expect(New + QStringLiteral("thumbnail/x/abc")).replies(200, "bytes", "image/png");
        QCOMPARE(*thumbnail(Picture), "bytes");
        QCOMPARE(asked.sent().token, "token");
        QCOMPARE(asked.sent().query("width"), QStringLiteral("64"));
        restart();
        QCOMPARE(*thumbnail(Picture), "bytes");
        QCOMPARE(m_server->sent().size(), 1);
    }
    void aFileIsNotItsThumbnail()
    {
        expect(New + QStringLiteral("thumbnail/x/abc")).replies(200, "small", "image/png");
        expect(New + QStringLiteral("thumbnail/x/abc")).replies(200, "bigger", "image/png");
        expect(New + QStringLiteral("download/x/abc")).replies(200, "whole", "image/png");
        QCOMPARE(*thumbnail(Picture, 32), "small");
        QCOMPARE(*thumbnail(Picture, 300), "bigger");
        QCOMPARE(*file(Picture), "whole");
    }
    void tellsHowMuchOfAFileIsHere()
    {
        auto &asked = expect(New + QStringLiteral("download/x/abc")).holds();
        QSignalSpy told(m_cache.get(), &MediaCache::progressed);
        std::optional<Result<QByteArray>> got;
        m_cache->file(Picture, 1000).then(this, [&got](const Result<QByteArray> &result) { got = result; });
        QTRY_VERIFY(asked.isHeld());
        const auto &onProgress = asked.sent().request.onProgress;
        onProgress(100, 1000);
        onProgress(101, 1000); // says nothing new
        onProgress(500, 1000);
        onProgress(2'000'000, 1000); // it was packed
        QCOMPARE(told, (QList<QVariantList>{
                           {Picture, 100LL, 1000LL}, {Picture, 500LL, 1000LL}, {Picture, 2'000'000LL, 0LL}}));
        asked.release(200, "bytes");
        QTRY_VERIFY(got);
        QCOMPARE(**got, "bytes");
    }
    void whatIsNotUploadedYetIsNotAskedOfTheServer()
    {
        const TxnId txn(QStringLiteral("linnet-1"));
        QVERIFY(!file(outboxfile::addressOf(txn, false)));
        m_cache->setUnsent([txn](const outboxfile::Place &place, qint64 limit) {
            const bool isHere = place.txn == txn && limit == 1000;
            return Task<QByteArray>::ready(isHere ? Result<QByteArray>(place.isThumbnail ? "small" : "whole")
                                                  : Error::of(Error::Kind::NotFound));
        });
        QCOMPARE(*file(outboxfile::addressOf(txn, false)), "whole");
        QCOMPARE(*file(outboxfile::addressOf(txn, true)), "small");
        QVERIFY(!file(outboxfile::addressOf(TxnId(QStringLiteral("linnet-2")), false)));
        QVERIFY(files().isEmpty());
    }
    void whatOneHasUploadedIsNotFetched()
    {
        const QString mxc = QStringLiteral("mxc://x/own");
        m_cache->put(mxc, "pixels");
        QCOMPARE(*file(mxc), QByteArray("pixels"));
        QCOMPARE(*thumbnail(mxc), QByteArray("pixels"));
        QVERIFY(!file(mxc, 3));
        restart();
        QCOMPARE(*file(mxc), QByteArray("pixels"));
        QCOMPARE(m_server->sent().size(), 0);
    }
    void oneRequestForManyAskers()
    {
        auto &held = expect(New + QStringLiteral("thumbnail/x/abc")).holds();
        QList<Result<QByteArray>> answers;
        for (int i = 0; i < 20; ++i) // sizes that are about as big are one
            m_cache->thumbnail(Picture, 40 + i).then(this, [&](Result<QByteArray> bytes) {
                answers << bytes;
            });
        QTRY_VERIFY(held.isAsked());
        // One of them goes away, which is nothing to the others.
        {
            QObject context;
            m_cache->thumbnail(Picture, 50).then(&context, [&](Result<QByteArray> bytes) {
                answers << bytes;
            });
        }
        held.release(200, "bytes");
        QTRY_COMPARE(answers.size(), 20);
        QCOMPARE(*answers.last(), "bytes");
        QCOMPARE(m_server->sent().size(), 1);
    }
    void onlySixAtOnceAndTheLastAskedFirst()
    {
        m_server->holdUnexpected();
        for (int i = 0; i < 6; ++i)
            m_cache->thumbnail(QStringLiteral("mxc://x/first%1").arg(i), 64).then(this, [](const auto &) {});
        QTRY_COMPARE(m_server->sent().size(), 6);
        begin();
        QList<FakeTransport::Expectation *> held;
        for (int i = 0; i < 6; ++i)
            held << &expect(New + QStringLiteral("thumbnail/x/busy%1").arg(i)).holds();
        for (int i = 0; i < 6; ++i)
            m_cache->thumbnail(QStringLiteral("mxc://x/busy%1").arg(i), 64).then(this, [](const auto &) {});
        QTRY_VERIFY(
            std::all_of(held.cbegin(), held.cend(), [](const auto *each) { return each->isAsked(); }));
        auto gone = std::make_unique<QObject>();
        m_cache->thumbnail(QStringLiteral("mxc://x/early"), 64).then(this, [](const auto &) {});
        m_cache->thumbnail(QStringLiteral("mxc://x/scrolled-away"), 64).then(gone.get(), [](const auto &) {});
        m_cache->waitForDisk(); // the disk has none of them
        QCoreApplication::sendPostedEvents();
        m_cache->thumbnail(QStringLiteral("mxc://x/visible"), 64).then(this, [](const auto &) {});
        m_cache->waitForDisk();
        QCoreApplication::sendPostedEvents();
        gone.reset();
        QCOMPARE(m_server->sent().size(), 12);
        auto &visible = expect(New + QStringLiteral("thumbnail/x/visible")).holds();
        held[0]->release(200, "b");
        QVERIFY(visible.isAsked());
        auto &early = expect(New + QStringLiteral("thumbnail/x/early")).holds();
        held[1]->release(200, "b");
        QVERIFY(early.isAsked());
        held[2]->release(200, "b");
        QCOMPARE(m_server->sent().size(), 14);
    }

    void olderServersHaveTheOldPath_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("unrecognised") << 404 << QByteArray(R"({"errcode":"M_UNRECOGNIZED"})");
        QTest::newRow("other method") << 405 << QByteArray(R"({"errcode":"M_UNRECOGNIZED"})");
    }
    void olderServersHaveTheOldPath()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        expect(New + QStringLiteral("download/x/abc")).replies(status, body);
        auto &old = expect(Old + QStringLiteral("download/x/abc")).replies(200, "bytes", "image/png");
        QCOMPARE(*file(Picture), "bytes");
        QCOMPARE(old.sent().token, QByteArray());
        // And is not asked for the new one again.
        expect(Old + QStringLiteral("download/x/def")).replies(200, "more", "image/png");
        QCOMPARE(*file(QStringLiteral("mxc://x/def")), "more");
        QCOMPARE(m_server->sent().size(), 3);
    }
    void otherErrorsDoNotTryTheOldPath_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("forbidden") << 403 << QByteArray("M_FORBIDDEN");
        QTest::newRow("not there") << 404 << QByteArray("M_NOT_FOUND");
        QTest::newRow("not there yet") << 504 << QByteArray("M_NOT_YET_UPLOADED");
    }
    void otherErrorsDoNotTryTheOldPath()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        expect(New + QStringLiteral("download/x/abc")).replies(status, R"({"errcode":")" + code + R"("})");
        QVERIFY(file(Picture).error().isMatrix(code.constData()));
        QCOMPARE(m_server->sent().size(), 1);
        // And is not kept: it may be there later.
        expect(New + QStringLiteral("download/x/abc")).replies(200, "bytes", "image/png");
        QCOMPARE(*file(Picture), "bytes");
    }

    void aPageInBetweenDoesNotLeadToTheOldPath()
    {
        expect(New + QStringLiteral("download/x/abc")).replies(404, "404 page not found", "text/plain");
        QVERIFY(!file(Picture));
        expect(New + QStringLiteral("download/x/abc")).replies(200, "bytes", "image/png");
        QCOMPARE(*file(Picture), "bytes");
    }
    void whatNobodyWantsAnyMoreMakesRoom()
    {
        m_server->holdUnexpected();
        auto asker = std::make_unique<QObject>();
        for (int i = 0; i < 6; ++i)
            m_cache->file(QStringLiteral("mxc://x/large%1").arg(i), 1000).then(asker.get(), [](const auto &) {
            });
        QTRY_COMPARE(m_server->sent().size(), 6);
        asker.reset();
        expect(New + QStringLiteral("download/x/abc")).replies(200, "bytes", "image/png");
        QCOMPARE(*file(Picture), "bytes");
    }

    void addressesOf2014_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("path"); // empty: refused
        QTest::newRow("own server") << QStringLiteral("https://chat.x/_matrix/content/QGFsaWNl.png")
                                    << QStringLiteral("/_matrix/content/QGFsaWNl.png");
        QTest::newRow("own server with its port")
            << QStringLiteral("https://chat.x:443/_matrix/content/a") << QStringLiteral("/_matrix/content/a");
        QTest::newRow("other host") << QStringLiteral("https://evil.y/_matrix/content/a") << QString();
        QTest::newRow("other port") << QStringLiteral("https://chat.x:8448/_matrix/content/a") << QString();
        QTest::newRow("in clear") << QStringLiteral("http://chat.x/_matrix/content/a") << QString();
        QTest::newRow("a name in front") << QStringLiteral("https://chat.x@evil.y/a") << QString();
        QTest::newRow("a name that begins like it") << QStringLiteral("https://chat.x.evil.y/a") << QString();
        QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << QString();
        QTest::newRow("file with host") << QStringLiteral("file://chat.x/etc/passwd") << QString();
        QTest::newRow("data") << QStringLiteral("data:text/html,x") << QString();
        QTest::newRow("script") << QStringLiteral("javascript:alert(1)") << QString();
        QTest::newRow("relative") << QStringLiteral("/_matrix/content/a") << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void addressesOf2014()
    {
        QFETCH(QString, url);
        QFETCH(QString, path);
        begin(Dialect::V1);
        if (path.isEmpty()) {
            QCOMPARE(file(url).error().kind, Error::Kind::Invalid);
            QCOMPARE(m_server->sent().size(), 0);
            return;
        }
        auto &asked = expect(path).replies(200, "bytes", "image/png");
        QCOMPARE(*file(url), "bytes");
        QCOMPARE(asked.sent().token, QByteArray());
        QCOMPARE(asked.sent().base.host(), QStringLiteral("chat.x"));
    }

    void whatIsEncryptedLiesSoOnDisk()
    {
        AttachmentEncryptor encryptor;
        const QByteArray encrypted = encryptor.next("a secret picture");
        EncryptedFile described = encryptor.finish();
        described.url = Picture;
        const QString address = MediaAddress::of(described.toJson());
        expect(New + QStringLiteral("download/x/abc")).replies(200, encrypted, "application/octet-stream");
        QCOMPARE(*file(address), "a secret picture");
        restart();
        QCOMPARE(*thumbnail(address), "a secret picture"); // the server can make none
        QCOMPARE(m_server->sent().size(), 1);
        QCOMPARE(files().size(), 1);
        QFile kept(files().first().filePath());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), encrypted);
    }
    void aLargeFileIsDecryptedInBlocks_data()
    {
        QTest::addColumn<int>("wrongAt");
        QTest::newRow("whole") << -1;
        QTest::newRow("its first byte is wrong") << 0;
        QTest::newRow("its last byte is wrong") << (3 << 20) + 4;
    }
    void aLargeFileIsDecryptedInBlocks()
    {
        QFETCH(int, wrongAt);
        QByteArray large((3 << 20) + 5, '\0');
        for (qsizetype i = 0; i < large.size(); ++i)
            large[i] = char(i * 7 + (i >> 16));
        AttachmentEncryptor encryptor;
        QByteArray encrypted = encryptor.next(large);
        EncryptedFile described = encryptor.finish();
        described.url = Picture;
        if (wrongAt >= 0)
            encrypted[wrongAt] = char(encrypted[wrongAt] ^ 1);
        expect(New + QStringLiteral("download/x/abc")).replies(200, encrypted, "application/octet-stream");
        const auto read = file(MediaAddress::of(described.toJson()), 4 << 20);
        QCOMPARE(read.isOk(), wrongAt < 0);
        if (read)
            QVERIFY(*read == large);
        else
            QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    }
    void whatIsNotWhatWasEncryptedIsNotShown()
    {
        AttachmentEncryptor encryptor;
        QByteArray encrypted = encryptor.next("a secret picture");
        EncryptedFile described = encryptor.finish();
        described.url = Picture;
        encrypted[0] = char(encrypted[0] ^ 1);
        expect(New + QStringLiteral("download/x/abc")).replies(200, encrypted, "application/octet-stream");
        QCOMPARE(file(MediaAddress::of(described.toJson())).error().kind, Error::Kind::Corrupt);
    }

    void noAddressClimbsOut_data()
    {
        QTest::addColumn<QString>("mxc");
        for (const char *mxc :
             {"mxc://x/..", "mxc://x/../../etc", "mxc://../x", "mxc://x/a/b", "mxc://x/%2e%2e", "mxc://x/a?b",
              "mxc://x/a#b", "mxc://x/", "mxc:///a", "mxc://", "mxc://x/a\nb", "mxc://x/a b", "MXC://x/a",
              "mxc://u@x/a", "mxc://x:99999999/a", "mxc://x/a\\b"})
            QTest::addRow("%s", mxc) << QString::fromLatin1(mxc);
    }
    void noAddressClimbsOut()
    {
        QFETCH(QString, mxc);
        QCOMPARE(thumbnail(mxc).error().kind, Error::Kind::Invalid);
        QCOMPARE(file(mxc).error().kind, Error::Kind::Invalid);
        QCOMPARE(m_server->sent().size(), 0);
    }
    void filesStayInTheirFolder()
    {
        begin(Dialect::V1);
        expect(QStringLiteral("/../../../a")).replies(200, "bytes", "image/png");
        file(QStringLiteral("https://chat.x/../../../a")).isOk();
        restart();
        QCOMPARE(files().size(), 1);
        QCOMPARE(filesOutside(), 0);
    }

    void absurdSizes()
    {
        for (const int pixels :
             {std::numeric_limits<int>::max(), 100'000, 1, 0, -1, std::numeric_limits<int>::min()}) {
            begin();
            auto &asked = expect(QStringLiteral("thumbnail/x/size%1").arg(qint64(pixels)))
                              .replies(200, "bytes", "image/png");
            QVERIFY(thumbnail(QStringLiteral("mxc://x/size%1").arg(qint64(pixels)), pixels).isOk());
            const int width = asked.sent().query("width").toInt();
            QVERIFY2(width >= 32 && width <= 960, qPrintable(QString::number(width)));
        }
    }
    void aFileBeyondTheLimitIsTooLarge()
    {
        auto &asked =
            expect(New + QStringLiteral("download/x/abc")).replies(200, QByteArray(1001, 'x'), "image/png");
        QCOMPARE(file(Picture, 1000).error().kind, Error::Kind::TooLarge);
        // The transport already knows where to stop reading.
        QCOMPARE(asked.sent().request.maxReplyBytes, 1000);
    }
    void theLimitOfOneIsNotThatOfAnother()
    {
        auto &small = expect(New + QStringLiteral("download/x/abc")).holds();
        auto &large = expect(New + QStringLiteral("download/x/abc")).holds();
        std::optional<Result<QByteArray>> first;
        std::optional<Result<QByteArray>> second;
        m_cache->file(Picture, 10).then(this, [&](Result<QByteArray> bytes) { first = bytes; });
        m_cache->file(Picture, 1000).then(this, [&](Result<QByteArray> bytes) { second = bytes; });
        QTRY_VERIFY(small.isAsked() && large.isAsked());
        auto &limited = small.sent().request.maxReplyBytes == 10 ? small : large;
        auto &other = &limited == &small ? large : small;
        limited.releaseError(Error::of(Error::Kind::TooLarge));
        other.release(200, QByteArray(500, 'x'));
        QTRY_VERIFY(first && second);
        QCOMPARE(first->error().kind, Error::Kind::TooLarge);
        QCOMPARE(second->value().size(), 500);
    }

    void dropsTheLeastRecentlyUsed()
    {
        const auto name = [](int i) { return QStringLiteral("mxc://x/p%1").arg(i); };
        const auto expectOne = [&](int i) {
            expect(New + QStringLiteral("download/x/p%1").arg(i))
                .replies(200, QByteArray(100, char('a' + i)), "image/png");
        };
        for (int i = 0; i < 5; ++i) {
            expectOne(i);
            QVERIFY(file(name(i)).isOk());
            m_cache->waitForDisk();
            // Written an hour apart.
            for (const QFileInfo &info : files()) {
                QFile each(info.filePath());
                QVERIFY(each.open(QIODevice::ReadWrite));
                each.setFileTime(info.lastModified().addSecs(-3600), QFileDevice::FileModificationTime);
            }
        }
        restart();
        m_cache->setLimit(250);
        QVERIFY(file(name(0)).isOk()); // the oldest is used again
        expectOne(5);
        QVERIFY(file(name(5)).isOk());
        m_cache->waitForDisk();
        QCOMPARE(files().size(), 2);
        restart();
        QVERIFY(file(name(0)).isOk());
        QVERIFY(file(name(5)).isOk());
        for (int i = 1; i < 5; ++i) {
            expectOne(i);
            QVERIFY(file(name(i)).isOk());
        }
    }
    void whatIsBrokenIsFetchedAnew()
    {
        expect(New + QStringLiteral("download/x/abc")).replies(200, "file", "image/png");
        expect(New + QStringLiteral("thumbnail/x/abc")).replies(200, "small", "image/png");
        expect(New + QStringLiteral("download/x/def")).replies(200, "other", "image/png");
        QCOMPARE(*file(Picture), "file");
        QCOMPARE(*thumbnail(Picture), "small");
        QCOMPARE(*file(QStringLiteral("mxc://x/def")), "other");
        restart();
        m_cache->forget(Picture);
        restart();
        expect(New + QStringLiteral("download/x/abc")).replies(200, "file again", "image/png");
        expect(New + QStringLiteral("thumbnail/x/abc")).replies(200, "small again", "image/png");
        QCOMPARE(*file(Picture), "file again");
        QCOMPARE(*thumbnail(Picture), "small again");
        QCOMPARE(*file(QStringLiteral("mxc://x/def")), "other");
    }
    /// Also where nobody was told yet that it is on disk.
    void whatIsForgottenAtOnceIsFetchedAnew()
    {
        for (int i = 0; i < 20; ++i) {
            expect(New + QStringLiteral("download/x/abc")).replies(200, "bro", "image/png");
            QCOMPARE(*file(Picture), "bro");
            m_cache->waitForDisk();
            m_cache->forget(Picture);
            m_cache->waitForDisk();
            expect(New + QStringLiteral("download/x/abc")).replies(200, "whole", "image/png");
            QCOMPARE(*file(Picture), "whole");
            QCOMPARE(*file(Picture), "whole");
            m_cache->waitForDisk();
            m_cache->forget(Picture);
            m_cache->waitForDisk();
        }
    }
    void isCleared()
    {
        QVERIFY(await(m_cache->clear()).isOk()); // there is no folder yet
        expect(New + QStringLiteral("download/x/abc")).replies(200, "bytes", "image/png");
        QCOMPARE(*file(Picture), "bytes");
        restart();
        QCOMPARE(files().size(), 1);
        QVERIFY(await(m_cache->clear()).isOk());
        QCOMPARE(files().size(), 0);
        expect(New + QStringLiteral("download/x/abc")).replies(200, "again", "image/png");
        QCOMPARE(*file(Picture), "again");
    }
    void worksWithoutADisk()
    {
        QFile inTheWay(m_home->filePath(QStringLiteral("cache")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        expect(New + QStringLiteral("download/x/abc")).replies(200, "bytes", "image/png");
        QCOMPARE(*file(Picture), "bytes");
    }
    void othersCannotReadIt()
    {
        expect(New + QStringLiteral("download/x/abc")).replies(200, "bytes", "image/png");
        QVERIFY(file(Picture).isOk());
        restart();
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther |
                            QFile::ExeGroup | QFile::ExeOther;
        QCOMPARE(int(QFile::permissions(files().at(0).filePath()) & others), 0);
        QCOMPARE(int(QFile::permissions(folder()) & others), 0);
    }
    void endingItLeavesNothingOpen()
    {
        auto &held = expect(New + QStringLiteral("download/x/abc")).holds();
        m_cache->file(Picture, 1000).then(this, [](const auto &) { QFAIL("answered after its end"); });
        QTRY_VERIFY(held.isAsked());
        m_cache.reset();
        QVERIFY(held.sent().isAborted);
    }
    void whatIsErasedDoesNotComeBack()
    {
        expect(New + QStringLiteral("download/x/abc")).replies(200, QByteArray(1 << 20, 'x'), "image/png");
        QVERIFY(file(Picture, 1 << 21).isOk());
        m_cache.reset();
        QDir(folder()).removeRecursively();
        QVERIFY(!QDir(folder()).exists());
    }
};

QTEST_GUILESS_MAIN(TestMediaCache)
#include "tst_mediacache.moc"
