// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomorganizer.h"

#include "models/roomlistmodel.h"
#include "models/roomsectionmodel.h"
#include "widgets/noticebar.h"
#include "widgets/roomlistview.h"
#include "widgets/roompanel.h"
#include "widgets/sessionstage.h"

#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Method = Request::Method;
const QString Tags = QStringLiteral("/rooms/!r:x/tags/");
const QString Data = QStringLiteral("/account_data/chat.linnet.rooms");

/// The left side of a window over a session with two rooms.
struct Stage : SessionStage
{
    explicit Stage(Dialect dialect = Dialect::V3) : SessionStage(dialect)
    {
        window.resize(300, 600);
        panel.resize(300, 600);
        window.show();
    }
    QAction *action(const QStringList &path)
    {
        delete menu;
        menu = new QMenu(&window);
        Q_EMIT panel.roomMenuFilling(menu, room);
        return find(menu, path);
    }
    QAction *listAction(int section, const QString &text)
    {
        for (QMenu *old : panel.findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly))
            delete old;
        Q_EMIT panel.listMenuRequested({}, section);
        return find(panel.findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly), {text});
    }
    static QAction *find(const QMenu *in, const QStringList &path)
    {
        for (QAction *each : in->actions()) {
            if (each->text() != path.first())
                continue;
            return path.size() == 1 ? each : find(each->menu(), path.mid(1));
        }
        return nullptr;
    }
    int sectionOf(RoomSection::Kind kind) const
    {
        const auto &sections = rooms.order().sections();
        for (int i = 0; i < sections.size(); ++i) {
            if (sections.at(i).kind == kind)
                return i;
        }
        return -1;
    }
    void name(const QString &text)
    {
        auto *dialog = window.findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(text);
        dialog->accept();
    }
    bool saysLike(const QString &words) const
    {
        for (const QLabel *label : notice.findChildren<QLabel *>()) {
            if (label->text().contains(words))
                return true;
        }
        return false;
    }

    QWidget window;
    std::unique_ptr<Preferences> settings = preferences();
    RoomListModel rooms{session->rooms(), me};
    RoomPanel panel{session->rooms(), rooms, avatars.avatars(), &window};
    NoticeBar notice{&window};
    RoomOrganizer organizer{{*session, rooms, panel, *settings, notice, window}};
    QMenu *menu = nullptr;
};

}

/// What the menus of the room list change, and how it is ordered.
class TestRoomOrganizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAFavourite()
    {
        Stage stage;
        auto &asked = stage.transport.expects(Method::Put, Tags + u"m.favourite"_qs).replies(200, "{}");
        stage.action({u"Favourite"_qs})->trigger();
        QCOMPARE(stage.panel.sections().index(0).data(RoomListModel::NameRole).toString(), u"Favourites"_qs);
        QTRY_VERIFY(asked.isAsked());
        QVERIFY(stage.action({u"Favourite"_qs})->isChecked());
        auto &taken = stage.transport.expects(Method::Delete, Tags + u"m.favourite"_qs).replies(200, "{}");
        stage.action({u"Favourite"_qs})->trigger();
        QTRY_VERIFY(taken.isAsked());
        QVERIFY(!stage.action({u"Favourite"_qs})->isChecked());
    }
    void saysThatTheServerDoesNotTakeIt()
    {
        Stage stage;
        stage.transport.expects(Method::Put, Tags + u"m.lowpriority"_qs)
            .replies(403, R"({"errcode":"M_FORBIDDEN","error":"not here"})");
        stage.action({u"Low priority"_qs})->trigger();
        QTRY_VERIFY(stage.saysLike(u"The room is back where it was."_qs));
        QVERIFY(stage.known().tags.isEmpty());
    }
    void mutes()
    {
        Stage stage;
        QVERIFY(stage.action({u"Notifications"_qs, u"Everything"_qs})->isChecked());
        auto &asked =
            stage.transport.expects(Method::Put, u"/pushrules/global/override/!r:x"_qs).replies(200, "{}");
        stage.transport.expects(Method::Delete, u"/pushrules/global/room/!r:x"_qs).replies(200, "{}");
        stage.action({u"Notifications"_qs, u"Nothing"_qs})->trigger();
        QVERIFY(stage.action({u"Notifications"_qs, u"Nothing"_qs})->isChecked());
        QTRY_VERIFY(asked.isAsked());
        const QModelIndex row = stage.rooms.index(stage.rooms.rowOf(room));
        QCOMPARE(row.data(RoomListModel::NotificationRole).toInt(), int(NotificationLevel::Nothing));
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"muted"));
    }
    void aChatIsMadeARoom()
    {
        Stage stage;
        stage.bring(
            "{'!r:x':{'timeline':{'events':[{'type':'m.room.message','event_id':'$9','sender':'@bob:x',"
            "'content':{'msgtype':'m.text','body':'x'}}]}}}",
            "[{'type':'m.direct','content':{'@bob:x':['!r:x']}}]");
        QVERIFY(stage.known().isDirect);
        const QString note = u"/account_data/m.direct"_qs;
        stage.transport.expects(Method::Get, note).replies(200, test::jsonText("{'@bob:x':['!r:x']}"));
        auto &asked = stage.transport.expects(Method::Put, note).replies(200, "{}");
        stage.action({u"This is a room"_qs})->trigger();
        QTRY_VERIFY(asked.isAsked());
        QCOMPARE(asked.sent().request.body, QByteArray("{}"));
    }
    /// Three people are no chat of two.
    void onlyTwoAreADirectChat()
    {
        Stage stage;
        const QAction *action = stage.action({u"This is a direct chat"_qs});
        QVERIFY(!action->isEnabled());
        QVERIFY(action->toolTip().contains(u"two people"));
    }
    void makesASectionForARoom()
    {
        Stage stage;
        stage.action({u"Section"_qs, u"New section…"_qs})->trigger();
        stage.transport.expects(Method::Get, Data).replies(404, R"({"errcode":"M_NOT_FOUND"})");
        stage.transport.expects(Method::Put, Data).replies(200, "{}");
        auto &tagged = stage.transport.expects(Method::Put, Tags + u"u.Work"_qs).replies(200, "{}");
        stage.name(u"Work"_qs);
        QTRY_VERIFY(tagged.isAsked());
        QVERIFY(stage.action({u"Section"_qs, u"Work"_qs})->isChecked());
        QCOMPARE(stage.panel.sections().index(0).data(RoomListModel::NameRole).toString(), u"Work"_qs);
    }
    void aNameThatIsTakenIsSaid()
    {
        Stage stage;
        stage.bring(
            "{'!r:x':{'account_data':{'events':[{'type':'m.tag','content':{'tags':{'u.Work':{}}}}]}}}");
        stage.action({u"Section"_qs, u"New section…"_qs})->trigger();
        stage.name(u"Work"_qs);
        QTRY_VERIFY(stage.saysLike(u"There is a section of that name."_qs));
    }
    void removesASectionAfterAQuestion()
    {
        Stage stage;
        stage.bring(
            "{'!r:x':{'account_data':{'events':[{'type':'m.tag','content':{'tags':{'u.Work':{}}}}]}}}");
        const int section = stage.sectionOf(RoomSection::Kind::Own);
        QVERIFY(section > 0);
        QVERIFY(!stage.listAction(section, u"Move section up"_qs)->isEnabled());
        stage.listAction(section, u"Remove section…"_qs)->trigger();
        auto *box = stage.window.findChild<QMessageBox *>();
        QVERIFY(box);
        stage.transport.expects(Method::Get, Data).replies(200, "{}");
        stage.transport.expects(Method::Put, Data).replies(200, "{}");
        auto &asked = stage.transport.expects(Method::Delete, Tags + u"u.Work"_qs).replies(200, "{}");
        for (QPushButton *button : box->findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == u"Remove")
                button->click();
        }
        QTRY_VERIFY(asked.isAsked());
        QTRY_COMPARE(stage.sectionOf(RoomSection::Kind::Own), -1);
    }
    void putsWhatWasDragged()
    {
        Stage stage;
        auto &asked = stage.transport.expects(Method::Put, Tags + u"m.favourite"_qs).replies(200, "{}");
        Q_EMIT stage.panel.view().sectionWanted(room, stage.sectionOf(RoomSection::Kind::Favourites));
        QTRY_VERIFY(asked.isAsked());
        QCOMPARE(asked.sent().request.body, QByteArray("{}"));
        auto &placed = stage.transport.expects(Method::Put, Tags + u"m.favourite"_qs).replies(200, "{}");
        Q_EMIT stage.panel.view().placeWanted(room, stage.sectionOf(RoomSection::Kind::Favourites), 0);
        QTRY_VERIFY(placed.isAsked());
        QCOMPARE(placed.sent().request.body, QByteArray(R"({"order":0.5})"));
        auto &taken = stage.transport.expects(Method::Delete, Tags + u"m.favourite"_qs).replies(200, "{}");
        Q_EMIT stage.panel.view().sectionWanted(room, stage.sectionOf(RoomSection::Kind::Rooms));
        QTRY_VERIFY(taken.isAsked());
    }
    void ordersAsItWasChosen()
    {
        Stage stage;
        QVERIFY(stage.rooms.order().isGrouped());
        QVERIFY(stage.listAction(-1, u"Group rooms"_qs)->isChecked());
        stage.listAction(-1, u"Group rooms"_qs)->trigger();
        QVERIFY(!stage.rooms.order().isGrouped());
        QVERIFY(!stage.settings->groupsRooms());
        Stage::find(stage.listAction(-1, u"Sort rooms"_qs)->menu(), {u"A to Z"_qs})->trigger();
        QVERIFY(stage.settings->roomSort() == RoomOrder::Sort::Alphabetical);
    }
    void closedSectionsAreRemembered()
    {
        Stage stage;
        stage.bring(
            "{'!r:x':{'account_data':{'events':[{'type':'m.tag','content':{'tags':{'m.favourite':{}}}}]}}}");
        stage.panel.sections().setClosed(stage.sectionOf(RoomSection::Kind::Favourites), true);
        QCOMPARE(stage.preferences()->closedSections(), QSet<QString>{u"m.favourite"_qs});
    }
    void serversOf2014HaveNoneOfIt()
    {
        Stage stage(Dialect::V1);
        for (const QString &text : {u"Favourite"_qs, u"Low priority"_qs, u"Section"_qs, u"Notifications"_qs,
                                    u"This is a direct chat"_qs})
            QVERIFY(!stage.action({text}));
        QVERIFY(!stage.listAction(-1, u"New section…"_qs));
        QVERIFY(stage.listAction(-1, u"Group rooms"_qs));
    }
};

QTEST_MAIN(TestRoomOrganizer)
#include "tst_roomorganizer.moc"
