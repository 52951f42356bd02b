// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dropoverlay.h"

#include "widgets/attachmentbar.h"
#include "widgets/attachmentcard.h"
#include "widgets/composer.h"
#include "widgets/mainwindowtesting.h"
#include "widgets/roomview.h"
#include "widgets/testpictures.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QToolButton>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// Files that are dropped on a room in the main window, up to their rows.
class TestDropOverlay : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void saysWhatWillHappen()
    {
        openRoom(u"Birds"_qs);
        auto *overlay = find<DropOverlay>();
        QVERIFY(!overlay->isVisible());
        const auto files = filesIn({write(u"a.txt"_qs, "text")});
        QVERIFY(enter(*files));
        QVERIFY(overlay->isVisible());
        QCOMPARE(overlay->accessibleName(), u"Drop to send to Birds"_qs);
        QCOMPARE(overlay->size(), find<RoomView>()->size());
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(timeline()->viewport(), &leave);
        QVERIFY(!overlay->isVisible());
    }
    void takesFilesAnywhereInTheRoom()
    {
        openRoom(u"Birds"_qs);
        const auto files = filesIn({write(u"a.txt"_qs, "text"), write(u"b.png"_qs, pictureBytes({40, 30}))});
        for (QWidget *target : {timeline()->viewport(), edit()->viewport()}) {
            QVERIFY(enter(*files, target));
            drop(*files, target);
            QVERIFY(!find<DropOverlay>()->isVisible());
        }
        QCOMPARE(names(), (QStringList{u"a.txt"_qs, u"b.png"_qs, u"a.txt"_qs, u"b.png"_qs}));
        QVERIFY(edit()->hasFocus());
        // Text is dropped into the text.
        QMimeData text;
        text.setText(u"a linnet"_qs);
        enter(text, edit()->viewport());
        QVERIFY(!find<DropOverlay>()->isVisible());
        drop(text, edit()->viewport());
        QCOMPARE(edit()->toPlainText(), u"a linnet"_qs);
        QCOMPARE(names().size(), 4);
    }
    void keepsThemWithTheirRoom()
    {
        const RoomId birds = makeRoom(u"Birds"_qs);
        const RoomId cats = makeRoom(u"Cats"_qs);
        for (const RoomId &room : {birds, cats})
            m_server->rooms().join(Alice, room.toString());
        openWindow();
        QTRY_VERIFY(m_session->rooms().find(birds) && m_session->rooms().find(cats));
        m_window->showRoom(birds);
        const auto files = filesIn({write(u"a.txt"_qs, "text")});
        drop(*files);
        m_window->showRoom(cats);
        QCOMPARE(names(), QStringList());
        m_window->showRoom(birds);
        QCOMPARE(names(), QStringList{u"a.txt"_qs});
    }
    void sendsThemWithTheTextBelow()
    {
        openRoom(u"Birds"_qs);
        const auto files = filesIn(
            {write(u"a.txt"_qs, "text"), m_folder->path(), write(u"b.png"_qs, pictureBytes({40, 30}))});
        drop(*files);
        QTest::keyClicks(edit(), u"Look at this"_qs);
        QTest::keyClick(edit(), Qt::Key_Return);
        // The folder stays, and says why.
        QTRY_COMPARE(names().size(), 1);
        QVERIFY(find<AttachmentCard>()->accessibleDescription().contains(u"folder"));
        QCOMPARE(edit()->toPlainText(), QString());
        const auto *model = qobject_cast<TimelineModel *>(timeline()->model());
        QTRY_VERIFY(model->rowCount() >= 2);
        const TimelineItem first = model->item(model->rowCount() - 2);
        const TimelineItem last = model->item(model->rowCount() - 1);
        QCOMPARE(first.media->fileName.isEmpty() ? first.text : first.media->fileName, u"a.txt"_qs);
        QCOMPARE(last.kind, TimelineItem::Kind::Image);
        QCOMPARE(QSize(last.media->width, last.media->height), QSize(40, 30));
        QTRY_COMPARE(m_session->sendQueue().count(), 0);
    }
    void takesNothingWhereOneMayNotWrite()
    {
        const RoomId room = openRoom(u"Birds"_qs);
        m_server->rooms().expel(Bob, room.toString(), Alice, u"leave"_qs, {});
        m_server->wake();
        QTRY_VERIFY(!find<Composer>()->isVisible());
        const auto files = filesIn({write(u"a.txt"_qs, "text")});
        QVERIFY(!enter(*files));
        QVERIFY(!find<DropOverlay>()->isVisible());
    }

private:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }
    static std::unique_ptr<QMimeData> filesIn(const QStringList &paths)
    {
        auto data = std::make_unique<QMimeData>();
        QList<QUrl> urls;
        for (const QString &path : paths)
            urls << QUrl::fromLocalFile(path);
        data->setUrls(urls);
        return data;
    }
    bool enter(const QMimeData &data, QWidget *target = nullptr)
    {
        target = target ? target : timeline()->viewport();
        QDragEnterEvent event(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(target, &event);
        return event.isAccepted();
    }
    void drop(const QMimeData &data, QWidget *target = nullptr)
    {
        target = target ? target : timeline()->viewport();
        QDragMoveEvent move(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        enter(data, target);
        QCoreApplication::sendEvent(target, &move);
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(target, &event);
    }
    QStringList names() const
    {
        QStringList names;
        for (const AttachmentCard *card : find<AttachmentBar>()->cards())
            names << card->accessibleName();
        return names;
    }
};

QTEST_MAIN(TestDropOverlay)
#include "tst_dropoverlay.moc"
