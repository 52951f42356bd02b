// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediaopener.h"

#include <QMimeDatabase>
#include <QTest>
#include <QUrl>

using namespace linnet;

/// What others may choose of a file: its name, its kind, where it is on the map. That it is fetched and
/// written is tested with the main window.
class TestMediaOpener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesNamesSafe_data();
    void makesNamesSafe();
    void opensOnlyWhatIsHarmless_data();
    void opensOnlyWhatIsHarmless();
    void findsPlaces_data();
    void findsPlaces();
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

QTEST_GUILESS_MAIN(TestMediaOpener)
#include "tst_mediaopener.moc"
