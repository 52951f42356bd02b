// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediaopener.h"

#include "session/mediacache.h"
#include "support/fakebrowser.h"
#include "support/fakeclock.h"
#include "support/fakerows.h"
#include "support/faketransport.h"
#include "widgets/noticebar.h"

#include <QFileDialog>
#include <QMimeDatabase>
#include <QPushButton>
#include <QTest>
#include <QThreadPool>
#include <QUrl>

using namespace linnet;
using namespace linnet::test;

namespace {

const QByteArray Zip("PK\x03\x04\x14\0\0\0\0\0", 10);
const QByteArray Gzip("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
const QByteArray Ole = QByteArray::fromHex("d0cf11e0a1b11ae1") + QByteArray(504, '\0');
const QByteArray Script("#!/bin/sh\nrm -rf ~\n");

}

/// What others may choose of a file: its name, its kind, where it is on the map; and what becomes of it.
class TestMediaOpener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesNamesSafe_data();
    void makesNamesSafe();
    void opensOnlyWhatIsHarmless_data();
    void opensOnlyWhatIsHarmless();
    void opensDocuments_data();
    void opensDocuments();
    void opensInThePlainFolder();
    void offersToSaveWhatItDoesNotOpen();
    void saysHowMuchIsFetched();
    void findsPlaces_data();
    void findsPlaces();

private:
    /// A window whose server has one file, and somebody opens it.
    struct Stage
    {
        Stage(const QString &name, const QByteArray &bytes, bool isHeld = false)
        {
            window.resize(400, 60);
            window.show();
            if (isHeld)
                asked.holds();
            else
                asked.replies(200, bytes, "application/octet-stream");
            TimelineItem item = fake::row(1);
            item.kind = TimelineItem::Kind::File;
            item.media.edit().url = QStringLiteral("mxc://x/file");
            item.media.edit().fileName = name;
            opener.open(item);
        }
        ~Stage() { QThreadPool::globalInstance()->waitForDone(); }
        bool offersToSave() const { return notice->isVisible() && button()->text() == u"Save as…"; }
        QPushButton *button() const { return notice->findChild<QPushButton *>(); }

        QTemporaryDir folder;
        FakeTransport server;
        FakeTransport::Expectation &asked =
            server.expects(Request::Method::Get, QStringLiteral("download/x/file"));
        FakeClock clock;
        ApiClient api{server, clock, Server{}, "token"};
        MediaCache media{api, folder.path()};
        QWidget window;
        NoticeBar *notice = new NoticeBar(&window);
        MediaOpener opener{media, PlainFolder(folder.path()), *notice, window};
    };
};

void TestMediaOpener::makesNamesSafe_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("safe");
    QTest::newRow("plain") << QStringLiteral("tea party.png") << QStringLiteral("tea party.png");
    QTest::newRow("path") << QStringLiteral("../../.ssh/authorized_keys")
                          << QStringLiteral("_.._.ssh_authorized_keys");
    QTest::newRow("hidden") << QStringLiteral("..bashrc") << QStringLiteral("bashrc");
    QTest::newRow("Windows") << QStringLiteral("C:\\a?b*.txt") << QStringLiteral("C__a_b_.txt");
    QTest::newRow("turned round") << QStringLiteral("photo\u202Egnp.exe") << QStringLiteral("photo_gnp.exe");
    QTest::newRow("line break") << QStringLiteral("a\nb") << QStringLiteral("a_b");
    QTest::newRow("nothing") << QString() << QStringLiteral("file");
    QTest::newRow("dots only") << QStringLiteral("...") << QStringLiteral("file");
}

void TestMediaOpener::makesNamesSafe()
{
    QFETCH(QString, name);
    QFETCH(QString, safe);
    MessageContent media;
    media.fileName = name;
    QCOMPARE(MediaOpener::safeName(media), safe);
    media.fileName = QString(QString(500, u'x') + QStringLiteral(".png"));
    QVERIFY(MediaOpener::safeName(media).size() <= 120);
    QVERIFY(MediaOpener::safeName(media).endsWith(QLatin1String(".png")));
}

void TestMediaOpener::opensOnlyWhatIsHarmless_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isHarmless");
    QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n") << true;
    QTest::newRow("text") << QByteArray("Tea at five.\n") << true;
    QTest::newRow("PDF") << QByteArray("%PDF-1.4\n") << true;
    QTest::newRow("script") << QByteArray("#!/bin/sh\nrm -rf ~\n") << false;
    QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><html><script>1</script></html>") << false;
    QTest::newRow("ELF") << QByteArray("\x7f"
                                       "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0",
                                       18)
                         << false;
    QTest::newRow("desktop entry") << QByteArray("[Desktop Entry]\nType=Application\nExec=sh\n") << false;
    QTest::newRow("SVG") << QByteArray("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")
                         << false;
}

void TestMediaOpener::opensOnlyWhatIsHarmless()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isHarmless);
    QCOMPARE(MediaOpener::isHarmless(QMimeDatabase().mimeTypeForData(bytes)), isHarmless);
}

void TestMediaOpener::opensDocuments_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("opened"); // empty: it is not
    const auto row = [](const char *name, const QByteArray &bytes, const char *opened) {
        QTest::newRow(name) << QString::fromLatin1(name) << bytes << QString::fromLatin1(opened);
    };
    const QByteArray words("one, two\n1, 2\n");
    row("a.docx", Zip, "a.docx");
    row("a.xlsx", Zip, "a.xlsx");
    row("a.odt", Zip, "a.odt");
    row("a.epub", Zip, "a.epub");
    row("a.zip", Zip, "a.zip");
    row("a.tar.gz", Gzip, "a.tar.gz");
    row("a.csv", words, "a.csv");
    row("a.md", words, "a.md");
    row("a.json", "{\"a\": 1}\n", "a.json");
    row("a.txt", words, "a.txt");
    // Others say what they want: the bytes are what is opened.
    row("setup.exe", Zip, "setup.exe.zip");
    row("run.sh", words, "run.sh.txt");
    row("page.html", words, "page.html.txt");
    row("list.m3u", words, "list.m3u.txt");
    row("a.docm", Zip, "");
    row("a.xlsb", Zip, "");
    row("a.jar", Zip, "");
    row("a.xpi", Zip, "");
    row("a.svgz", Gzip, "");
    row("a.doc", Ole, "");
    row("new.docx", Ole, "");
    row("pretty.txt", Script, "");
    row("pretty.docx", QByteArray("\x01\x02\x03\xff\xfe\0\0\x01", 8), "");
}

void TestMediaOpener::opensDocuments()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    FakeBrowser programs;
    Stage stage(name, bytes);
    QTRY_VERIFY(!programs.opened.isEmpty() || stage.offersToSave());
    QTEST(programs.opened.value(0).fileName(), "opened");
}

void TestMediaOpener::opensInThePlainFolder()
{
    FakeBrowser programs;
    Stage stage(QStringLiteral("tea.txt"), "Leaves and water.\n");
    QTRY_COMPARE(programs.opened.size(), 1);
    const QString path = programs.opened.first().toLocalFile();
    QVERIFY2(path.startsWith(stage.folder.path()), qPrintable(path)); // the next start looks there
    QVERIFY(QFile::exists(path));
}

void TestMediaOpener::offersToSaveWhatItDoesNotOpen()
{
    Stage stage(QStringLiteral("pretty.txt"), Script);
    QTRY_VERIFY(stage.offersToSave());
    QVERIFY(stage.notice->message().contains(QStringLiteral("pretty.txt")));
    QTest::mouseClick(stage.button(), Qt::LeftButton);
    auto *dialog = stage.window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    dialog->reject();
}

void TestMediaOpener::saysHowMuchIsFetched()
{
    Stage stage(QStringLiteral("a.iso"), {}, true);
    QTRY_VERIFY(stage.asked.isHeld());
    stage.asked.sent().request.onProgress(12'300'000, 340'000'000);
    QVERIFY2(stage.notice->message().endsWith(QStringLiteral("12.3 MB of 340.0 MB")),
             qPrintable(stage.notice->message()));
    stage.asked.sent().request.onProgress(40'000'000, 340'000'000);
    QVERIFY(stage.notice->message().endsWith(QStringLiteral("40.0 MB of 340.0 MB")));
    stage.notice->say(QStringLiteral("Something else"));
    stage.asked.sent().request.onProgress(80'000'000, 340'000'000);
    QCOMPARE(stage.notice->message(), QStringLiteral("Something else"));
}

void TestMediaOpener::findsPlaces_data()
{
    QTest::addColumn<QString>("geo");
    QTest::addColumn<QString>("url");
    QTest::newRow("place") << QStringLiteral("geo:48.2,-16.37;u=35")
                           << QStringLiteral(
                                  "https://www.openstreetmap.org/?mlat=48.2&mlon=-16.37#map=16/48.2/-16.37");
    QTest::newRow("with height") << QStringLiteral("geo:1,2,300")
                                 << QStringLiteral("https://www.openstreetmap.org/?mlat=1&mlon=2#map=16/1/2");
    QTest::newRow("words") << QStringLiteral("geo:here") << QString();
    QTest::newRow("another scheme") << QStringLiteral("file:///etc/passwd") << QString();
    QTest::newRow("more behind") << QStringLiteral("geo:1,2&x=javascript:") << QString();
}

void TestMediaOpener::findsPlaces()
{
    QFETCH(QString, geo);
    QFETCH(QString, url);
    QCOMPARE(MediaOpener::mapOf(geo).toString(), url);
}

QTEST_MAIN(TestMediaOpener)
#include "tst_mediaopener.moc"
