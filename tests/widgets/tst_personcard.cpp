// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/personcard.h"

#include "session/roomsincommon.h"
#include "sessionstage.h"

#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

namespace {

const UserId bob(QStringLiteral("@bob:x"));

bool isShown(const QWidget &card, const QString &words)
{
    const auto labels = card.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&words](const QLabel *label) {
        return label->isVisible() && label->text().contains(words);
    });
}

}

class TestPersonCard : public QObject
{
    Q_OBJECT

    /// Servers of before 1.19 know no mutual rooms.
    static void knowsNoMutualRooms(SessionStage &stage)
    {
        for (const QString &path : {u"/v1/mutual_rooms"_qs, u"/uk.half-shot.msc2666/user/mutual_rooms"_qs})
            stage.transport.expects(Method::Get, path).replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
    }
    static QStringList textsOf(const QListWidget &list)
    {
        QStringList texts;
        for (int row = 0; row < list.count(); ++row)
            texts << list.item(row)->text();
        return texts;
    }

private Q_SLOTS:
    void saysWhoSomebodyIs()
    {
        SessionStage stage;
        stage.bring(
            "{'!r:x':{'state':{'events':[{'type':'m.room.power_levels','event_id':'$p','sender':'@me:x',"
            "'state_key':'','content':{'users':{'@bob:x':50,'@me:x':100}}}]}}}");
        knowsNoMutualRooms(stage);
        stage.transport.expects(Method::Get, u"/profile/@bob:x"_qs)
            .replies(200, R"({"displayname":"Robert","m.tz":"Europe/Paris"})");
        auto *card = new PersonCard(*stage.session, room, bob, u"Bob"_qs, nullptr);
        card->show();
        QCOMPARE(card->windowTitle(), u"Bob"_qs);
        QVERIFY(isShown(*card, u"@bob:x"_qs));
        QVERIFY(isShown(*card, u"Moderator of this room"_qs));
        QTRY_VERIFY(isShown(*card, u"Robert"_qs));
        QVERIFY(isShown(*card, u"Europe/Paris"_qs));
        QTRY_VERIFY(isShown(*card, u"You share 1 room"_qs));
        auto *rooms = card->findChild<QListWidget *>();
        QCOMPARE(rooms->count(), 1);
        QSignalSpy opened(card, &PersonCard::openRequested);
        Q_EMIT rooms->itemActivated(rooms->item(0));
        QCOMPARE(opened.first().first().value<RoomId>(), room);
    }
    /// Members may be stored in part only, so the server's word counts where it has one.
    void theServerKnowsMoreRooms()
    {
        SessionStage stage;
        stage.transport.expects(Method::Get, u"/profile/@bob:x"_qs)
            .replies(404, R"({"errcode":"M_NOT_FOUND"})");
        stage.transport.expects(Method::Get, u"/v1/mutual_rooms"_qs)
            .replies(200, R"({"joined":["!r:x"],"count":3,"next_batch":"t"})");
        auto &second = stage.transport.expects(Method::Get, u"/v1/mutual_rooms"_qs)
                           .replies(200, R"({"joined":["!dm:x","!unknown:x",{}],"count":3})");
        auto *card = new PersonCard(*stage.session, room, bob, u"Bob"_qs, nullptr);
        card->show();
        QTRY_VERIFY(second.isAsked());
        QCOMPARE(second.sent().query("from"), u"t"_qs);
        QTRY_VERIFY(isShown(*card, u"You share 3 room"_qs));
        QTRY_COMPARE(card->findChild<QListWidget *>()->count(), 3);
        QCOMPARE(textsOf(*card->findChild<QListWidget *>()).last(), u"1 more"_qs);
        card->close();
    }
    /// A server may leave rooms out, and count wrongly.
    void whatIsKnownHereStaysWhateverTheServerLeavesOut()
    {
        SessionStage stage;
        stage.bring("{'!r:x':{'state':{'events':[{'type':'m.room.member','event_id':'$b','sender':'@bob:x',"
                    "'state_key':'@bob:x','content':{'membership':'join'}}]}}}");
        auto &asked = stage.transport.expects(Method::Get, u"/v1/mutual_rooms"_qs)
                          .replies(200, R"({"joined":[],"count":0})");
        RoomsInCommon rooms(stage.session->api(), stage.session->store(), bob);
        rooms.load();
        QTRY_VERIFY(asked.isAsked());
        QTRY_VERIFY(rooms.isKnown());
        QTRY_VERIFY(rooms.rooms().contains(room));
        QTRY_VERIFY(stage.transport.unmet().isEmpty());
        QVERIFY(rooms.count() >= 1);
    }
    void endlessRoomsEndSomewhere()
    {
        SessionStage stage;
        QByteArray joined;
        for (int i = 0; i < 20'000; ++i)
            joined += "\"!" + QByteArray::number(i) + ":x\",";
        joined.chop(1);
        auto &asked = stage.transport.expects(Method::Get, u"/v1/mutual_rooms"_qs)
                          .replies(200, "{\"joined\":[" + joined + "],\"count\":1,\"next_batch\":\"t\"}");
        RoomsInCommon rooms(stage.session->api(), stage.session->store(), bob);
        rooms.load();
        QTRY_VERIFY(asked.isAsked());
        QTRY_VERIFY(rooms.rooms().size() >= 2000);
        QCOMPARE(rooms.rooms().size(), 2000);
        QCOMPARE(stage.transport.unmet(), QStringList());
    }
    /// Whatever a server says of people harms nobody.
    void aHostileProfileIsHarmless()
    {
        SessionStage stage;
        knowsNoMutualRooms(stage);
        stage.transport.expects(Method::Get, u"/profile/@bob:x"_qs)
            .replies(200, R"({"displayname":["x"],"avatar_url":7,"m.tz":"../../etc/passwd"})");
        auto *card = new PersonCard(*stage.session, room, bob, u"<b>Bob</b>\u202e"_qs, nullptr);
        card->show();
        QVERIFY(isShown(*card, u"<b>Bob</b>"_qs));
        for (const QLabel *label : card->findChildren<QLabel *>()) {
            if (!label->text().isEmpty() && label->text().contains(u'<'))
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
        QTRY_VERIFY(stage.transport.unmet().isEmpty());
        QVERIFY(!isShown(*card, u"passwd"_qs));
        card->close();
    }
    void aLongNameWidensNothing()
    {
        SessionStage stage;
        knowsNoMutualRooms(stage);
        stage.transport.expects(Method::Get, u"/profile/@bob:x"_qs)
            .replies(404, R"({"errcode":"M_NOT_FOUND"})");
        PersonCard brief(*stage.session, room, bob, u"Bob"_qs, nullptr);
        brief.setAttribute(Qt::WA_DeleteOnClose, false);
        QTRY_VERIFY(stage.transport.unmet().isEmpty()); // and mutual rooms are asked for no more
        stage.transport.expects(Method::Get, u"/profile/@bob:x"_qs)
            .replies(404, R"({"errcode":"M_NOT_FOUND"})");
        PersonCard endless(*stage.session, room, bob, QString(100, u'W'), nullptr);
        endless.setAttribute(Qt::WA_DeleteOnClose, false);
        QCOMPARE(endless.minimumSizeHint().width(), brief.minimumSizeHint().width());
        QTRY_VERIFY(stage.transport.unmet().isEmpty());
    }
    void whatOneCanDoIsOneClickAway()
    {
        SessionStage stage;
        knowsNoMutualRooms(stage);
        stage.transport.expects(Method::Get, u"/profile/@bob:x"_qs)
            .replies(404, R"({"errcode":"M_NOT_FOUND"})");
        QPointer<PersonCard> card = new PersonCard(*stage.session, room, bob, {}, nullptr);
        card->show();
        QCOMPARE(card->windowTitle(), u"@bob:x"_qs);
        QTest::mouseClick(card->findChild<QToolButton *>(u"more"_qs), Qt::LeftButton);
        QVERIFY(card->findChild<QMenu *>());
        const auto actions = card->findChild<QMenu *>()->actions();
        for (const QAction *action : actions)
            QVERIFY2(!action->isVisible() || !action->text().contains(u"Profile"), "it is open already");
        card->findChild<QMenu *>()->close();
        QSignalSpy chats(card, &PersonCard::chatRequested);
        QTest::mouseClick(card->findChild<QPushButton *>(u"chat"_qs), Qt::LeftButton);
        QCOMPARE(chats.size(), 1);
        QTRY_VERIFY(!card);
    }
};

QTEST_MAIN(TestPersonCard)
#include "tst_personcard.moc"
