// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomexport.h"

#include "crypto/keyfile.h"
#include "sessiontesting.h"
#include "store/crypto.h"
#include "support/cryptoperson.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Kind = ExportFormat::Kind;

class TestRoomExport : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;

    QString path() const { return m_bench->folder() + u"/export.out"_qs; }
    void say(const QJsonArray &events, bool hasGap = false)
    {
        m_bench->commit(sync(u"p"_qs, joined(events, hasGap ? u"t"_qs : QString(), hasGap)));
    }
    static QJsonObject at(QDate day, int hour, const QString &body, int number = 0)
    {
        QJsonObject object =
            message(u"$%1-%2-%3"_qs.arg(day.toString(Qt::ISODate)).arg(hour).arg(number), bob, body);
        object.insert(u"origin_server_ts"_qs, QDateTime(day, QTime(hour, 0)).toMSecsSinceEpoch());
        return object;
    }
    static QJsonObject edit(QDate day, int hour, const QString &of, const QString &body)
    {
        QJsonObject object = at(day, hour, u"* "_qs + body, 99);
        QJsonObject content = object.value(u"content").toObject();
        content.insert(u"m.new_content"_qs, QJsonObject{{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, body}});
        content.insert(u"m.relates_to"_qs,
                       QJsonObject{{u"rel_type"_qs, u"m.replace"_qs}, {u"event_id"_qs, of}});
        object.insert(u"content"_qs, content);
        return object;
    }
    static QString idOf(const QJsonObject &event) { return event.value(u"event_id").toString(); }
    std::unique_ptr<RoomExport> make(Kind kind, std::optional<QDate> from = {},
                                     std::optional<QDate> until = {})
    {
        RoomExport::Wish wish;
        wish.path = path();
        wish.format = kind;
        if (from)
            wish.from = from->startOfDay().toMSecsSinceEpoch();
        if (until)
            wish.before = until->addDays(1).startOfDay().toMSecsSinceEpoch();
        Room about;
        about.id = room;
        about.name = u"Tea <room>"_qs;
        about.topic = u"All about %1 tea"_qs;
        return std::make_unique<RoomExport>(m_bench->store->archive(), m_bench->clock, about, me, wish);
    }
    QByteArray written() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray run(Kind kind, std::optional<QDate> from = {}, std::optional<QDate> until = {})
    {
        auto job = make(kind, from, until);
        QSignalSpy finished(job.get(), &RoomExport::finished);
        job->start();
        if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 20'000))
            return "never finished";
        return written();
    }

    /// Runs it until a page is written, and stops it then.
    void runPartly(Kind kind, std::optional<QDate> until = {})
    {
        auto job = make(kind, {}, until);
        connect(job.get(), &RoomExport::progressed, job.get(), &RoomExport::stop);
        QSignalSpy stopped(job.get(), &RoomExport::stopped);
        job->start();
        QTRY_COMPARE(stopped.size(), 1);
        QVERIFY(!job->isRunning());
    }
    void sayMany(int count)
    {
        QJsonArray events;
        for (int i = 0; i < count; ++i)
            events << at(m_day.addDays(i / 50), i % 24, u"message %1"_qs.arg(i), i);
        say(events, true);
    }

    const QDate m_day{2026, 3, 1};

private Q_SLOTS:
    void init() { m_bench = std::make_unique<Bench>(); }
    void cleanup() { m_bench.reset(); }

    void asText()
    {
        say({create(), member(u"$m"_qs, bob, u"join"_qs, u"Bob"_qs),
             at(m_day, 9, u"hello\n10:00 Eve: forged"_qs), at(m_day.addDays(1), 10, u"next day"_qs)});
        const QString text = QString::fromUtf8(run(Kind::Text));
        QVERIFY(text.startsWith(u"Tea <room>\nAll about %1 tea\n"_qs));
        QVERIFY2(text.contains(u"09:00 Bob: hello\n      10:00 Eve: forged\n"_qs), qPrintable(text));
        QVERIFY(text.contains(u"10:00 Bob: next day\n"_qs));
        QVERIFY(text.indexOf(QLocale().toString(m_day, QLocale::LongFormat)) <
                text.indexOf(QLocale().toString(m_day.addDays(1), QLocale::LongFormat)));
        QVERIFY(!QFile::exists(path() + u".part"_qs));
        QVERIFY(!QFile::exists(path() + u".part.json"_qs));
        QCOMPARE(QFile(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    void aDayThatBeginsWithNoRowHasItsHeadingToo()
    {
        QJsonObject liked = reaction(u"$like"_qs);
        liked.insert(u"origin_server_ts"_qs, QDateTime(m_day.addDays(1), QTime(8, 0)).toMSecsSinceEpoch());
        say({at(m_day, 9, u"one"_qs), liked, at(m_day.addDays(1), 10, u"two"_qs)});
        const QString text = QString::fromUtf8(run(Kind::Text));
        QCOMPARE(text.count(QLocale().toString(m_day.addDays(1), QLocale::LongFormat)), 1);
    }
    void asWebPage()
    {
        say({create(), member(u"$m"_qs, bob, u"join"_qs, u"<b>Bob</b>"_qs),
             at(m_day, 9, u"<script>alert(1)</script> %1 &amp;"_qs)});
        const QByteArray page = run(Kind::Html);
        QVERIFY(page.contains("<title>Tea &lt;room&gt;</title>"));
        QVERIFY(page.contains("All about %1 tea"));
        QVERIFY(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; %1 &amp;amp;"));
        QVERIFY(!page.contains("<script"));
        QVERIFY(page.contains("&lt;b&gt;Bob&lt;/b&gt;"));
        QVERIFY(page.endsWith("</body></html>\n"));
    }
    void asJson()
    {
        say({create(), at(m_day, 9, u"one"_qs), at(m_day, 10, u"two"_qs)});
        const auto document = QJsonDocument::fromJson(run(Kind::Json));
        QVERIFY(document.isObject());
        QCOMPARE(document[u"room_id"].toString(), room.toString());
        const QJsonArray events = document[u"events"].toArray();
        QCOMPARE(events.size(), 3);
        QCOMPARE(events.at(1)[u"content"][u"body"].toString(), u"one"_qs);
        QCOMPARE(document[u"count"].toInt(), 3);
    }
    void anEmptyRoomIsStillAFile_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("text") << Kind::Text;
        QTest::newRow("web page") << Kind::Html;
        QTest::newRow("JSON") << Kind::Json;
    }
    void anEmptyRoomIsStillAFile()
    {
        QFETCH(Kind, kind);
        const QByteArray text = run(kind);
        QVERIFY(!text.isEmpty());
        if (kind == Kind::Json)
            QVERIFY(QJsonDocument::fromJson(text)[u"events"].toArray().isEmpty());
    }
    void onlyTheDaysThatWereAskedFor()
    {
        say({at(m_day, 23, u"before"_qs), at(m_day.addDays(1), 0, u"first"_qs),
             at(m_day.addDays(2), 23, u"last"_qs), at(m_day.addDays(3), 0, u"after"_qs)});
        const QByteArray text = run(Kind::Text, m_day.addDays(1), m_day.addDays(2));
        QVERIFY(text.contains("first") && text.contains("last"));
        QVERIFY(!text.contains("before") && !text.contains("after"));
    }
    void editedMessagesStandOnceInTheirPlace_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("text") << Kind::Text;
        QTest::newRow("web page") << Kind::Html;
    }
    void editedMessagesStandOnceInTheirPlace()
    {
        QFETCH(Kind, kind);
        const QJsonObject message = at(m_day, 9, u"first words"_qs);
        say({message, at(m_day, 10, u"in between"_qs),
             edit(m_day.addDays(1), 11, idOf(message), u"second words"_qs)});
        // Also where the edit lies outside.
        for (const auto &until : {std::optional<QDate>(), std::optional(m_day)}) {
            const QString text = QString::fromUtf8(run(kind, {}, until));
            QVERIFY2(!text.contains(u"first words"_qs), qPrintable(text));
            QCOMPARE(text.count(u"second words"_qs), 1);
            QVERIFY(text.contains(u"second words (edited)"_qs));
            QVERIFY(text.indexOf(u"second words"_qs) < text.indexOf(u"in between"_qs));
        }
        QVERIFY(!run(kind, m_day.addDays(1)).contains("second words"));
    }
    void whatIsEditedOverAStopIsNotLeftAsItWas()
    {
        sayMany(500);
        runPartly(Kind::Text);
        say({edit(m_day.addDays(20), 9, idOf(at(m_day, 7, {}, 7)), u"other words"_qs)});
        const QString text = QString::fromUtf8(run(Kind::Text));
        QCOMPARE(text.count(u"other words (edited)"_qs), 1);
        QVERIFY(!text.contains(u"message 7\n"_qs));
        QCOMPARE(text.count(u"message "_qs), 499);
    }
    void whatIsDeletedOverAStopIsGone()
    {
        sayMany(500);
        runPartly(Kind::Text);
        QJsonObject redaction = testing::event(u"$r"_qs, bob, u"m.room.redaction"_qs, {});
        redaction.insert(u"redacts"_qs, idOf(at(m_day, 7, {}, 7)));
        say({redaction});
        const QString text = QString::fromUtf8(run(Kind::Text));
        QVERIFY(!text.contains(u"message 7\n"_qs));
        QCOMPARE(text.count(u"message "_qs), 499);
    }
    void whatCanBeReadAfterAStopIsRead()
    {
        QVERIFY(await(m_bench->store->openKeys(u"HERE"_qs)));
        KeyServer server;
        CryptoPerson writer(server, bob.toString(), u"BOBS"_qs);
        const QByteArray secret = writer.say(room, {bob}, u"the secret"_qs);
        say({QJsonDocument::fromJson(secret).object()});
        sayMany(500);
        runPartly(Kind::Text);
        const QString passphrase = u"words"_qs;
        const QByteArray file = KeyFile(writer.machine()).exportKeys(passphrase).take();
        const auto imported = await(m_bench->store->crypto().importFile(file, passphrase, nullptr));
        QVERIFY(imported);
        QVERIFY(await(m_bench->store->decryptWaiting(imported->keys)));
        const QString text = QString::fromUtf8(run(Kind::Text));
        QCOMPARE(text.count(u"the secret"_qs), 1);
        QVERIFY(!text.contains(u"cannot be read"_qs));
        QVERIFY(!text.contains(u"could not be decrypted"_qs));
    }
    void saysWhatIsMissingAndWhatCannotBeRead()
    {
        say({create(), at(m_day, 9, u"one"_qs)});
        QJsonObject secret =
            testing::event(u"$e"_qs, bob, u"m.room.encrypted"_qs, {{u"ciphertext"_qs, u"x"_qs}});
        say({secret, at(m_day, 10, u"two"_qs)}, true);
        auto job = make(Kind::Text);
        QSignalSpy finished(job.get(), &RoomExport::finished);
        job->start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(job->counts(), (ExportFormat::Counts{4, 1, 1}));
        const QString text = QString::fromUtf8(written());
        const qsizetype gap = text.indexOf(u"[Messages are missing here.]"_qs);
        QVERIFY(gap > text.indexOf(u"one"_qs) && gap < text.indexOf(u"two"_qs));
        QVERIFY(text.contains(u"could not be decrypted"_qs));
    }
    void missingJustBehindTheRangeIsSaidToo()
    {
        say({create(), at(m_day, 9, u"inside"_qs)});
        say({at(m_day.addDays(2), 9, u"behind"_qs)}, true);
        say({at(m_day.addDays(3), 9, u"far behind"_qs)}, true);
        const QString text = QString::fromUtf8(run(Kind::Text, m_day, m_day));
        QCOMPARE(text.count(u"[Messages are missing here.]"_qs), 1);
        QVERIFY(text.indexOf(u"[Messages"_qs) > text.indexOf(u"inside"_qs));
        const QString none = QString::fromUtf8(run(Kind::Text, m_day.addDays(3), m_day.addDays(3)));
        QCOMPARE(none.count(u"[Messages are missing here.]"_qs), 1);
        const QString before = QString::fromUtf8(run(Kind::Text, {}, m_day.addDays(-1)));
        QVERIFY(!before.contains(u"[Messages are missing here.]"_qs));
    }
    void longHistoriesGoOnWhereTheyWereStopped()
    {
        sayMany(1500);
        const QByteArray whole = run(Kind::Json);
        QVERIFY(QFile::remove(path()));
        runPartly(Kind::Json);
        QVERIFY(!QFile::exists(path()));
        auto job = make(Kind::Json);
        QSignalSpy progressed(job.get(), &RoomExport::progressed);
        QSignalSpy finished(job.get(), &RoomExport::finished);
        job->start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(progressed.first().first().toInt(), 400);
        QCOMPARE(written(), whole);
    }
    void longHistoriesGoOnWhereTheyWereCutOff()
    {
        sayMany(1500);
        const QByteArray whole = run(Kind::Json);
        QVERIFY(QFile::remove(path()));
        auto cutOff = make(Kind::Json);
        int pages = 0;
        // Queued: it comes before the next page, which is asked for only then.
        connect(
            cutOff.get(), &RoomExport::progressed, this,
            [&] {
                if (++pages == 3)
                    cutOff.reset();
            },
            Qt::QueuedConnection);
        cutOff->start();
        QTRY_VERIFY(!cutOff);
        QVERIFY(!QFile::exists(path()));
        auto job = make(Kind::Json);
        QSignalSpy progressed(job.get(), &RoomExport::progressed);
        QSignalSpy finished(job.get(), &RoomExport::finished);
        job->start();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(progressed.first().first().toInt() > 200);
        QCOMPARE(written(), whole);
    }
    void twoAtOnceDoNotWriteOneFile()
    {
        sayMany(1500);
        const QByteArray whole = run(Kind::Json);
        auto one = make(Kind::Json);
        auto two = make(Kind::Text);
        QSignalSpy refused(two.get(), &RoomExport::failed);
        connect(one.get(), &RoomExport::progressed, this, [&] {
            one->disconnect(this);
            two->start();
            QVERIFY(refused.wait());
        });
        QSignalSpy finished(one.get(), &RoomExport::finished);
        one->start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.first().first().value<Error>().kind, Error::Kind::FileInUse);
        QCOMPARE(written(), whole);
        // The one that is done is in nobody's way, nor is one that was stopped.
        auto three = make(Kind::Json);
        connect(three.get(), &RoomExport::progressed, three.get(), &RoomExport::stop);
        QSignalSpy stopped(three.get(), &RoomExport::stopped);
        three->start();
        QTRY_COMPARE(stopped.size(), 1);
        QCOMPARE(run(Kind::Json), whole);
        QVERIFY(!QFile::exists(path() + u".part.lock"_qs));
    }
    /// Neither the reader nor the writer runs ahead: a page is all that is in memory, however long the room.
    void longHistoriesAreReadAndWrittenPageByPage()
    {
        constexpr int Count = 3000;
        constexpr int MostAtOnce = 500;
        sayMany(Count);
        auto job = make(Kind::Json);
        int before = 0;
        int longest = 0;
        connect(job.get(), &RoomExport::progressed, this, [&](int events) {
            // Whoever had read all of it by now would not see this.
            if (before == 0)
                say({at(m_day.addDays(100), 9, u"said meanwhile"_qs)});
            longest = qMax(longest, events - std::exchange(before, events));
            QFile file(ExportFile::partPath(path()));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(int(file.readAll().count("\"event_id\"")), events);
        });
        QSignalSpy finished(job.get(), &RoomExport::finished);
        job->start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QCOMPARE(job->counts().events, Count + 1);
        longest = qMax(longest, job->counts().events - before);
        QVERIFY2(longest <= MostAtOnce, qPrintable(QString::number(longest)));
    }
    void notesAtMostOnceASecond()
    {
        sayMany(1500);
        auto job = make(Kind::Json);
        QList<QByteArray> notes;
        connect(job.get(), &RoomExport::progressed, this, [&](int events) {
            QFile note(path() + u".part.json"_qs);
            QVERIFY(note.open(QIODevice::ReadOnly));
            const QByteArray text = note.readAll();
            if (notes.isEmpty() || notes.last() != text)
                notes << text;
            if (events == 800)
                m_bench->clock.advance(1s);
        });
        QSignalSpy finished(job.get(), &RoomExport::finished);
        job->start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(notes.size(), 2);
    }
    void whatWasFetchedMeanwhileIsInTheFile()
    {
        sayMany(500);
        runPartly(Kind::Text);
        const QByteArray reply = page({at(m_day.addDays(-1), 9, u"from long ago"_qs)}, u"u"_qs);
        QVERIFY(await(m_bench->store->commitHistory(room, u"t"_qs, reply, m_bench->clock.now())));
        const QString text = QString::fromUtf8(run(Kind::Text));
        QCOMPARE(text.count(u"from long ago"_qs), 1);
        QCOMPARE(text.count(u"message "_qs), 500);
    }
    void whatCameInMeanwhileIsAppended()
    {
        sayMany(500);
        runPartly(Kind::Text);
        say({at(m_day.addDays(20), 9, u"news"_qs)});
        auto job = make(Kind::Text);
        QSignalSpy progressed(job.get(), &RoomExport::progressed);
        QSignalSpy finished(job.get(), &RoomExport::finished);
        job->start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(progressed.first().first().toInt(), 400);
        QVERIFY(written().contains("news"));
    }
    void gapsAreJudgedTheSameOverAStop()
    {
        // The first page ends behind the range, and so does what is missing after it.
        sayMany(200);
        say({at(m_day.addDays(9), 9, u"later"_qs)}, true);
        const QByteArray whole = run(Kind::Text, {}, m_day);
        runPartly(Kind::Text, m_day);
        QCOMPARE(run(Kind::Text, {}, m_day), whole);
    }
    void stoppedBeforeAnythingIsInItNothingIsLeft()
    {
        sayMany(500);
        auto job = make(Kind::Text);
        QSignalSpy stopped(job.get(), &RoomExport::stopped);
        job->start();
        job->stop();
        QTRY_COMPARE(stopped.size(), 1);
        QCOMPARE(job->counts().events, 0);
        for (const QString &suffix : {u""_qs, u".part"_qs, u".part.json"_qs})
            QVERIFY(!QFile::exists(path() + suffix));
    }
    void anotherWishBeginsAnew()
    {
        sayMany(500);
        runPartly(Kind::Json);
        const QString text = QString::fromUtf8(run(Kind::Text));
        QVERIFY(text.startsWith(u"Tea <room>"_qs));
        QCOMPARE(text.count(u"message "_qs), 500);
    }
    void aFolderThatIsNotThereIsAnError()
    {
        RoomExport::Wish wish;
        wish.path = m_bench->folder() + u"/none/export.txt"_qs;
        wish.format = Kind::Text;
        RoomExport job(m_bench->store->archive(), m_bench->clock, {}, me, wish);
        QSignalSpy failed(&job, &RoomExport::failed);
        job.start();
        // Not the thread of the windows has tried.
        QVERIFY(failed.isEmpty());
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().kind, Error::Kind::FileNotWritten);
    }
    void aFullDiskIsAnErrorAndLeavesTheOldFile()
    {
        if constexpr (FullDisk::IsPossible) {
            say({at(m_day, 9, u"one"_qs)});
            {
                QFile old(path());
                QVERIFY(old.open(QIODevice::WriteOnly));
                old.write("old");
            }
            auto job = make(Kind::Text);
            QSignalSpy failed(job.get(), &RoomExport::failed);
            {
                const FullDisk full;
                job->start();
                QTRY_COMPARE(failed.size(), 1);
            }
            QCOMPARE(written(), QByteArray("old"));
            const auto error = failed.first().first().value<Error>();
            QCOMPARE(error.kind, Error::Kind::DiskFull);
            QCOMPARE(error.text, qt_error_string(EFBIG));
        }
    }
};

QTEST_GUILESS_MAIN(TestRoomExport)
#include "tst_roomexport.moc"
