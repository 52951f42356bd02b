// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attachmentbar.h"

#include "widgets/attachmentcard.h"
#include "widgets/elidedlabel.h"
#include "widgets/testpictures.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace linnet;
using namespace linnet::testing;

namespace {

/// A bar on the screen with three files: a.txt, b.txt, c.png.
struct Stage
{
    explicit Stage(Qt::LayoutDirection direction = Qt::LeftToRight)
    {
        bar.setLayoutDirection(direction);
        bar.setAttachments(&attachments);
        attachments.add({write(u"a.txt"_qs, "text"), write(u"b.txt"_qs, "text"),
                         write(u"c.png"_qs, pictureBytes({1000, 800}))});
        bar.resize(1000, 100);
        bar.show();
        bar.activateWindow();
        if (!QTest::qWaitForWindowActive(&bar) ||
            !QTest::qWaitFor([this] { return !attachments.isPreparing(); }))
            qFatal("no window");
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }
    QString order() const
    {
        QString order;
        for (const AttachmentCard *card : bar.cards())
            order += card->accessibleName().first(1);
        return order;
    }
    AttachmentCard *card(int place) const { return bar.cards().at(place); }
    AttachmentCard *focused() const { return qobject_cast<AttachmentCard *>(bar.window()->focusWidget()); }
    QStringList words(int place) const
    {
        QStringList words;
        for (const ElidedLabel *label : card(place)->findChildren<ElidedLabel *>()) {
            if (!label->isHidden())
                words << label->text();
        }
        return words;
    }
    QAction *option(int place, const QString &text) const
    {
        for (QMenu *menu : card(place)->findChildren<QMenu *>()) {
            for (QAction *action : menu->actions()) {
                if (action->text() == text)
                    return action;
            }
        }
        return nullptr;
    }

    QTemporaryDir folder;
    Attachments attachments;
    AttachmentBar bar;
};

}

/// The row of files in the composer, with real keys and clicks.
class TestAttachmentBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameIsNoHtml()
    {
        Stage stage;
        stage.attachments.add({stage.write(u"<b>d.txt"_qs, "text")});
        QVERIFY(stage.card(3)->toolTip().contains(u"&lt;b&gt;d.txt"));
    }
    void showsThem()
    {
        Stage stage;
        QCOMPARE(stage.order(), u"abc"_qs);
        QCOMPARE(stage.words(0), (QStringList{u"a.txt"_qs, u"4 byte(s)"_qs}));
        stage.attachments.setLimit(100);
        QCOMPARE(stage.words(2).last(), u"Too large, the limit is 100 byte(s)"_qs);
        QVERIFY(stage.card(2)->accessibleDescription().contains(u"Too large"));
        stage.attachments.takeAll();
        QVERIFY(!stage.bar.isVisible());
    }
    void goesToWhatIsAdded()
    {
        Stage stage;
        stage.bar.resize(500, stage.bar.height());
        QStringList more;
        for (int i = 0; i < 9; ++i)
            more << stage.write(u"%1.txt"_qs.arg(i), "text");
        stage.attachments.add(more);
        const AttachmentCard *last = stage.card(11);
        const QRect place(last->mapTo(stage.bar.viewport(), QPoint()), last->size());
        QVERIFY2(stage.bar.viewport()->rect().contains(place),
                 qPrintable(u"%1 to %2"_qs.arg(place.left()).arg(place.right())));
    }
    void movesWithKeys_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }
    void movesWithKeys()
    {
        QFETCH(Qt::LayoutDirection, direction);
        const bool isRtl = direction == Qt::RightToLeft;
        const Qt::Key back = isRtl ? Qt::Key_Right : Qt::Key_Left;
        const Qt::Key on = isRtl ? Qt::Key_Left : Qt::Key_Right;
        Stage stage(direction);
        stage.card(0)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(stage.focused(), on);
        QCOMPARE(stage.focused(), stage.card(1));
        QTest::keyClick(stage.focused(), on, Qt::ControlModifier);
        QCOMPARE(stage.order(), u"acb"_qs);
        QCOMPARE(stage.focused(), stage.card(2));
        QTest::keyClick(stage.focused(), on, Qt::ControlModifier); // it is the last already
        QTest::keyClick(stage.focused(), on);
        QCOMPARE(stage.focused(), stage.card(2));
        QTest::keyClick(stage.focused(), back, Qt::ControlModifier);
        QTest::keyClick(stage.focused(), back, Qt::ControlModifier);
        QCOMPARE(stage.order(), u"bac"_qs);
        QCOMPARE(stage.focused()->accessibleName(), u"b.txt"_qs);
    }
    void movesWithTheMouse()
    {
        Stage stage;
        AttachmentCard *first = stage.card(0);
        const QPoint from = first->rect().center();
        const auto drag = [&](const QPoint &to) {
            QMouseEvent move(QEvent::MouseMove, QPointF(to), first->mapToGlobal(QPointF(to)), Qt::NoButton,
                             Qt::LeftButton, {});
            QCoreApplication::sendEvent(first, &move);
        };
        QTest::mousePress(first, Qt::LeftButton, {}, from);
        drag(from + QPoint(first->width() / 2, 0));
        QCOMPARE(stage.order(), u"abc"_qs); // not yet over the other's middle
        drag(first->mapFrom(first->parentWidget(), stage.card(1)->geometry().center()) + QPoint(5, 0));
        QCOMPARE(stage.order(), u"bac"_qs);
        QTest::mouseRelease(first, Qt::LeftButton);
        QVERIFY(first->findChildren<QMenu *>().isEmpty()); // it was no click
    }
    void removesWithKeyAndButton()
    {
        Stage stage;
        QSignalSpy left(&stage.bar, &AttachmentBar::left);
        QTest::mouseClick(stage.card(0)->findChild<QToolButton *>(u"remove"_qs), Qt::LeftButton);
        QCOMPARE(stage.order(), u"bc"_qs);
        stage.card(1)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(stage.focused(), Qt::Key_Delete);
        QCOMPARE(stage.order(), u"b"_qs);
        QCOMPARE(stage.focused(), stage.card(0));
        QTest::keyClick(stage.focused(), Qt::Key_Delete);
        QVERIFY(stage.attachments.isEmpty());
        QCOMPARE(left.size(), 1);
    }
    void offersToSendPicturesAsFiles()
    {
        Stage stage;
        QTest::mouseClick(stage.card(2)->findChild<QToolButton *>(u"options"_qs), Qt::LeftButton);
        QAction *asFile = stage.option(2, u"Send as file"_qs);
        QVERIFY(asFile && !stage.option(2, u"Keep location and camera details"_qs));
        asFile->trigger();
        QCOMPARE(stage.words(2).last(), u"Sent as file"_qs);
        QVERIFY(stage.attachments.items().at(2).isAsFile);
        QVERIFY(!stage.card(0)->findChild<QToolButton *>(u"options"_qs)->isVisible());
    }
    void saysThatTheLocationGoes()
    {
        Stage stage;
        stage.attachments.add({stage.write(u"d.jpg"_qs, jpegWithPlace({40, 30}))});
        QTRY_VERIFY(!stage.attachments.isPreparing());
        QCOMPARE(stage.words(3).last(), u"Location is removed"_qs);
        stage.card(3)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(stage.focused(), Qt::Key_Space);
        stage.option(3, u"Keep location and camera details"_qs)->trigger();
        QCOMPARE(stage.words(3).last(), u"Location is kept"_qs);
        QVERIFY(Attachments::outgoing(stage.attachments.items().at(3)).keepsMetadata);
    }
};

QTEST_MAIN(TestAttachmentBar)
#include "tst_attachmentbar.moc"
