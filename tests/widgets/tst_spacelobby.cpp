// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacelobby.h"

#include "models/lobbymodel.h"
#include "sessionstage.h"
#include "support/spacerooms.h"
#include "widgets/emptystate.h"
#include "widgets/filteredit.h"
#include "widgets/lobbydelegate.h"
#include "widgets/lobbyview.h"
#include "widgets/messagebar.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

using Method = Request::Method;

const QString path = u"/_matrix/client/v1/rooms/!s:x/hierarchy"_qs;

/// A lobby of the space s with r, which one is in, and others.
class Lobby
{
public:
    explicit Lobby(const QString &children, int power = 100)
    {
        Room space = makeSpace(u"s"_qs, children);
        space.joinedCount = 3;
        space.powerLevels.users.insert(me, power);
        stage.session->rooms().apply(committed(space));
        stage.session->rooms().apply(committed(makeRoom(u"r"_qs)));
        lobby.resize(600, 500);
    }
    ~Lobby()
    {
        // Before the session that it stands on.
        lobby.setSpace({});
    }
    void open()
    {
        lobby.setSpace(idOf(u"s"_qs));
        lobby.show();
        if (!QTest::qWaitForWindowExposed(&lobby))
            qFatal("no window");
    }
    void change(Room room) { stage.session->rooms().apply(committed(room)); }
    QStringList names() const
    {
        QStringList result;
        for (int row = 0; row < model()->rowCount(); ++row)
            result << model()->index(row).data(LobbyModel::NameRole).toString();
        return result;
    }
    QVariant data(int row, int role) const { return model()->index(row).data(role); }
    LobbyModel::Action action(int row) const
    {
        return LobbyModel::Action(data(row, LobbyModel::ActionRole).toInt());
    }
    LobbyModel *model() const { return lobby.findChild<LobbyModel *>(); }
    LobbyView *view() const { return lobby.findChild<LobbyView *>(); }
    QPushButton *button(const QString &begins) const
    {
        const auto buttons = lobby.findChildren<QPushButton *>();
        for (QPushButton *each : buttons) {
            if (each->text().startsWith(begins) && each->isVisible())
                return each;
        }
        return nullptr;
    }
    QString shownState() const
    {
        const auto pages = lobby.findChildren<EmptyState *>();
        for (const EmptyState *page : pages) {
            if (page->isVisible())
                return page->accessibleName();
        }
        return {};
    }
    void press(int row)
    {
        view()->setCurrentIndex(model()->index(row));
        QTest::keyClick(view(), Qt::Key_Return);
    }

    SessionStage stage;
    SpaceLobby lobby{*stage.session, stage.avatars.avatars()};
};

}

class TestSpaceLobby : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsKnownAtOnceAndTheRestAsItComes()
    {
        Lobby stage(u"r public far"_qs);
        auto &first = stage.stage.transport.expects(Method::Get, path).holds();
        stage.open();
        QCOMPARE(stage.names(), QStringList{u"r"_qs});
        QCOMPARE(stage.action(0), LobbyModel::Action::Open);
        auto &second = stage.stage.transport.expects(Method::Get, path).holds();
        first.release(200, jsonText("{'rooms':[{'room_id':'!s:x','room_type':'m.space'},"
                                    "{'room_id':'!public:x','name':'Public','num_joined_members':7}],"
                                    "'next_batch':'n'}"));
        QTRY_COMPARE(stage.names(), QStringList({u"r"_qs, u"Public"_qs}));
        QTRY_VERIFY(second.isAsked()); // there is room for more
        second.release(200, jsonText("{'rooms':[{'room_id':'!far:x','join_rule':'invite'}]}"));
        QTRY_COMPARE(stage.names(), QStringList({u"r"_qs, u"Public"_qs, u"Unnamed room"_qs}));
        QCOMPARE(stage.action(1), LobbyModel::Action::Join);
        QCOMPARE(stage.action(2), LobbyModel::Action::None);
        QVERIFY(!stage.data(2, LobbyModel::WhyRole).toString().isEmpty());
    }

    void joinsAndOpens()
    {
        Lobby stage(u"public"_qs);
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!s:x'},{'room_id':'!public:x','name':'P'}]}"));
        stage.open();
        QTRY_COMPARE(stage.names(), QStringList{u"P"_qs});
        auto &join = stage.stage.transport.expects(Method::Post, u"/join/!public:x"_qs).holds();
        stage.press(0);
        QTRY_VERIFY(join.isAsked());
        QCOMPARE(join.sent().query("via"), u"x"_qs);
        QVERIFY(stage.data(0, LobbyModel::IsJoiningRole).toBool());
        join.release(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        QTRY_VERIFY(!stage.data(0, LobbyModel::IsJoiningRole).toBool());
        QCOMPARE(stage.action(0), LobbyModel::Action::Join);
        QVERIFY(!stage.data(0, LobbyModel::FailureRole).toString().isEmpty());
        stage.stage.transport.expects(Method::Post, u"/join/!public:x"_qs)
            .replies(200, jsonText("{'room_id':'!public:x'}"));
        stage.press(0);
        QTRY_COMPARE(stage.stage.transport.unmet(), QStringList());
        stage.change(makeRoom(u"public"_qs));
        QTRY_COMPARE(stage.action(0), LobbyModel::Action::Open);
        QSignalSpy opened(&stage.lobby, &SpaceLobby::openRequested);
        stage.press(0);
        QCOMPARE(opened.size(), 1);
    }

    void saysWhoCanJoin_data()
    {
        QTest::addColumn<QByteArray>("room");
        QTest::addColumn<int>("action");
        using Action = LobbyModel::Action;
        const auto row = [](const char *name, const char *rest, Action action) {
            QTest::newRow(name) << jsonText(rest) << int(action);
        };
        row("public", "{'join_rule':'public'}", Action::Join);
        row("not said", "{}", Action::Join);
        row("unknown", "{'join_rule':'x.other'}", Action::None);
        row("invited", "{'join_rule':'invite'}", Action::None);
        row("knock", "{'join_rule':'knock'}", Action::Ask);
        row("its members", "{'join_rule':'restricted','allowed_room_ids':['!s:x']}", Action::Join);
        row("others", "{'join_rule':'restricted','allowed_room_ids':['!o:x']}", Action::None);
        row("some of its members, and others",
            "{'join_rule':'knock_restricted','allowed_room_ids':['!o:x','!s:x']}", Action::Join);
        row("not said whose", "{'join_rule':'restricted'}", Action::Join);
        row("others, or who asks", "{'join_rule':'knock_restricted','allowed_room_ids':['!o:x']}",
            Action::Ask);
    }
    void saysWhoCanJoin()
    {
        QFETCH(QByteArray, room);
        Lobby stage(u"q"_qs);
        QJsonObject object = QJsonDocument::fromJson(room).object();
        object.insert(u"room_id"_qs, u"!q:x"_qs);
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, toText({{u"rooms"_qs, QJsonArray{object}}}));
        stage.open();
        QTRY_COMPARE(stage.model()->rowCount(), 1);
        QTEST(int(stage.action(0)), "action");
        if (stage.action(0) != LobbyModel::Action::Join)
            QVERIFY(!stage.data(0, LobbyModel::WhyRole).toString().isEmpty());
    }

    void suggestedOnesComeFirstAndAreJoinedTogether()
    {
        Lobby stage({});
        Room space = makeSpace(u"s"_qs, u"a b c"_qs);
        space.children[1].isSuggested = true;
        space.children[2].isSuggested = true;
        stage.change(space);
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!a:x','name':'A'},{'room_id':'!b:x','name':'B'},"
                                   "{'room_id':'!c:x','name':'C'}]}"));
        stage.open();
        QTRY_COMPARE(stage.names(), QStringList({u"B"_qs, u"C"_qs, u"A"_qs}));
        QVERIFY(stage.data(0, LobbyModel::IsSuggestedRole).toBool());
        QPushButton *all = stage.button(u"Join all suggested"_qs);
        QVERIFY(all);
        auto &first = stage.stage.transport.expects(Method::Post, u"/join/!b:x"_qs).holds();
        auto &second = stage.stage.transport.expects(Method::Post, u"/join/!c:x"_qs).holds();
        all->click();
        QTRY_VERIFY(first.isAsked());
        QVERIFY(!second.isAsked());
        first.release(403, jsonText("{'errcode':'M_FORBIDDEN','error':'No'}"));
        QTRY_VERIFY(second.isAsked()); // one that fails is not the end
        second.release(200, jsonText("{'room_id':'!c:x'}"));
        QTRY_COMPARE(stage.stage.transport.unmet(), QStringList());
    }

    void opensOutSpacesThatStandInItself()
    {
        Lobby stage(u"inner"_qs);
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!s:x','room_type':'m.space'},"
                                   "{'room_id':'!inner:x','room_type':'m.space','name':'Inner'}]}"));
        stage.open();
        QTRY_COMPARE(stage.names(), QStringList{u"Inner"_qs});
        stage.stage.transport.expects(Method::Get, u"/rooms/!inner:x/hierarchy"_qs)
            .replies(
                200,
                jsonText(
                    "{'rooms':[{'room_id':'!inner:x','room_type':'m.space','name':'Inner','children_state':["
                    "{'type':'m.space.child','state_key':'!s:x','content':{'via':['x']}},"
                    "{'type':'m.space.child','state_key':'!inner:x','content':{'via':['x']}},"
                    "{'type':'m.space.child','state_key':'!deep:x','content':{'via':['x']}}]},"
                    "{'room_id':'!deep:x','name':'Deep'}]}"));
        stage.view()->setCurrentIndex(stage.model()->index(0));
        QTest::keyClick(stage.view(), Qt::Key_Right);
        QTRY_COMPARE(stage.names(), QStringList({u"Inner"_qs, u"Deep"_qs}));
        QCOMPARE(stage.data(1, LobbyModel::DepthRole).toInt(), 1);
        stage.lobby.findChild<FilterEdit *>()->setText(u"dee"_qs);
        QCOMPARE(stage.names(), QStringList{u"Deep"_qs});
        QCOMPARE(stage.data(0, LobbyModel::DepthRole).toInt(), 0);
        stage.lobby.findChild<FilterEdit *>()->clear();
        stage.view()->setCurrentIndex(stage.model()->index(0));
        QTest::keyClick(stage.view(), Qt::Key_Left);
        QCOMPARE(stage.names(), QStringList{u"Inner"_qs});
    }

    void saysWhatIsWrongAndTriesAgain()
    {
        Lobby stage(u"a"_qs);
        stage.stage.transport.expects(Method::Get, path).replies(500, "{}");
        stage.open();
        QTRY_COMPARE(stage.shownState(), u"The rooms of this space did not come"_qs);
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!a:x','name':'A'}]}"));
        stage.button(u"Try again"_qs)->click();
        QTRY_COMPARE(stage.names(), QStringList{u"A"_qs});
        QTRY_COMPARE(stage.shownState(), QString());
    }

    void takesInTogetherWhatHappensTogether()
    {
        Lobby stage(u"r q"_qs);
        stage.change(makeRoom(u"q"_qs));
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!s:x'}]}"));
        stage.open();
        QTRY_COMPARE(stage.names(), QStringList({u"r"_qs, u"q"_qs}));
        QTRY_COMPARE(stage.stage.transport.unmet(), QStringList());
        QSignalSpy changed(stage.model(), &QAbstractItemModel::dataChanged);
        Room named = makeRoom(u"q"_qs);
        for (int i = 1; i <= 5; ++i) {
            named.name = u"q%1"_qs.arg(i);
            stage.change(named);
        }
        QCOMPARE(changed.size(), 0);
        QTRY_COMPARE(stage.names(), QStringList({u"r"_qs, u"q5"_qs}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().value<QModelIndex>().row(), 1);
        named.membership = Membership::Leave;
        stage.change(named);
        QTRY_COMPARE(stage.names(), QStringList{u"r"_qs});
    }

    void anEmptyOneSaysSo()
    {
        Lobby stage({});
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!s:x','room_type':'m.space'}]}"));
        stage.open();
        QTRY_COMPARE(stage.shownState(), u"No rooms in this space yet"_qs);
    }

    void countsWhatNobodyTellsOf()
    {
        Lobby stage(u"r hidden1 hidden2"_qs);
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!s:x','room_type':'m.space'}]}"));
        stage.open();
        QTRY_COMPARE(stage.model()->hiddenCount(), 2);
        QCOMPARE(stage.names(), QStringList{u"r"_qs});
    }

    void oldServersLeaveWhatIsKnown()
    {
        const QByteArray unknown = jsonText("{'errcode':'M_UNRECOGNIZED','error':'what?'}");
        Lobby stage(u"r"_qs);
        stage.stage.transport.expects(Method::Get, path).replies(404, unknown);
        stage.stage.transport
            .expects(Method::Get, u"/_matrix/client/unstable/org.matrix.msc2946/rooms/!s:x/hierarchy"_qs)
            .replies(404, unknown);
        stage.open();
        QTRY_COMPARE(stage.stage.transport.unmet(), QStringList());
        QTRY_VERIFY(!stage.stage.session->spaces().hierarchy().isAvailable());
        QCOMPARE(stage.names(), QStringList{u"r"_qs});
        QCOMPARE(stage.shownState(), QString());
    }

    void asksBeforeItJoinsWhatAPolicyListWarnsOf()
    {
        Lobby stage(u"bad good"_qs);
        stage.stage.bring("{'!list:x':{'timeline':{'events':["
                          "{'type':'m.policy.rule.room','event_id':'$p','sender':'@bob:x','state_key':'1',"
                          "'content':{'entity':'!bad:x','recommendation':'m.ban'}}]}}}",
                          "[{'type':'chat.linnet.policy_lists','content':{'rooms':['!list:x']}}]");
        Room space = stage.stage.known(idOf(u"s"_qs));
        for (SpaceChild &child : space.children)
            child.isSuggested = true;
        stage.change(space);
        const PolicyLists &policies = stage.stage.session->safety().policies();
        QTRY_VERIFY(policies.matchOf(idOf(u"bad"_qs), {}));
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!s:x'},{'room_id':'!bad:x','name':'Bad'},"
                                   "{'room_id':'!good:x','name':'Good'}]}"));
        RoomId asked;
        stage.lobby.setGuard(
            [&asked](const RoomId &id, const QString &, const std::function<void()> &) { asked = id; });
        stage.open();
        QTRY_COMPARE(stage.names(), QStringList({u"Bad"_qs, u"Good"_qs}));
        stage.press(0);
        QCOMPARE(asked, idOf(u"bad"_qs));
        QVERIFY(!stage.data(0, LobbyModel::IsJoiningRole).toBool());
        auto &join = stage.stage.transport.expects(Method::Post, u"/join/!good:x"_qs).holds();
        QVERIFY(stage.button(u"Join all suggested (1)"_qs));
        QTest::mouseClick(stage.button(u"Join all suggested"_qs), Qt::LeftButton);
        QTRY_VERIFY(join.isAsked());
        QVERIFY(!stage.data(0, LobbyModel::IsJoiningRole).toBool());
    }

    void theMenuOffersWhatTheButtonDoes()
    {
        Lobby stage(u"knock"_qs);
        stage.stage.transport.expects(Method::Get, path)
            .replies(200, jsonText("{'rooms':[{'room_id':'!s:x'},"
                                   "{'room_id':'!knock:x','name':'Club','join_rule':'knock'}]}"));
        stage.lobby.setCanAsk(true);
        stage.open();
        QTRY_COMPARE(stage.names(), QStringList{u"Club"_qs});
        QCOMPARE(stage.action(0), LobbyModel::Action::Ask);
        QSignalSpy preview(&stage.lobby, &SpaceLobby::previewRequested);
        QSignalSpy knock(&stage.lobby, &SpaceLobby::knockRequested);
        Q_EMIT stage.view()->customContextMenuRequested(
            stage.view()->visualRect(stage.model()->index(0)).center());
        auto *menu = stage.lobby.findChild<QMenu *>({}, Qt::FindDirectChildrenOnly);
        QVERIFY(menu);
        QCOMPARE(menu->actions().at(0)->text(), u"Ask to join…"_qs);
        menu->actions().at(0)->trigger();
        QCOMPARE(knock.size(), 1);
        QCOMPARE(menu->actions().at(1)->text(), u"Show…"_qs);
        menu->actions().at(1)->trigger();
        QCOMPARE(preview.size(), 1);
        QCOMPARE(preview.first().first().value<RoomId>(), idOf(u"knock"_qs));
        menu->close();
    }

    void whoMayNotIsToldWhy()
    {
        Lobby stage(u"r"_qs, 0);
        stage.stage.transport.expects(Method::Get, path).replies(200, "{\"rooms\":[]}");
        stage.open();
        const QList<QAction *> actions = stage.lobby.findChild<QToolButton *>()->menu()->actions();
        for (const QAction *action : actions) {
            QVERIFY(!action->isEnabled());
            QVERIFY(!action->toolTip().isEmpty());
        }
        QVERIFY(!(stage.model()->index(0).flags() & Qt::ItemIsDragEnabled));
        Room mine = stage.stage.known(idOf(u"s"_qs));
        mine.powerLevels.users.insert(me, 100);
        stage.change(mine);
        QVERIFY(actions.first()->isEnabled());
        QVERIFY(stage.model()->index(0).flags() & Qt::ItemIsDragEnabled);
        QSignalSpy add(&stage.lobby, &SpaceLobby::addRequested);
        actions.first()->trigger();
        QCOMPARE(add.size(), 1);
    }

    void tenThousandRoomsAreNoMoreThanWhatIsLookedAt()
    {
        Lobby stage({});
        Room space = makeSpace(u"s"_qs);
        QJsonArray rooms;
        for (int i = 0; i < 10'000; ++i) {
            const QString name = u"n"_qs + QString::number(i);
            space.children.append({idOf(name), {u"x"_qs}});
            if (i < 1000)
                rooms.append(QJsonObject{{u"room_id"_qs, idOf(name).toString()}, {u"name"_qs, name}});
        }
        stage.change(space);
        auto &asked = stage.stage.transport.expects(Method::Get, path)
                          .replies(200, toText({{u"rooms"_qs, rooms}, {u"next_batch"_qs, u"n"_qs}}));
        stage.open();
        QTRY_COMPARE(stage.model()->rowCount(), 1000);
        QCOMPARE(asked.asked(), 1);
        auto &more = stage.stage.transport.expects(Method::Get, path).holds();
        stage.view()->scrollToBottom();
        QTRY_VERIFY(more.isAsked());
        more.release(200, jsonText("{'rooms':[]}"));
        QTRY_VERIFY(!stage.stage.session->spaces().hierarchy().listing(idOf(u"s"_qs)).isLoading);
    }
};

QTEST_MAIN(TestSpaceLobby)
#include "tst_spacelobby.moc"
