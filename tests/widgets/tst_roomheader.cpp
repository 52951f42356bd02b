// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomheader.h"

#include "support/fakeavatars.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QAction>
#include <QLabel>
#include <QLayout>
#include <QStyle>
#include <QTest>
#include <QToolButton>

using namespace linnet;

namespace {

Room room(const QString &id, const QString &topic)
{
    Room result;
    result.id = RoomId(id);
    result.name = QStringLiteral("A room");
    result.topic = topic;
    return result;
}

struct Stage
{
    Stage()
    {
        members.setCheckable(true);
        header.resize(500, 60);
        header.show();
    }

    test::FakeAvatars avatars;
    QAction members{QStringLiteral("Members"), nullptr};
    RoomHeader header{avatars.avatars(), &members};
    ElidedLabel *name = header.findChildren<ElidedLabel *>().at(0);
    ElidedLabel *topic = header.findChildren<ElidedLabel *>().at(1);
    QLabel *whole = header.findChild<QLabel *>(QStringLiteral("wholeTopic"));
    QLabel *encryption = header.findChild<QLabel *>(QStringLiteral("encryption"));
};

}

class TestRoomHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNameAndTopic()
    {
        Stage stage;
        stage.header.setRoom(room(QStringLiteral("!a:x"), QStringLiteral("First line\nsecond line")));
        QCOMPARE(stage.name->text(), QStringLiteral("A room"));
        QVERIFY(stage.topic->isVisible());
        QCOMPARE(stage.topic->text(), QStringLiteral("First line second line"));
        QVERIFY(!stage.whole->isVisible());
    }
    void thePictureHasItsPlaceInBothDirections()
    {
        Stage stage;
        const int unit = Theme::units(1, stage.header.font());
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            stage.header.setLayoutDirection(direction);
            stage.header.setRoom(room(QStringLiteral("!a:x"), QStringLiteral("Topic")));
            stage.header.layout()->activate();
            const QRect picture = QStyle::visualRect(direction, stage.header.rect(),
                                                     {3 * unit, 0, 9 * unit, stage.header.height()});
            QVERIFY(!stage.name->geometry().intersects(picture));
            QVERIFY(!stage.topic->geometry().intersects(picture));
        }
    }
    void aClickShowsTheWholeTopic()
    {
        Stage stage;
        stage.header.setRoom(room(QStringLiteral("!a:x"), QStringLiteral("First line\nsecond line")));
        QTest::mouseClick(stage.topic, Qt::LeftButton);
        QVERIFY(stage.whole->isVisible());
        QVERIFY(!stage.topic->isVisible());
        QCOMPARE(stage.whole->text(), QStringLiteral("First line\nsecond line"));
        QCOMPARE(stage.whole->textFormat(), Qt::PlainText);
        // A new topic of the same room leaves it open.
        stage.header.setRoom(room(QStringLiteral("!a:x"), QStringLiteral("Other")));
        QVERIFY(stage.whole->isVisible());
        QCOMPARE(stage.whole->text(), QStringLiteral("Other"));
        QTest::mouseClick(stage.whole, Qt::LeftButton);
        QVERIFY(!stage.whole->isVisible());
        QVERIFY(stage.topic->isVisible());
    }
    void keyboardOpensItToo()
    {
        Stage stage;
        stage.header.setRoom(room(QStringLiteral("!a:x"), QStringLiteral("Topic")));
        stage.header.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.header));
        stage.topic->setFocus(Qt::TabFocusReason);
        QTest::keyClick(stage.topic, Qt::Key_Space);
        QVERIFY(stage.whole->isVisible());
    }
    void anotherRoomIsClosedAgain()
    {
        Stage stage;
        stage.header.setRoom(room(QStringLiteral("!a:x"), QStringLiteral("Topic")));
        QTest::mouseClick(stage.topic, Qt::LeftButton);
        stage.header.setRoom(room(QStringLiteral("!b:x"), QStringLiteral("Topic of b")));
        QVERIFY(!stage.whole->isVisible());
        QVERIFY(stage.topic->isVisible());
    }
    void topicThatComesAndGoes()
    {
        Stage stage;
        stage.header.setRoom(room(QStringLiteral("!a:x"), {}));
        QVERIFY(!stage.topic->isVisible());
        stage.header.setRoom(room(QStringLiteral("!a:x"), QStringLiteral("Now there is one")));
        QVERIFY(stage.topic->isVisible());
        stage.header.setRoom(room(QStringLiteral("!a:x"), {}));
        QVERIFY(!stage.topic->isVisible());
        QVERIFY(!stage.whole->isVisible());
    }
    void saysWhetherItIsEncrypted()
    {
        Stage stage;
        Room open = room(QStringLiteral("!a:x"), {});
        stage.header.setRoom(open);
        QVERIFY(!stage.encryption->isVisible());
        open.isEncrypted = true;
        stage.header.setRoom(open);
        QVERIFY(stage.encryption->isVisible());
        const QString ofAll = stage.encryption->accessibleName();
        stage.header.setVerified(true);
        QVERIFY(stage.encryption->accessibleName() != ofAll);
        // What is known of one room says nothing of another.
        Room other = room(QStringLiteral("!b:x"), {});
        other.isEncrypted = true;
        stage.header.setRoom(other);
        QCOMPARE(stage.encryption->accessibleName(), ofAll);
    }
    void theButtonTogglesTheMembers()
    {
        Stage stage;
        stage.header.setRoom(room(QStringLiteral("!a:x"), {}));
        const auto buttons = stage.header.findChildren<QToolButton *>();
        const auto button = std::find_if(buttons.cbegin(), buttons.cend(), [&stage](QToolButton *each) {
            return each->defaultAction() == &stage.members;
        });
        QVERIFY(button != buttons.cend());
        QTest::mouseClick(*button, Qt::LeftButton);
        QVERIFY(stage.members.isChecked());
    }
    void longNamesDoNotWidenIt()
    {
        Stage stage;
        Room wide = room(QStringLiteral("!a:x"), QStringLiteral("topic ").repeated(300));
        wide.name = QStringLiteral("name ").repeated(100);
        stage.header.setRoom(wide);
        QVERIFY(stage.header.minimumSizeHint().width() < 200);
    }
};

QTEST_MAIN(TestRoomHeader)
#include "tst_roomheader.moc"
