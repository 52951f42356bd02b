// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/outboxmodel.h"

#include "models/roomlistmodel.h"
#include "session/roomlist.h"
#include "session/sessiontesting.h"
#include "support/json.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Send = QStringLiteral("/v3/rooms/!r:x/send/m.room.message/*");

}

class TestOutboxModel : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SendQueue> m_queue;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<OutboxModel> m_model;
    std::unique_ptr<RoomListModel> m_list;

    TxnId send(const QString &body, const RoomId &where = room,
               const QString &msgtype = QStringLiteral("m.text"))
    {
        m_bench->clock.advance(1ms);
        return m_queue->send(where, QStringLiteral("m.room.message"),
                             toText({{QStringLiteral("msgtype"), msgtype}, {QStringLiteral("body"), body}}));
    }
    void settle() { m_bench->settle(); }
    FakeTransport::Expectation &expectSend() { return m_bench->server.expects(Method::Put, Send); }
    QVariant value(int row, int role) const { return m_model->index(row).data(role); }
    OutboxModel::State state(int row) const
    {
        return OutboxModel::State(value(row, OutboxModel::StateRole).toInt());
    }
    QStringList texts() const
    {
        QStringList result;
        for (int row = 0; row < m_model->rowCount(); ++row)
            result << value(row, OutboxModel::TextRole).toString();
        return result;
    }
    RoomListModel::Unsent mark() const
    {
        return RoomListModel::Unsent(m_list->index(0).data(RoomListModel::UnsentRole).toInt());
    }
    void rename(const QString &name)
    {
        CommittedRoom committed;
        committed.room.id = room;
        committed.room.membership = Membership::Join;
        committed.room.name = name;
        m_rooms->apply(committed);
    }

    static QByteArray fileText(const QString &body)
    {
        return toText({{QStringLiteral("msgtype"), QStringLiteral("m.image")},
                       {QStringLiteral("body"), body},
                       {QStringLiteral("filename"), QStringLiteral("cat.png")}});
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_queue = std::make_unique<SendQueue>(*m_bench->api, *m_bench->store, m_bench->clock);
        m_rooms = std::make_unique<RoomList>();
        rename(QStringLiteral("Birds"));
        m_model = std::make_unique<OutboxModel>(*m_queue, *m_rooms);
        m_list = std::make_unique<RoomListModel>(*m_rooms, me);
        m_list->setSendQueue(*m_queue);
        for (QAbstractItemModel *model :
             std::initializer_list<QAbstractItemModel *>{m_model.get(), m_list.get()})
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::Fatal, model);
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_list.reset();
        m_model.reset();
        m_rooms.reset();
        m_queue.reset();
        m_bench.reset();
    }

    void filesSayTheirNamesAndWhatIsWrittenBesideThem()
    {
        m_queue->send(room, QStringLiteral("m.room.message"), fileText(QStringLiteral("cat.png")));
        m_queue->send(room, QStringLiteral("m.room.message"), fileText(QStringLiteral("Our cat")));
        QCOMPARE(texts(), QStringList({QStringLiteral("cat.png"), QStringLiteral("cat.png: Our cat")}));
    }

    void saysWhatWaitsAndWhy()
    {
        send(QStringLiteral("two\nlines  here"));
        send(QStringLiteral("waves"), otherRoom, QStringLiteral("m.emote"));
        QCOMPARE(texts(), (QStringList{QStringLiteral("two lines here"), QStringLiteral("* waves")}));
        QCOMPARE(value(0, OutboxModel::RoomNameRole).toString(), QStringLiteral("Birds"));
        QCOMPARE(value(1, OutboxModel::RoomNameRole).toString(), otherRoom.toString()); // not known here
        QCOMPARE(value(0, OutboxModel::TimeRole).toLongLong(), m_model->item(0).ts);
        QCOMPARE(state(0), OutboxModel::State::Waiting);
        QCOMPARE(value(0, OutboxModel::ReasonRole).toString(),
                 QStringLiteral("There is no connection to the server yet."));
    }
    void saysWhatIsNoMessage_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *type, const char *content, const char *words) {
            QTest::newRow(name) << QString::fromUtf8(type) << QString::fromUtf8(content)
                                << QString::fromUtf8(words);
        };
        row("reaction", "m.reaction",
            "{'m.relates_to':{'rel_type':'m.annotation','event_id':'$1','key':'x'}}", "Reaction: x");
        row("custom", "m.reaction",
            "{'m.relates_to':{'rel_type':'m.annotation','event_id':'$1','key':'mxc://x/"
            "y'},'shortcode':':blob:'}",
            "Reaction: :blob:");
        row("redaction", "m.room.redaction", "{'redacts':'$1'}", "Delete a message");
        row("poll", "m.poll.start",
            "{'m.poll':{'question':{'m.text':[{'body':'Tea?'}]},'answers':["
            "{'m.id':'a','m.text':[{'body':'Yes'}]},{'m.id':'b','m.text':[{'body':'No'}]}]}}",
            "Poll: Tea?");
        row("vote", "org.matrix.msc3381.poll.response", "{}", "Vote in a poll");
        row("end", "m.poll.end", "{}", "End of a poll");
    }
    void saysWhatIsNoMessage()
    {
        QFETCH(QString, type);
        QFETCH(QString, content);
        m_queue->send(room, type, test::jsonText(content.toUtf8().constData()));
        QTEST(texts().value(0), "words");
    }
    void followsAMessageOnItsWay()
    {
        m_queue->resume();
        auto &put = expectSend().holds();
        send(QStringLiteral("one"));
        settle();
        QCOMPARE(state(0), OutboxModel::State::Sending);
        QCOMPARE(value(0, OutboxModel::ReasonRole).toString(), QString());
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        put.releaseError(Error::of(Error::Kind::Network));
        QVERIFY(!changed.isEmpty());
        QCOMPARE(state(0), OutboxModel::State::Waiting);
        QVERIFY(value(0, OutboxModel::ReasonRole).toString().contains(QStringLiteral("cannot be reached")));
        expectSend().replies(200, R"({"event_id":"$1"})");
        m_queue->resume();
        settle();
        // The server has it, so it is not unsent, even before its echo comes.
        QCOMPARE(m_model->rowCount(), 0);
    }
    void saysAtOnceThatTheKeysAreNotOurs()
    {
        auto permit = SendQueue::Permit::NotYet;
        m_queue->setPermit([&permit](const RoomId &) { return permit; });
        m_queue->resume();
        send(QStringLiteral("one"));
        settle();
        const QString before = value(0, OutboxModel::ReasonRole).toString();
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        permit = SendQueue::Permit::NoKeys;
        m_queue->onPermitsChanged();
        QCOMPARE(changed.size(), 1);
        QVERIFY(value(0, OutboxModel::ReasonRole).toString() != before);
    }
    void saysWhyTheServerRefused()
    {
        m_queue->resume();
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN","error":"You are muted"})");
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        QCOMPARE(state(0), OutboxModel::State::Refused);
        QCOMPARE(m_model->refused(), 1);
        QCOMPARE(value(0, OutboxModel::ReasonRole).toString(),
                 QStringLiteral("You may not write in this room."));
        QCOMPARE(value(0, OutboxModel::DetailRole).toString(), QStringLiteral("You are muted"));
        QCOMPARE(value(0, Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Birds, one, not sent, You may not write in this room., You are muted"));
        m_queue->discard(txn);
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->refused(), 0);
    }
    void saysWhatItWaitsFor()
    {
        m_queue->resume();
        auto &put = expectSend().holds();
        const TxnId one = send(QStringLiteral("one"));
        m_bench->clock.advance(1ms);
        m_queue->send(room, QStringLiteral("m.reaction"),
                      toText({{QStringLiteral("m.relates_to"),
                               QJsonObject{{QStringLiteral("event_id"), one.toString()},
                                           {QStringLiteral("key"), QStringLiteral("x")}}}}));
        settle();
        const auto reason = [this] { return value(1, OutboxModel::ReasonRole).toString(); };
        QCOMPARE(reason(), QString());
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        const auto isTold = [&changed] {
            return std::any_of(changed.cbegin(), changed.cend(), [](const QList<QVariant> &change) {
                return change[0].toModelIndex().row() <= 1 && change[1].toModelIndex().row() >= 1;
            });
        };
        put.release(403, R"({"errcode":"M_FORBIDDEN"})");
        QCOMPARE(state(1), OutboxModel::State::Waiting);
        QCOMPARE(reason(), QStringLiteral("It waits for a message that could not be sent."));
        QVERIFY(isTold());
        settle();
        changed.clear();
        expectSend().holds();
        m_queue->retry(one);
        QCOMPARE(reason(), QString());
        QVERIFY(isTold());
        settle();
    }
    void countsWhatWasRefused()
    {
        m_queue->resume();
        for (int i = 0; i < 3; ++i)
            expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        QList<TxnId> txns;
        for (const QString &text : {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")})
            txns << send(text);
        settle();
        QCOMPARE(m_model->refused(), 3);
        QCOMPARE(OutboxModel(*m_queue, *m_rooms).refused(), 3); // the same for one that is made later
        expectSend().fails(Error::Kind::Network);
        m_queue->retry(txns[0]);
        settle();
        QCOMPARE(m_model->refused(), 2);
        const OutboxItem two = m_model->item(1);
        m_queue->discard(two.txn);
        QCOMPARE(m_model->refused(), 1);
        m_queue->putBack(two);
        QCOMPARE(m_model->refused(), 2);
    }
    void saysOnceWhatHoldsUpManyMessages()
    {
        m_queue->resume();
        auto &put = expectSend().holds();
        for (int i = 0; i < 20; ++i)
            send(QString::number(i), i == 5 ? otherRoom : room);
        // The other room's way is another one.
        m_bench->server.expects(Method::Put, QStringLiteral("/v3/rooms/!other:x/send/m.room.message/*"))
            .holds();
        settle();
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        put.releaseError(Error::of(Error::Kind::Network));
        for (const auto &change : std::as_const(changed)) {
            const bool isOther = change[0].toModelIndex().row() == 5;
            QCOMPARE(change[0].toModelIndex().row(), isOther ? 5 : 0);
            QCOMPARE(change[1].toModelIndex().row(), isOther ? 5 : 19);
        }
        QVERIFY(!changed.isEmpty());
        QVERIFY(changed.size() <= 4);
    }
    void isInTheOrderInWhichItWasWritten()
    {
        send(QStringLiteral("one"));
        send(QStringLiteral("two"), otherRoom);
        send(QStringLiteral("three"));
        const OutboxItem two = m_model->item(1);
        m_queue->discard(two.txn);
        QCOMPARE(texts(), (QStringList{QStringLiteral("one"), QStringLiteral("three")}));
        m_queue->putBack(two);
        QCOMPARE(texts(),
                 (QStringList{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
        // The same for one that is made later.
        settle();
        OutboxModel later(*m_queue, *m_rooms);
        QCOMPARE(later.index(1).data(OutboxModel::TextRole).toString(), QStringLiteral("two"));
    }
    void followsTheNameOfARoom()
    {
        send(QStringLiteral("one"));
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        rename(QStringLiteral("Birds"));
        QCOMPARE(changed.size(), 0);
        send(QStringLiteral("elsewhere"), otherRoom);
        send(QStringLiteral("two"));
        rename(QStringLiteral("Finches"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(value(0, OutboxModel::RoomNameRole).toString(), QStringLiteral("Finches"));
        QCOMPARE(value(1, OutboxModel::RoomNameRole).toString(), otherRoom.toString());
        QCOMPARE(value(2, OutboxModel::RoomNameRole).toString(), QStringLiteral("Finches"));
    }

    // ---- the marks in the room list
    void theRoomListTellsOfWhatHasToWait()
    {
        m_queue->resume();
        auto &put = expectSend().holds();
        QSignalSpy changed(m_list.get(), &QAbstractItemModel::dataChanged);
        send(QStringLiteral("one"));
        settle();
        // What is simply on its way is nothing to tell of.
        QCOMPARE(mark(), RoomListModel::Unsent::Nothing);
        QCOMPARE(changed.size(), 0);
        put.releaseError(Error::of(Error::Kind::Network));
        QCOMPARE(mark(), RoomListModel::Unsent::Waiting);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_list->index(0).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("A message waits to be sent"));
        // Trying again is no news, only that it worked.
        auto &again = expectSend().holds();
        m_queue->resume();
        QCOMPARE(mark(), RoomListModel::Unsent::Waiting);
        QCOMPARE(changed.size(), 1);
        again.release(200, R"({"event_id":"$1"})");
        settle();
        QCOMPARE(mark(), RoomListModel::Unsent::Nothing);
        QCOMPARE(changed.size(), 2);
    }
    void theRoomListTellsOfWhatWasRefused()
    {
        m_queue->resume();
        expectSend().replies(403, R"({"errcode":"M_FORBIDDEN"})");
        const TxnId txn = send(QStringLiteral("one"));
        settle();
        QCOMPARE(mark(), RoomListModel::Unsent::Refused);
        QVERIFY(m_list->index(0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("A message could not be sent")));
        RoomListModel later(*m_rooms, me);
        later.setSendQueue(*m_queue);
        QCOMPARE(later.index(0).data(RoomListModel::UnsentRole).toInt(), int(RoomListModel::Unsent::Refused));
        m_queue->discard(txn);
        QCOMPARE(mark(), RoomListModel::Unsent::Nothing);
    }
};

QTEST_GUILESS_MAIN(TestOutboxModel)
#include "tst_outboxmodel.moc"
