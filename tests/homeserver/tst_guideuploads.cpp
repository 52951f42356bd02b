// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinemodel.h"
#include "support/guidetest.h"
#include "support/json.h"
#include "widgets/composeredit.h"
#include "widgets/mainwindow.h"
#include "widgets/roomview.h"
#include "widgets/testpictures.h"
#include "widgets/timelineview.h"

#include <QDropEvent>
#include <QJsonArray>
#include <QMimeData>
#include <QTemporaryDir>
#include <QUrl>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// Files that are dropped on a room, in the window and with a real server, up to the other person's disk.
class TestGuideUploads : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void filesArriveAsTheyAre();
    void aVideoSaysWhatItIsAndPlays();

private:
    void openRoom(const QString &name);
    QString write(const QString &name, const QByteArray &bytes);
    void drop(const QStringList &paths);
    QByteArray download(const QString &mxc);
    QList<QJsonObject> contents();

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    QString m_room;
};

void TestGuideUploads::cleanup()
{
    m_window.reset();
    GuideTest::cleanup();
}

QString TestGuideUploads::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file");
    return file.fileName();
}

void TestGuideUploads::drop(const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QWidget *target = m_window->findChild<RoomView *>()->findChild<TimelineView *>()->viewport();
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(target, &event);
}

/// What bob gets.
QByteArray TestGuideUploads::download(const QString &mxc)
{
    const QString path = u"/_matrix/client/v1/media/download/"_qs + mxc.mid(6);
    const QByteArray answer = exchange(
        server(), "GET " + path.toLatin1() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                      bob().token().toLatin1() + "\r\nConnection: close\r\n\r\n");
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

/// Of the messages in the room, as the server has them.
QList<QJsonObject> TestGuideUploads::contents()
{
    QList<QJsonObject> contents;
    const QJsonArray events = bob().events(m_room);
    for (const QJsonValue &event : events) {
        if (event[QLatin1String("type")].toString() == u"m.room.message")
            contents << event[QLatin1String("content")].toObject();
    }
    return contents;
}

void TestGuideUploads::openRoom(const QString &name)
{
    m_room = sharedRoom(name);
    m_window = std::make_unique<MainWindow>(alice().session(), m_folder.filePath(u"settings.ini"_qs));
    m_window->show();
    m_window->showRoom(RoomId(m_room));
}

void TestGuideUploads::filesArriveAsTheyAre()
{
    openRoom(u"Uploads"_qs);
    const QByteArray text("a linnet sings\n"), picture = pictureBytes({1000, 700}, "bmp");
    drop({write(u"song.txt"_qs, text), write(u"bird.bmp"_qs, picture)});
    auto *edit = m_window->centralWidget()->findChild<ComposerEdit *>();
    QTest::keyClicks(edit, u"Both at once"_qs);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(eventually([&] { return isUnsentEmpty() && contents().size() == 2; }));

    const QJsonObject first = contents().at(0), second = contents().at(1);
    QCOMPARE(first[QLatin1String("msgtype")].toString(), u"m.file"_qs);
    QCOMPARE(download(first[QLatin1String("url")].toString()), text);
    QCOMPARE(second[QLatin1String("msgtype")].toString(), u"m.image"_qs);
    QCOMPARE(second[QLatin1String("body")].toString(), u"Both at once"_qs);
    QCOMPARE(second[QLatin1String("filename")].toString(), u"bird.bmp"_qs);
    QCOMPARE(download(second[QLatin1String("url")].toString()), picture);
    const QJsonObject info = second[QLatin1String("info")].toObject();
    QCOMPARE(info[QLatin1String("w")].toInt(), 1000);
    QCOMPARE(info[QLatin1String("h")].toInt(), 700);
    QCOMPARE(info[QLatin1String("size")].toInt(), picture.size());
    QCOMPARE(info[QLatin1String("mimetype")].toString(), u"image/bmp"_qs);
    const QByteArray thumbnail = download(info[QLatin1String("thumbnail_url")].toString());
    QCOMPARE(QImage::fromData(thumbnail).size(), QSize(800, 560));
}

void TestGuideUploads::aVideoSaysWhatItIsAndPlays()
{
    openRoom(u"Videos"_qs);
    const QByteArray film = testData(u"flight.webm"_qs);
    drop({write(u"flight.webm"_qs, film)});
    QTest::keyClick(m_window->centralWidget()->findChild<ComposerEdit *>(), Qt::Key_Return);
    QVERIFY(eventually([&] { return isUnsentEmpty() && contents().size() == 1; }));
    const QJsonObject sent = contents().at(0);
    QCOMPARE(sent[QLatin1String("msgtype")].toString(), u"m.video"_qs);
    QCOMPARE(download(sent[QLatin1String("url")].toString()), film);
    const QJsonObject info = sent[QLatin1String("info")].toObject();
    QCOMPARE(info[QLatin1String("mimetype")].toString(), u"video/webm"_qs);
    if (!info.contains(QLatin1String("w")))
        QSKIP("no decoder for WebM");
    QCOMPARE(info[QLatin1String("w")].toInt(), 640);
    QCOMPARE(info[QLatin1String("h")].toInt(), 360);
    const int duration = info[QLatin1String("duration")].toInt();
    QVERIFY2(qAbs(duration - 3000) < 50, qPrintable(QString::number(duration)));
    const QByteArray poster = download(info[QLatin1String("thumbnail_url")].toString());
    QCOMPARE(QImage::fromData(poster).size(), QSize(640, 360));

    auto *view = m_window->findChild<RoomView *>()->findChild<TimelineView *>();
    view->setFocus(Qt::TabFocusReason);
    QTest::keyClick(view, Qt::Key_End);
    QTest::keyClick(view, Qt::Key_Space);
    const QString key =
        qobject_cast<const TimelineModel *>(view->model())->item(view->currentIndex().row()).key;
    QVERIFY(eventually(
        [&] { return !view->playLook(key).picture.isNull() && view->playLook(key).positionMs > 0; }));
    QTest::keyClick(view, Qt::Key_Space);
    QVERIFY(eventually([&] { return view->playLook(key).state == Playback::Look::State::Paused; }));
}

QTEST_MAIN(TestGuideUploads)
#include "tst_guideuploads.moc"
