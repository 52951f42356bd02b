// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/uploads.h"

#include "session/errortext.h"
#include "session/eventcontents.h"
#include "session/sendqueue.h"
#include "session/sizetext.h"
#include "session/timeline.h"
#include "sessiontesting.h"

#include <QFile>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Put = QStringLiteral("/rooms/!r:x/send/m.room.message/*");
const QString PutElsewhere = QStringLiteral("/rooms/!other:x/send/m.room.message/*");
const QString Post = QStringLiteral("/_matrix/media/v3/upload");
const QString Limit = QStringLiteral("/_matrix/client/v1/media/config");
const QString Type = QStringLiteral("m.room.message");
/// The metadata of a camera, without a picture.
const QByteArray Jpeg("\xff\xd8\xff\xfe\0\7place\xff\xda\0\2light\xff\xd9", 22);
const QByteArray CleanJpeg("\xff\xd8\xff\xda\0\2light\xff\xd9", 13);

QByteArray sentAs(const QString &id)
{
    return toText({{QStringLiteral("event_id"), id}});
}

QByteArray uploadedAs(const QString &mxc)
{
    return toText({{QStringLiteral("content_uri"), mxc}});
}

QByteArray bodyOf(const FakeTransport::Sent &sent)
{
    const auto &device = sent.request.upload;
    if (!device)
        return sent.request.body;
    device->seek(0);
    return device->readAll();
}

QJsonObject contentOf(const FakeTransport::Expectation &put)
{
    return QJsonDocument::fromJson(put.sent().request.body).object();
}

QString urlOf(const FakeTransport::Expectation &put)
{
    return contentOf(put)[u"url"].toString();
}

}

/// What unsent messages carry, on its way from the disk to the server.
class TestUploads : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SendQueue> m_queue;

    void makeQueue()
    {
        m_queue = std::make_unique<SendQueue>(*m_bench->api, *m_bench->store, m_bench->clock);
    }
    void restart()
    {
        m_queue.reset();
        m_bench->reopen();
        makeQueue();
        m_queue->load(m_bench->stored().outbox);
        m_queue->resume();
    }
    void open(Dialect dialect)
    {
        m_queue.reset();
        m_bench = std::make_unique<Bench>(dialect);
        if (dialect == Dialect::V1)
            m_bench->commit(initialSync(QStringLiteral("p1"), {}));
        else
            m_bench->commit(sync(QStringLiteral("p1"), joined({create()})));
        makeQueue();
        m_queue->resume();
    }
    void settle() { m_bench->settle(); }
    FakeTransport &server() { return m_bench->server; }
    FakeTransport::Expectation &expectUpload(const QString &mxc = QStringLiteral("mxc://x/file"))
    {
        return server().expects(Method::Post, Post).replies(200, uploadedAs(mxc));
    }
    FakeTransport::Expectation &expectPut(const QString &path = Put)
    {
        return server().expects(Method::Put, path).replies(200, sentAs(QStringLiteral("$1")));
    }
    void expectLimit(qint64 bytes = 0)
    {
        server()
            .expects(Method::Get, Limit)
            .replies(200, bytes > 0 ? toText({{QStringLiteral("m.upload.size"), bytes}}) : "{}");
    }

    QString pathOf(const QString &name) const { return m_bench->folder() + u'/' + name; }
    OutgoingFile onDisk(const QByteArray &bytes, const QString &name = QStringLiteral("a.bin")) const
    {
        QFile file(pathOf(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        OutgoingFile result;
        result.path = file.fileName();
        result.name = name;
        result.mimeType = QStringLiteral("application/x-thing");
        return result;
    }
    static OutgoingFile pasted(const QByteArray &bytes)
    {
        OutgoingFile file;
        file.bytes = bytes;
        file.name = QStringLiteral("pasted.png");
        file.mimeType = QStringLiteral("image/png");
        file.msgtype = QStringLiteral("m.image");
        return file;
    }
    static OutgoingFile withThumbnail(OutgoingFile file)
    {
        file.thumbnail = "small";
        file.thumbnailType = QStringLiteral("image/webp");
        file.thumbnailSize = QSize(4, 3);
        return file;
    }
    TxnId send(const OutgoingFile &file, const RoomId &where = room)
    {
        const QFileInfo info(file.path);
        const qint64 size = file.path.isEmpty() ? file.bytes.size() : info.size();
        const QJsonObject content = eventcontents::file(file, size, {});
        const qint64 modified = info.lastModified().toMSecsSinceEpoch();
        return m_queue->send(where, Type, toText(outboxfile::waiting(content, file, modified)),
                             {file.bytes, file.thumbnail});
    }
    TxnId say(const QString &body, const RoomId &where = room)
    {
        return m_queue->send(where, Type, toText({{QStringLiteral("body"), body}}));
    }
    OutboxItem item(const TxnId &txn) const { return m_queue->item(txn).value_or(OutboxItem()); }
    bool isRefused(const TxnId &txn) const { return item(txn).state == OutboxItem::State::Failed; }
    QString reasonOf(const TxnId &txn) const
    {
        return ErrorText::of(SendQueue::refusalOf(item(txn)), ErrorText::During::Sending).what;
    }
    void commit(const QJsonArray &events = {})
    {
        m_queue->onCommitted(m_bench->commit(sync(QStringLiteral("p2"), joined(events))));
    }

private Q_SLOTS:
    void init() { open(Dialect::V3); }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_queue.reset();
        m_bench.reset();
    }

    void aFileIsUploadedAndThenSent()
    {
        expectLimit();
        auto &upload = expectUpload();
        auto &put = expectPut();
        send(onDisk("the bytes"));
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(upload.sent()), QByteArray("the bytes"));
        QCOMPARE(upload.sent().request.contentType, QByteArray("application/x-thing"));
        QCOMPARE(upload.sent().query("filename"), QStringLiteral("a.bin"));
        QCOMPARE(upload.sent().token, QByteArray("token"));
        // Where it lay is nobody's business.
        QCOMPARE(contentOf(put), json("{'msgtype':'m.file','body':'a.bin','filename':'a.bin',"
                                      "'url':'mxc://x/file','info':{'mimetype':'application/x-thing',"
                                      "'size':9}}"));
    }
    void anEmptyFileIsAFileToo()
    {
        expectLimit();
        auto &upload = expectUpload();
        auto &put = expectPut();
        send(onDisk({}));
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(upload.sent()), QByteArray());
    }
    void whatComesAfterInTheRoomWaits()
    {
        expectLimit();
        auto &upload = server().expects(Method::Post, Post).holds();
        auto &elsewhere = expectPut(PutElsewhere);
        const TxnId file = send(onDisk("x"));
        say(QStringLiteral("after it"));
        say(QStringLiteral("hello"), otherRoom);
        QTRY_VERIFY(upload.isAsked() && elsewhere.isAsked());
        settle();
        QCOMPARE(server().count(Method::Put, Put), 0);
        QVERIFY(m_queue->isUploading(file) && !m_queue->isSending(file));
        auto &first = expectPut();
        auto &second = expectPut();
        upload.release(200, uploadedAs(QStringLiteral("mxc://x/y")));
        QTRY_VERIFY(second.isAsked());
        QCOMPARE(urlOf(first), QStringLiteral("mxc://x/y"));
        QCOMPARE(contentOf(second)[u"body"].toString(), QStringLiteral("after it"));
    }
    void theThumbnailToo()
    {
        expectLimit();
        auto &file = expectUpload(QStringLiteral("mxc://x/file"));
        auto &thumbnail = expectUpload(QStringLiteral("mxc://x/small"));
        auto &put = expectPut();
        send(withThumbnail(pasted("picture")));
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(file.sent()), QByteArray("picture"));
        QCOMPARE(bodyOf(thumbnail.sent()), QByteArray("small"));
        QCOMPARE(thumbnail.sent().request.contentType, QByteArray("image/webp"));
        QCOMPARE(contentOf(put),
                 json("{'msgtype':'m.image','body':'pasted.png','filename':'pasted.png','url':'mxc://x/file',"
                      "'info':{'mimetype':'image/png','size':7,'thumbnail_url':'mxc://x/small',"
                      "'thumbnail_info':{'mimetype':'image/webp','size':5,'w':4,'h':3}}}"));
    }

    // ---- what a camera writes into its pictures
    void photosAreCleaned_data()
    {
        QTest::addColumn<bool>("isOnDisk");
        QTest::addColumn<bool>("keepsMetadata");
        QTest::newRow("on disk") << true << false;
        QTest::newRow("pasted") << false << false;
        QTest::newRow("on disk, as it is") << true << true;
        QTest::newRow("pasted, as it is") << false << true;
    }
    void photosAreCleaned()
    {
        QFETCH(bool, isOnDisk);
        QFETCH(bool, keepsMetadata);
        expectLimit();
        auto &upload = expectUpload();
        auto &put = expectPut();
        OutgoingFile file = isOnDisk ? onDisk(Jpeg) : pasted(Jpeg);
        file.keepsMetadata = keepsMetadata;
        send(file);
        QTRY_VERIFY(put.isAsked());
        const QByteArray wanted = keepsMetadata ? Jpeg : CleanJpeg;
        QCOMPARE(bodyOf(upload.sent()), wanted);
        QCOMPARE(contentOf(put)[u"info"][u"size"].toInteger(), wanted.size());
    }

    // ---- restarts
    void whatWasUploadedIsNotUploadedAgain()
    {
        expectLimit();
        expectUpload();
        auto &lost = server().expects(Method::Put, Put).holds();
        send(pasted("x"));
        QTRY_VERIFY(lost.isAsked());
        auto &put = expectPut();
        restart();
        commit();
        commit();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(urlOf(put), QStringLiteral("mxc://x/file"));
    }
    void whatWasOnItsWayIsUploadedAnew()
    {
        expectLimit();
        auto &lost = server().expects(Method::Post, Post).holds();
        const TxnId txn = send(withThumbnail(pasted("x")));
        QTRY_VERIFY(lost.isAsked());
        // Long enough for a server to forget what it was told; it was told nothing.
        m_bench->clock.setNow(m_bench->clock.now() + std::chrono::milliseconds(48h).count());
        expectLimit();
        auto &file = expectUpload();
        auto &thumbnail = server().expects(Method::Post, Post).holds();
        restart();
        QTRY_VERIFY(thumbnail.isAsked());
        QCOMPARE(bodyOf(file.sent()), QByteArray("x"));
        // The file is with the server, the thumbnail is not.
        expectLimit();
        auto &again = expectUpload(QStringLiteral("mxc://x/small"));
        auto &put = expectPut();
        restart();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(again.sent()), QByteArray("small"));
        QCOMPARE(urlOf(put), QStringLiteral("mxc://x/file"));
        QVERIFY(put.sent().request.path.endsWith(txn.toString()));
    }
    void itsBytesGoWithTheEcho()
    {
        expectLimit();
        expectUpload();
        auto &put = expectPut();
        const TxnId txn = send(pasted("x"));
        settle();
        QCOMPARE(await(m_bench->store->outboxBytes(txn))->file, QByteArray("x"));
        QTRY_VERIFY(put.isAsked());
        settle();
        commit({echo(QStringLiteral("$1"), txn)});
        QVERIFY(m_queue->items(room).isEmpty());
        QVERIFY(await(m_bench->store->outboxBytes(txn))->isEmpty());
    }

    // ---- what goes wrong
    void itBeginsAnewAfterTheWayWasCut()
    {
        expectLimit();
        auto &cut = server().expects(Method::Post, Post).holds();
        auto &elsewhere = expectPut(PutElsewhere);
        const TxnId txn = send(onDisk("x"));
        QTRY_VERIFY(cut.isAsked());
        cut.releaseError(Error::of(Error::Kind::Network));
        QVERIFY(!isRefused(txn));
        // A server may hang up on a file that it does not like; the others need not wait for that.
        say(QStringLiteral("hello"), otherRoom);
        QTRY_VERIFY(elsewhere.isAsked());
        auto &upload = expectUpload();
        auto &put = expectPut();
        m_bench->clock.advance(2s);
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(upload.sent()), QByteArray("x"));
    }
    void itGoesOnAsSoonAsTheWayIsOpenAgain()
    {
        expectLimit();
        const auto failed = [this] { return server().count(Method::Post, Post); };
        server().expects(Method::Post, Post).fails(Error::Kind::Network);
        const TxnId txn = send(onDisk("x"));
        for (int tries = 1; tries < 5; ++tries) {
            QTRY_VERIFY(failed() == tries && !m_queue->isUploading(txn));
            server().expects(Method::Post, Post).fails(Error::Kind::Network);
            m_bench->clock.advance(2min);
        }
        QTRY_VERIFY(failed() == 5 && !m_queue->isUploading(txn));
        // While all else gets through, it is not asked again and again.
        commit();
        QCOMPARE(failed(), 5);
        auto &upload = expectUpload();
        auto &put = expectPut();
        m_queue->onDisconnected();
        commit();
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(upload.sent()), QByteArray("x"));
    }
    void aPictureSaysWhatTheServerHas()
    {
        QSignalSpy uploaded(m_queue.get(), &SendQueue::uploaded);
        for (const bool isOnDisk : {true, false}) {
            OutgoingFile file = isOnDisk ? onDisk("pixels") : pasted("pixels");
            file.mimeType = QStringLiteral("image/png");
            if (isOnDisk)
                expectLimit();
            expectUpload();
            auto &put = expectPut();
            send(file);
            QTRY_VERIFY(put.isAsked());
            QCOMPARE(uploaded.size(), 1);
            QCOMPARE(uploaded.first().at(0).toString(), QStringLiteral("mxc://x/file"));
            QCOMPARE(uploaded.takeFirst().at(1).toByteArray(), QByteArray("pixels"));
        }
        expectUpload();
        auto &put = expectPut();
        send(onDisk("no picture"));
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(uploaded.size(), 0);
    }
    void aServerThatAlwaysHangsUpRefusesIt()
    {
        expectLimit();
        server().expects(Method::Post, Post).fails(Error::Kind::Network).always();
        const TxnId txn = send(onDisk("x"));
        auto &next = expectPut();
        say(QStringLiteral("after it"));
        for (int i = 0; i < 20 && !isRefused(txn); ++i) {
            QTRY_VERIFY(server().count(Method::Post, Post) > 0 && !m_queue->isUploading(txn));
            const int before = server().count(Method::Post, Post);
            commit();
            m_bench->clock.advance(2min);
            QTRY_VERIFY(isRefused(txn) || server().count(Method::Post, Post) > before);
        }
        QVERIFY(isRefused(txn));
        QTRY_VERIFY(next.isAsked());
    }
    void trouble_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("isRefused");
        QTest::newRow("too large") << 413 << QByteArray("{\"errcode\":\"M_TOO_LARGE\"}") << true;
        QTest::newRow("too large for the proxy") << 413 << QByteArray("<html>") << true;
        QTest::newRow("forbidden") << 403 << QByteArray("{\"errcode\":\"M_FORBIDDEN\"}") << true;
        QTest::newRow("slower") << 429
                                << QByteArray("{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":1000}")
                                << false;
        QTest::newRow("broken") << 502 << QByteArray("<html>") << false;
        QTest::newRow("nonsense") << 200 << QByteArray("{\"content_uri\":\"file:///etc/passwd\"}") << false;
    }
    void trouble()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, reply);
        QFETCH(bool, isRefused);
        expectLimit();
        auto &refused = server().expects(Method::Post, Post).replies(status, reply);
        const TxnId txn = send(onDisk("x"));
        QTRY_VERIFY(refused.isAsked() && !m_queue->isUploading(txn));
        QCOMPARE(this->isRefused(txn), isRefused);
        expectUpload();
        auto &put = expectPut();
        if (isRefused)
            m_queue->retry(txn);
        else
            m_bench->clock.advance(2s);
        QTRY_VERIFY(put.isAsked());
    }
    void aFileThatIsGone()
    {
        const OutgoingFile file = onDisk("x");
        QVERIFY(QFile::rename(file.path, pathOf(QStringLiteral("elsewhere"))));
        const QJsonObject content = eventcontents::file(file, 1, {});
        const qint64 modified =
            QFileInfo(pathOf(QStringLiteral("elsewhere"))).lastModified().toMSecsSinceEpoch();
        const TxnId txn = m_queue->send(room, Type, toText(outboxfile::waiting(content, file, modified)));
        QTRY_VERIFY(isRefused(txn));
        QCOMPARE(reasonOf(txn), QStringLiteral("The file is no longer there."));
        QVERIFY(QFile::rename(pathOf(QStringLiteral("elsewhere")), file.path));
        expectLimit();
        expectUpload();
        auto &put = expectPut();
        m_queue->retry(txn);
        QTRY_VERIFY(put.isAsked());
    }
    void aFileThatHasChanged()
    {
        const OutgoingFile file = onDisk("x");
        const QJsonObject content = eventcontents::file(file, 1, {});
        const TxnId txn = m_queue->send(room, Type, toText(outboxfile::waiting(content, file, 1000)));
        QTRY_VERIFY(isRefused(txn));
        QCOMPARE(reasonOf(txn), QStringLiteral("The file has changed since you chose it."));
    }
    void aFileThatChangesWhileItIsRead()
    {
        expectLimit();
        auto &upload = server().expects(Method::Post, Post).holds();
        const TxnId txn = send(onDisk("x"));
        QTRY_VERIFY(upload.isAsked());
        onDisk("another");
        upload.release(200, uploadedAs(QStringLiteral("mxc://x/mixed")));
        QTRY_VERIFY(isRefused(txn));
        QCOMPARE(reasonOf(txn), QStringLiteral("The file has changed since you chose it."));
        QVERIFY(!item(txn).content.contains("mixed"));
    }
    void aRoomThatHasBecomeEncryptedGetsNothing()
    {
        m_queue->setPermit([](const RoomId &) { return SendQueue::Permit::Never; });
        const TxnId txn = send(pasted("x"));
        QTRY_VERIFY(isRefused(txn));
        QCOMPARE(server().sent().size(), 0);
    }

    // ---- the server's limit
    void whatIsTooLargeIsNotSentAtAll()
    {
        expectLimit(3);
        auto &put = expectPut();
        const TxnId txn = send(onDisk("four"));
        QTRY_VERIFY(isRefused(txn));
        QCOMPARE(reasonOf(txn), QStringLiteral("This is too large for the server."));
        QVERIFY(item(txn).reason.contains(sizeText(4)));
        QVERIFY(item(txn).reason.contains(sizeText(3)));
        // It is asked for once.
        expectUpload();
        send(onDisk("two", QStringLiteral("b")));
        QTRY_VERIFY(put.isAsked());
    }
    void limits_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<qint64>("limit");
        QTest::newRow("a number") << QByteArray("{\"m.upload.size\":50}") << qint64(50);
        QTest::newRow("none") << QByteArray("{}") << qint64(0);
        QTest::newRow("nothing may be sent, or so it says")
            << QByteArray("{\"m.upload.size\":0}") << qint64(0);
        QTest::newRow("negative") << QByteArray("{\"m.upload.size\":-5}") << qint64(0);
        QTest::newRow("text") << QByteArray("{\"m.upload.size\":\"50\"}") << qint64(0);
        QTest::newRow("huge") << QByteArray("{\"m.upload.size\":1e300}") << qint64(9e15);
        QTest::newRow("no JSON") << QByteArray("?") << qint64(0);
    }
    void limits()
    {
        QFETCH(QByteArray, reply);
        QFETCH(qint64, limit);
        server().expects(Method::Get, Limit).replies(200, reply);
        QCOMPARE(await(m_queue->uploads().limit()).take(), limit);
        QCOMPARE(await(m_queue->uploads().limit()).take(), limit);
    }
    void olderServersSayTheirLimitElsewhere()
    {
        server().expects(Method::Get, Limit).replies(404, "{\"errcode\":\"M_UNRECOGNIZED\"}");
        server()
            .expects(Method::Get, QStringLiteral("/_matrix/media/v3/config"))
            .replies(200, "{\"m.upload.size\":50}");
        QCOMPARE(await(m_queue->uploads().limit()).take(), qint64(50));
    }
    void aLimitThatCouldNotBeAskedIsAskedAgain()
    {
        server().expects(Method::Get, Limit).replies(502, "<html>");
        QVERIFY(!await(m_queue->uploads().limit()));
        expectLimit(50);
        QCOMPARE(await(m_queue->uploads().limit()).take(), qint64(50));
    }

    // ---- what the person does meanwhile
    void discardingEndsTheUpload()
    {
        expectLimit();
        auto &upload = server().expects(Method::Post, Post).holds();
        const TxnId txn = send(pasted("x"));
        auto &next = expectPut();
        say(QStringLiteral("after it"));
        QTRY_VERIFY(upload.isAsked());
        const OutboxItem discarded = item(txn);
        m_queue->discard(txn);
        QVERIFY(upload.sent().isAborted);
        QTRY_VERIFY(next.isAsked());
        QCOMPARE(contentOf(next)[u"body"].toString(), QStringLiteral("after it"));
        // What lay nowhere else is still there to be put back.
        auto &again = expectUpload();
        auto &put = expectPut();
        m_queue->putBack(discarded);
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(again.sent()), QByteArray("x"));
    }
    void whatWasDiscardedIsForgottenWithTheNextStart()
    {
        expectLimit();
        auto &upload = server().expects(Method::Post, Post).holds();
        const TxnId txn = send(pasted("x"));
        QTRY_VERIFY(upload.isAsked());
        m_queue->discard(txn);
        restart();
        QVERIFY(await(m_bench->store->outboxBytes(txn))->isEmpty());
    }
    void itCanBeLookedAtMeanwhile()
    {
        expectLimit();
        auto &upload = server().expects(Method::Post, Post).holds();
        const TxnId txn = send(withThumbnail(onDisk("the bytes")));
        QTRY_VERIFY(upload.isAsked());
        QCOMPARE(await(m_queue->bytesAt({txn, false}, 100)).take(), QByteArray("the bytes"));
        QCOMPARE(await(m_queue->bytesAt({txn, true}, 100)).take(), QByteArray("small"));
        QVERIFY(!await(m_queue->bytesAt({txn, false}, 8)));
        QVERIFY(!await(m_queue->bytesAt({TxnId(QStringLiteral("other")), false}, 100)));
    }
    void theRowSaysHowFarItIs()
    {
        Timeline timeline(room, me, *m_bench->api, *m_bench->store, *m_queue, {});
        timeline.open({});
        QTRY_VERIFY(timeline.hasOpened());
        expectLimit();
        auto &upload = server().expects(Method::Post, Post).holds();
        const TxnId txn = send(withThumbnail(pasted("x")));
        const auto row = [&timeline] { return timeline.items().constLast(); };
        QVERIFY(row().kind == TimelineItem::Kind::Image);
        QVERIFY(row().state == TimelineItem::State::Sending);
        QCOMPARE(row().uploaded, 0);
        QCOMPARE(row().media->fileName, QStringLiteral("pasted.png"));
        QCOMPARE(row().media->url, outboxfile::addressOf(txn, false));
        QCOMPARE(row().media->thumbnailUrl, outboxfile::addressOf(txn, true));
        QTRY_VERIFY(upload.isAsked());
        QSignalSpy diffs(&timeline, &Timeline::changed);
        upload.sent().request.onProgress(30, 100);
        QCOMPARE(row().uploaded, 30);
        QCOMPARE(diffs.size(), 1);
        upload.sent().request.onProgress(301, 1000); // says nothing new
        QCOMPARE(diffs.size(), 1);
        expectUpload(QStringLiteral("mxc://x/small"));
        auto &put = server().expects(Method::Put, Put).holds();
        upload.release(200, uploadedAs(QStringLiteral("mxc://x/y")));
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(row().uploaded, -1);
        QVERIFY(row().state == TimelineItem::State::Sending);
        QCOMPARE(row().media->url, QStringLiteral("mxc://x/y"));
    }
    void aRefusedRowIsNotOnItsWay()
    {
        Timeline timeline(room, me, *m_bench->api, *m_bench->store, *m_queue, {});
        timeline.open({});
        QTRY_VERIFY(timeline.hasOpened());
        expectLimit();
        server().expects(Method::Post, Post).replies(403, "{\"errcode\":\"M_FORBIDDEN\"}");
        const TxnId txn = send(pasted("x"));
        QTRY_VERIFY(isRefused(txn));
        QVERIFY(timeline.items().constLast().state == TimelineItem::State::Failed);
        QCOMPARE(timeline.items().constLast().uploaded, -1);
    }

    // ---- servers of before
    void serversOf2014HaveAnotherPlaceForFiles()
    {
        open(Dialect::V1);
        server().expects(Method::Get, Limit).replies(404, "<html>", "text/html");
        server()
            .expects(Method::Get, QStringLiteral("/_matrix/media/v1/config"))
            .replies(404, "<html>", "text/html");
        server()
            .expects(Method::Post, QStringLiteral("/_matrix/media/v1/upload"))
            .replies(404, "<html>", "text/html");
        auto &upload = server()
                           .expects(Method::Post, QStringLiteral("/_matrix/content"))
                           .replies(200, "{\"content_token\":\"http://chat.x/_matrix/content/1\"}")
                           .always();
        auto &put = expectPut();
        auto &second = expectPut();
        send(onDisk("x"));
        QTRY_VERIFY(put.isAsked());
        QCOMPARE(bodyOf(upload.sent()), QByteArray("x"));
        QVERIFY(upload.sent().isTokenInQuery);
        QCOMPARE(urlOf(put), QStringLiteral("http://chat.x/_matrix/content/1"));
        send(onDisk("y")); // it is asked at the right place at once
        QTRY_VERIFY(second.isAsked());
        QCOMPARE(bodyOf(upload.sent()), QByteArray("y"));
    }
};

QTEST_GUILESS_MAIN(TestUploads)
#include "tst_uploads.moc"
