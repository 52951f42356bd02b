// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/bundles.h"
#include "matrix/eventparser.h"
#include "models/timelinemodel.h"
#include "support/guidetest.h"
#include "support/json.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/deletionbar.h"
#include "widgets/mainwindow.h"
#include "widgets/pollform.h"
#include "widgets/reasonpopup.h"
#include "widgets/roomview.h"
#include "widgets/threaddock.h"
#include "widgets/timelineview.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace linnet;
using namespace linnet::test;

namespace {

QJsonObject eventOf(const Person &person, const QString &room, const QString &id)
{
    const QJsonArray events = person.events(room);
    for (const QJsonValue &event : events) {
        if (event[QLatin1String("event_id")].toString() == id)
            return event.toObject();
    }
    return {};
}

/// The newest event of a type, as the server has it.
QJsonObject newest(const Person &person, const QString &room, const QString &type)
{
    QJsonObject found;
    const QJsonArray events = person.events(room);
    for (const QJsonValue &event : events) {
        if (event[QLatin1String("type")].toString() == type)
            found = event.toObject();
    }
    return found;
}

QJsonObject relation(const QJsonObject &event)
{
    return event[QLatin1String("content")][QLatin1String("m.relates_to")].toObject();
}

}

/// What relates to messages, in the window and with a real server: answers, edits, reactions, threads,
/// deleting, pins. A server of api/v1 has none of it.
class TestGuideRelations : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void answersGoBothWays();
    void editsAreMarked();
    void reactionsComeAndGo();
    void whatIsDeletedIsGone();
    void pinsStay();
    void threadsOpenBesideTheRoom();
    void pollsAreCounted();
    void pollsAreMade();
    void allByAPersonIsDeleted();
    void whatOnlyTheServerHasIsUpToDate();

private:
    /// A room of bob's, open in alice's window, in which he has said `text`. False under api/v1, where only
    /// that nothing is offered is checked.
    bool openRoom(const QString &text);
    TimelineView *timeline() { return m_window->findChild<RoomView *>()->findChild<TimelineView *>(); }
    const TimelineItem *row(const QString &text, TimelineView *view = nullptr);
    static void type(ComposerEdit *edit, const QString &text);

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    QString m_room;
    QString m_said; ///< its event id
};

void TestGuideRelations::cleanup()
{
    m_window.reset();
    GuideTest::cleanup();
}

bool TestGuideRelations::openRoom(const QString &text)
{
    m_room = sharedRoom(QStringLiteral("Relations"));
    m_said = bob().say(m_room, text);
    m_window =
        std::make_unique<MainWindow>(alice().session(), m_folder.filePath(QStringLiteral("settings.ini")));
    m_window->show();
    m_window->showRoom(RoomId(m_room));
    if (!eventually([&] { return row(text); })) {
        QTest::qFail("the message did not come", __FILE__, __LINE__);
        return false;
    }
    if (!isLegacy())
        return true;
    using Part = RowHit::Part;
    const QList<Part> had{Part::CopyLink, Part::CopyUri, Part::Source, Part::Redact, Part::RedactAll};
    const QList<MessageAction> actions = timeline()->actionsOf(timeline()->model()->rowCount() - 1);
    const bool isFit = std::all_of(actions.cbegin(), actions.cend(),
                                   [&had](const MessageAction &each) { return had.contains(each.part); });
    if (!isFit || actions.isEmpty())
        QTest::qFail("api/v1 offers what it has not, or not what it has", __FILE__, __LINE__);
    return false;
}

const TimelineItem *TestGuideRelations::row(const QString &text, TimelineView *view)
{
    const auto *model = qobject_cast<TimelineModel *>((view ? view : timeline())->model());
    for (int row = model ? model->rowCount() - 1 : -1; row >= 0; --row) {
        if (model->item(row).text == text)
            return &model->item(row);
    }
    return nullptr;
}

void TestGuideRelations::type(ComposerEdit *edit, const QString &text)
{
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

void TestGuideRelations::answersGoBothWays()
{
    if (!openRoom(QStringLiteral("Who has seen the linnet?")))
        return;
    auto *edit = m_window->centralWidget()->findChild<ComposerEdit *>();
    Q_EMIT timeline()->replyRequested(row(QStringLiteral("Who has seen the linnet?"))->key);
    type(edit, QStringLiteral("I have"));
    QVERIFY(eventually([&] { return isUnsentEmpty() && row(QStringLiteral("I have")); }));
    const TimelineItem *answer = row(QStringLiteral("I have"));
    QVERIFY(answer->reply && answer->reply->isKnown);
    QCOMPARE(answer->reply->text, QStringLiteral("Who has seen the linnet?"));
    const QJsonObject sent = newest(bob(), m_room, QStringLiteral("m.room.message"));
    QCOMPARE(relation(sent)[QLatin1String("m.in_reply_to")][QLatin1String("event_id")].toString(), m_said);
    QCOMPARE(sent[QLatin1String("content")][QLatin1String("m.mentions")][QLatin1String("user_ids")].toArray(),
             QJsonArray{bob().id()});

    bob().send(m_room,
               {{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                {QStringLiteral("body"), QStringLiteral("Where?")},
                {QStringLiteral("m.relates_to"),
                 QJsonObject{{QStringLiteral("m.in_reply_to"),
                              QJsonObject{{QStringLiteral("event_id"), answer->event.toString()}}}}}});
    QVERIFY(eventually([&] { return row(QStringLiteral("Where?")); }));
    QCOMPARE(row(QStringLiteral("Where?"))->reply->text, QStringLiteral("I have"));
}

void TestGuideRelations::editsAreMarked()
{
    if (!openRoom(QStringLiteral("Hello")))
        return;
    auto *edit = m_window->centralWidget()->findChild<ComposerEdit *>();
    type(edit, QStringLiteral("A robbin"));
    QVERIFY(eventually([&] { return isUnsentEmpty() && row(QStringLiteral("A robbin")); }));
    const QString id = row(QStringLiteral("A robbin"))->event.toString();
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->toPlainText(), QStringLiteral("A robbin"));
    edit->selectAll();
    type(edit, QStringLiteral("A **robin**"));
    QVERIFY(eventually([&] { return isUnsentEmpty() && row(QStringLiteral("A **robin**")); }));
    QVERIFY(row(QStringLiteral("A **robin**"))->isEdited);
    QCOMPARE(row(QStringLiteral("A **robin**"))->html, QStringLiteral("A <strong>robin</strong>"));
    QVERIFY(!row(QStringLiteral("A robbin")));
    const QJsonObject sent = newest(bob(), m_room, QStringLiteral("m.room.message"));
    QCOMPARE(relation(sent)[QLatin1String("event_id")].toString(), id);
    QCOMPARE(relation(sent)[QLatin1String("rel_type")].toString(), QStringLiteral("m.replace"));
}

void TestGuideRelations::reactionsComeAndGo()
{
    const QString thumb = QStringLiteral("👍");
    if (!openRoom(QStringLiteral("Cake on Saturday")))
        return;
    const auto reactions = [this] { return row(QStringLiteral("Cake on Saturday"))->reactions; };
    const QString key = row(QStringLiteral("Cake on Saturday"))->key;
    Q_EMIT timeline()->reactionToggled(key, thumb);
    QVERIFY(eventually([&] { return isUnsentEmpty() && reactions().size() == 1; }));
    QVERIFY(reactions().first().isOwn());
    bob().call("PUT", QStringLiteral("rooms/%1/send/m.reaction/r1").arg(m_room),
               {{QStringLiteral("m.relates_to"),
                 QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.annotation")},
                             {QStringLiteral("event_id"), m_said},
                             {QStringLiteral("key"), thumb}}}});
    QVERIFY(eventually([&] { return reactions().value(0).count == 2; }));
    Q_EMIT timeline()->reactionToggled(key, thumb);
    QVERIFY(eventually([&] { return isUnsentEmpty() && reactions().value(0).count == 1; }));
    QVERIFY(!reactions().first().isOwn());
}

void TestGuideRelations::whatIsDeletedIsGone()
{
    if (!openRoom(QStringLiteral("Hello")))
        return;
    type(m_window->centralWidget()->findChild<ComposerEdit *>(), QStringLiteral("A secret"));
    QVERIFY(eventually([&] { return isUnsentEmpty() && row(QStringLiteral("A secret")); }));
    const QString id = row(QStringLiteral("A secret"))->event.toString();
    Q_EMIT timeline()->redactRequested(row(QStringLiteral("A secret"))->key, QStringLiteral("Not for you"));
    QVERIFY(eventually([&] { return isUnsentEmpty() && !row(QStringLiteral("A secret")); }));
    QVERIFY(eventually([&] {
        return !eventOf(bob(), m_room, id)[QLatin1String("content")].toObject().contains(
            QLatin1String("body"));
    }));
}

void TestGuideRelations::pinsStay()
{
    if (!openRoom(QStringLiteral("The rules")))
        return;
    QVERIFY(bob().setState(m_room, QStringLiteral("m.room.power_levels"),
                           {{QStringLiteral("users"), QJsonObject{{aliceId(), 50}}}}));
    const QString key = row(QStringLiteral("The rules"))->key;
    QVERIFY(eventually([&] { return timeline()->abilities().canPin; }));
    Q_EMIT timeline()->pinRequested(key);
    QVERIFY(eventually([&] { return timeline()->abilities().pinned.contains(EventId(m_said)); }));
    QCOMPARE(bob().state(m_room, QStringLiteral("m.room.pinned_events"))[QLatin1String("pinned")].toArray(),
             QJsonArray{m_said});
    Q_EMIT timeline()->pinRequested(key);
    QVERIFY(eventually([&] { return timeline()->abilities().pinned.isEmpty(); }));
}

void TestGuideRelations::threadsOpenBesideTheRoom()
{
    if (!openRoom(QStringLiteral("About the walk")))
        return;
    Q_EMIT timeline()->threadRequested(row(QStringLiteral("About the walk"))->key);
    auto *dock = m_window->findChild<ThreadDock *>();
    QVERIFY(dock && dock->isVisible());
    auto *view = dock->findChild<TimelineView *>();
    QVERIFY(eventually([&] { return row(QStringLiteral("About the walk"), view); }));
    type(dock->findChild<ComposerEdit *>(), QStringLiteral("I am coming"));
    QVERIFY(eventually([&] { return isUnsentEmpty() && row(QStringLiteral("I am coming"), view); }));
    QVERIFY(!row(QStringLiteral("I am coming")));
    QVERIFY(eventually([&] { return row(QStringLiteral("About the walk"))->thread != nullptr; }));
    QCOMPARE(row(QStringLiteral("About the walk"))->thread->count, 1);
    const QJsonObject sent = newest(bob(), m_room, QStringLiteral("m.room.message"));
    QCOMPARE(relation(sent)[QLatin1String("rel_type")].toString(), QStringLiteral("m.thread"));
    QCOMPARE(relation(sent)[QLatin1String("event_id")].toString(), m_said);
    // What the server says of the thread is what is counted here.
    const auto root = EventParser().parse(toText(eventOf(bob(), m_room, m_said)), 0);
    const auto bundle = root ? readThreadBundle(*root, 0) : std::nullopt;
    QVERIFY(bundle);
    QCOMPARE(bundle->count, 1);
    QCOMPARE(bundle->newest.id, row(QStringLiteral("I am coming"), view)->event);

    // What is deleted stays in the thread, also for who comes back.
    Q_EMIT view->redactRequested(row(QStringLiteral("I am coming"), view)->key, {});
    QVERIFY(eventually([&] { return isUnsentEmpty() && !row(QStringLiteral("I am coming"), view); }));
    QVERIFY(eventually([&] { return row(QStringLiteral("About the walk"))->thread == nullptr; }));
    m_window =
        std::make_unique<MainWindow>(alice().session(), m_folder.filePath(QStringLiteral("settings.ini")));
    m_window->show();
    m_window->showRoom(RoomId(m_room));
    QVERIFY(eventually([&] { return row(QStringLiteral("About the walk")); }));
    const auto hasDeleted = [](TimelineView *in) {
        const auto *model = qobject_cast<TimelineModel *>(in->model());
        for (int i = 0; i < model->rowCount(); ++i) {
            if (model->item(i).kind == TimelineItem::Kind::Redacted)
                return true;
        }
        return false;
    };
    QVERIFY(!hasDeleted(timeline()));
    Q_EMIT timeline()->threadRequested(row(QStringLiteral("About the walk"))->key);
    view = m_window->findChild<ThreadDock *>()->findChild<TimelineView *>();
    QVERIFY(eventually([&] { return hasDeleted(view); }));
}

void TestGuideRelations::pollsAreCounted()
{
    if (!openRoom(QStringLiteral("Hello")))
        return;
    const QString text = QStringLiteral("org.matrix.msc1767.text");
    const auto answer = [&](const char *id, const char *words) {
        return QJsonObject{{QStringLiteral("id"), QLatin1String(id)}, {text, QLatin1String(words)}};
    };
    bob().call(
        "PUT", QStringLiteral("rooms/%1/send/org.matrix.msc3381.poll.start/p1").arg(m_room),
        {{text, QStringLiteral("Cake or pie?")},
         {QStringLiteral("org.matrix.msc3381.poll.start"),
          QJsonObject{{QStringLiteral("kind"), QStringLiteral("org.matrix.msc3381.poll.disclosed")},
                      {QStringLiteral("max_selections"), 1},
                      {QStringLiteral("question"), QJsonObject{{text, QStringLiteral("Cake or pie?")}}},
                      {QStringLiteral("answers"), QJsonArray{answer("c", "Cake"), answer("p", "Pie")}}}}});
    const auto poll = [this]() -> const TimelineItem * {
        const auto *model = qobject_cast<TimelineModel *>(timeline()->model());
        const int last = model->rowCount() - 1;
        return last >= 0 && model->item(last).poll ? &model->item(last) : nullptr;
    };
    QVERIFY(eventually([&] { return poll(); }));
    QCOMPARE(poll()->poll->question, QStringLiteral("Cake or pie?"));
    Q_EMIT timeline()->voteRequested(poll()->key, {QStringLiteral("c")});
    QVERIFY(eventually([&] { return isUnsentEmpty() && poll()->poll->answers.first().votes == 1; }));
    QVERIFY(poll()->poll->answers.first().isOwn);
    QVERIFY(!newest(bob(), m_room, QStringLiteral("org.matrix.msc3381.poll.response")).isEmpty());
}

void TestGuideRelations::pollsAreMade()
{
    if (!openRoom(QStringLiteral("Hello")))
        return;
    auto *edit = m_window->centralWidget()->findChild<ComposerEdit *>();
    type(edit, QStringLiteral("/poll Cake or pie?"));
    PollForm *form = nullptr;
    QVERIFY(eventually([&] {
        form = m_window->findChild<PollForm *>();
        return form && form->isVisible();
    }));
    QList<QLineEdit *> lines = form->findChildren<QLineEdit *>();
    QCOMPARE(lines.takeFirst()->text(), QStringLiteral("Cake or pie?"));
    lines.at(0)->setText(QStringLiteral("Cake"));
    lines.at(1)->setText(QStringLiteral("Pie"));
    form->findChild<QPushButton *>(QStringLiteral("sendPoll"))->click();
    const QString type = QStringLiteral("org.matrix.msc3381.poll.start");
    QVERIFY(eventually([&] { return isUnsentEmpty() && !newest(bob(), m_room, type).isEmpty(); }));
    // Another client votes in it.
    const QJsonObject poll = newest(bob(), m_room, type);
    const QJsonValue answer = poll[QLatin1String("content")][type][QLatin1String("answers")][1];
    bob().call("PUT", QStringLiteral("rooms/%1/send/org.matrix.msc3381.poll.response/v1").arg(m_room),
               {{QStringLiteral("m.relates_to"),
                 QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.reference")},
                             {QStringLiteral("event_id"), poll[QLatin1String("event_id")]}}},
                {QStringLiteral("org.matrix.msc3381.poll.response"),
                 QJsonObject{{QStringLiteral("answers"), QJsonArray{answer[QLatin1String("id")]}}}}});
    const auto *model = qobject_cast<TimelineModel *>(timeline()->model());
    QVERIFY(eventually([&] {
        const TimelineItem &last = model->item(model->rowCount() - 1);
        return last.poll && last.poll->answers.size() == 2 && last.poll->answers.at(1).votes == 1;
    }));
}

void TestGuideRelations::allByAPersonIsDeleted()
{
    if (!openRoom(QStringLiteral("Buy now")))
        return;
    const QString again = bob().say(m_room, QStringLiteral("Buy more"));
    QVERIFY(eventually([&] { return row(QStringLiteral("Buy more")); }));
    say(m_room, QStringLiteral("Please stop"));
    QVERIFY(eventually([&] { return isUnsentEmpty(); }));
    const QString levels = QStringLiteral("m.room.power_levels");
    QJsonObject power = bob().state(m_room, levels);
    QJsonObject users = power.value(u"users").toObject(); // who made the room stands there in older ones only
    users.insert(aliceId(), 50);
    power.insert(QStringLiteral("users"), users);
    QVERIFY(bob().setState(m_room, levels, power));
    QVERIFY(eventually(
        [&] { return alice().room(m_room)->powerLevels.powerOf(alice().session().self()) == 50; }));
    auto *edit = m_window->centralWidget()->findChild<ComposerEdit *>();
    type(edit, QStringLiteral("/redact %1 spam").arg(bob().id()));
    ReasonPopup *question = nullptr;
    QVERIFY(eventually([&] { return (question = m_window->findChild<ReasonPopup *>()) != nullptr; }));
    question->findChild<QPushButton *>(QStringLiteral("doIt"))->click();
    const auto isGone = [&](const QString &id) {
        return eventOf(bob(), m_room, id)[QLatin1String("content")].toObject().isEmpty();
    };
    QVERIFY(eventually([&] { return isUnsentEmpty() && isGone(m_said) && isGone(again); }));
    QVERIFY(bob().bodies(m_room).contains(QStringLiteral("Please stop")));
    QVERIFY(eventually([&] { return !row(QStringLiteral("Buy now")) && !row(QStringLiteral("Buy more")); }));
    QVERIFY(!m_window->findChild<DeletionBar *>()->isVisible());
}

void TestGuideRelations::whatOnlyTheServerHasIsUpToDate()
{
    if (isLegacy())
        return;
    const QString room = bob().createRoom({{QStringLiteral("preset"), QStringLiteral("public_chat")},
                                           {QStringLiteral("name"), QStringLiteral("Long")}});
    const QString first = bob().say(room, QStringLiteral("First words"));
    const auto words = [](const char *body, const QJsonObject &relation = {}) {
        return QJsonObject{{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                           {QStringLiteral("body"), QLatin1String(body)},
                           {QStringLiteral("m.relates_to"), relation}};
    };
    QJsonObject edit = words("* Better words", {{QStringLiteral("rel_type"), QStringLiteral("m.replace")},
                                                {QStringLiteral("event_id"), first}});
    edit.insert(QStringLiteral("m.new_content"), words("Better words"));
    QVERIFY(!bob().send(room, edit).isEmpty());
    constexpr int more = 90; // than is read of a room that is opened
    for (int i = 0; i < more; ++i)
        bob().say(room, QString::number(i));
    const QJsonObject answered{{QStringLiteral("event_id"), first}};
    QVERIFY(!bob().send(room, words("Agreed", {{QStringLiteral("m.in_reply_to"), answered}})).isEmpty());

    QVERIFY(await(alice().session().actions().join(room)).isOk());
    QVERIFY(alice().seesRoom(room, Membership::Join));
    const auto window = alice().window(room);
    const auto answer = [&window]() -> const TimelineItem * {
        for (const TimelineItem &item : window->items()) {
            if (item.reply)
                return &item;
        }
        return nullptr;
    };
    QVERIFY(eventually([&] { return answer(); }));
    QVERIFY(!answer()->reply->isKnown);
    window->wantReply(answer()->key);
    QVERIFY(eventually([&] { return answer()->reply->isKnown; }));
    QCOMPARE(answer()->reply->text, QStringLiteral("Better words"));
    bob().call("PUT", QStringLiteral("rooms/%1/redact/%2/x").arg(room, first));
    QVERIFY(eventually([&] { return answer()->reply->isRedacted; }));
}

QTEST_MAIN(TestGuideRelations)
#include "tst_guiderelations.moc"
