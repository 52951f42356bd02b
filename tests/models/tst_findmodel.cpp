// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findmodel.h"

#include "models/roomlistmodel.h"
#include "session/sessiontesting.h"

#include <QAbstractItemModelTester>

using namespace linnet;
using namespace linnet::testing;

class TestFindModel : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<RoomListModel> m_roomModel;
    std::unique_ptr<Search> m_search;
    std::unique_ptr<FindModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    /// "R" rooms, "P" people, "M" messages with what they are called or say; "-" before a heading.
    QStringList rows() const
    {
        QStringList texts;
        for (int i = 0; i < m_model->rowCount(); ++i) {
            const QModelIndex index = m_model->index(i);
            const int kind = index.data(FindModel::KindRole).toInt();
            const bool isMessage = kind == int(FindModel::Kind::Message);
            texts << (index.data(FindModel::StartsKindRole).toBool() ? u"-"_qs : QString()) +
                         QString(u"RPM"[kind]) + u' ' +
                         index.data(isMessage ? FindModel::WordsRole : FindModel::NameRole).toString();
        }
        return texts;
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_rooms = std::make_unique<RoomList>();
        m_roomModel = std::make_unique<RoomListModel>(*m_rooms, me);
        m_search = std::make_unique<Search>(*m_bench->api, m_bench->store->archive(), *m_rooms, me);
        m_model = std::make_unique<FindModel>(*m_roomModel, *m_rooms, m_bench->store->archive(), *m_search);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_rooms->apply(m_bench->commit(
            sync(u"p"_qs,
                 joined({state(u"$n"_qs, u"m.room.name"_qs, {{u"name"_qs, u"Garden"_qs}}),
                         member(u"$m"_qs, bob, u"join"_qs, u"Gary"_qs),
                         message(u"$1"_qs, bob, u"gardening"_qs), message(u"$2"_qs, bob, u"cooking"_qs)}))));
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_search.reset();
        m_roomModel.reset();
        m_rooms.reset();
        m_bench.reset();
    }

    void whatWasMadeOfAHitIsKept()
    {
        QJsonArray events;
        for (int i = 0; i < 60; ++i) {
            QJsonObject said = message(u"$h%1"_qs.arg(i), bob, u"hello %1"_qs.arg(i));
            said.insert(u"origin_server_ts"_qs, i * 60'000);
            events << said;
        }
        m_rooms->apply(m_bench->commit(sync(u"q"_qs, joined(events))));
        m_model->setText(u"from:bob"_qs); // no question for the server
        QTRY_COMPARE(m_model->rowCount(), 50);
        const QString words = m_model->index(0).data(FindModel::WordsRole).toString();
        m_search->more();
        QTRY_COMPARE(m_model->rowCount(), 62);
        const QString after = m_model->index(0).data(FindModel::WordsRole).toString();
        QCOMPARE(after, words);
        QVERIFY(after.constData() == words.constData()); // not read again
    }
    void whatIsEditedIsReadAgain()
    {
        m_model->setText(u"gardening"_qs);
        QTRY_COMPARE(rows(), QStringList{u"-M gardening"_qs});
        QJsonObject content{{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, u"* garden party"_qs}};
        content.insert(u"m.new_content"_qs,
                       QJsonObject{{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, u"garden party"_qs}});
        content.insert(u"m.relates_to"_qs,
                       QJsonObject{{u"rel_type"_qs, u"m.replace"_qs}, {u"event_id"_qs, u"$1"_qs}});
        m_rooms->apply(m_bench->commit(
            sync(u"q"_qs, joined({testing::event(u"$e"_qs, bob, u"m.room.message"_qs, content)}))));
        m_model->setText(u"gard"_qs);
        QTRY_COMPARE(rows(), (QStringList{u"-R Garden"_qs, u"-M garden party"_qs}));
    }
    void whatIsHiddenStaysHidden()
    {
        const QJsonObject content = json("{'msgtype':'m.text','body':'the murderer is the gardener',"
                                         "'format':'org.matrix.custom.html',"
                                         "'formatted_body':'<p>the murderer is <span data-mx-spoiler>the "
                                         "gardener</span></p>'}");
        m_rooms->apply(m_bench->commit(
            sync(u"q"_qs, joined({testing::event(u"$s"_qs, bob, u"m.room.message"_qs, content)}))));
        m_model->setText(u"murderer"_qs);
        QTRY_COMPARE(rows(), QStringList{u"-M the murderer is █████"_qs});
    }
    void nothingTypedShowsTheRooms()
    {
        m_model->setText({});
        QCOMPARE(rows(), QStringList{u"-R Garden"_qs});
    }
    void findsRoomsPeopleAndMessages()
    {
        m_model->setText(u"gar"_qs);
        QTRY_COMPARE(rows(), (QStringList{u"-R Garden"_qs, u"-P Gary"_qs, u"-M gardening"_qs}));
        const QModelIndex hit = m_model->index(2);
        QCOMPARE(hit.data(FindModel::EventIdRole).value<EventId>(), EventId(u"$1"_qs));
        QCOMPARE(hit.data(FindModel::RoomIdRole).value<RoomId>(), room);
        QCOMPARE(hit.data(FindModel::WhereRole).toString(), u"Garden"_qs);
        QCOMPARE(hit.data(FindModel::NameRole).toString(), u"Gary"_qs);
        QVERIFY(hit.data(FindModel::IsStoredRole).toBool());
        m_model->setText(u"garx"_qs);
        QTRY_COMPARE(rows(), QStringList());
    }
    void whatOnlyTheServerHasIsCalledSo()
    {
        QJsonObject said = in(room, message(u"$0"_qs, bob, u"garlic"_qs));
        said.insert(u"origin_server_ts"_qs, 5);
        const QJsonObject events{{u"results"_qs, QJsonArray{QJsonObject{{u"result"_qs, said}}}}};
        m_bench->server.expects(Method::Post, u"/search"_qs)
            .replies(200, toText({{u"search_categories"_qs, QJsonObject{{u"room_events"_qs, events}}}}));
        m_model->setText(u"gar"_qs, room);
        QTRY_COMPARE(rows(), QStringList{u"-M gardening"_qs});
        m_bench->clock.advance(400ms);
        QTRY_COMPARE(rows(), (QStringList{u"-M gardening"_qs, u"M garlic"_qs}));
        const auto spoken = [this](int row) {
            return m_model->index(row).data(Qt::AccessibleTextRole).toString();
        };
        QVERIFY(!m_model->index(1).data(FindModel::IsStoredRole).toBool());
        QCOMPARE(spoken(0), u"Gary in Garden: gardening"_qs);
        QVERIFY2(spoken(1).endsWith(u" in Garden, on the server: garlic"_qs), qPrintable(spoken(1)));
    }
    void aFilterMakesItAQuestionForMessages()
    {
        m_model->setText(u"from:gary"_qs);
        QTRY_COMPARE(rows().size(), 2);
        QVERIFY(rows().first().startsWith(u"-M"_qs));
    }
    void oneLetterIsNoQuestionForPeople()
    {
        m_model->setText(u"g"_qs);
        QTRY_COMPARE(rows(), (QStringList{u"-R Garden"_qs, u"-M gardening"_qs}));
    }
    void aRowStaysTheSameWhateverIsMergedIn()
    {
        m_rooms->apply(m_bench->commit(
            sync(u"p2"_qs, joined({message(u"$3"_qs, bob, u"gate"_qs), message(u"$4"_qs, bob, u"gas"_qs)}))));
        m_model->setText(u"gar"_qs);
        QTRY_COMPARE(rows().size(), 3);
        const QPersistentModelIndex chosen = m_model->index(2);
        QCOMPARE(chosen.data(FindModel::EventIdRole).value<EventId>(), EventId(u"$1"_qs));
        // Others come above it, and go again.
        m_model->setText(u"ga"_qs);
        QTRY_COMPARE(rows().size(), 5);
        QVERIFY(chosen.isValid());
        QCOMPARE(chosen.row(), 4);
        QCOMPARE(chosen.data(FindModel::EventIdRole).value<EventId>(), EventId(u"$1"_qs));
        QVERIFY(rows()[2].startsWith(u"-M"_qs));
        QVERIFY(rows()[4].startsWith(u"M"_qs));
        m_model->setText(u"garde"_qs);
        QTRY_VERIFY(rows().last() == u"-M gardening"_qs);
        QVERIFY(chosen.isValid());
        QCOMPARE(chosen.row(), int(rows().size()) - 1);
    }
    void inOneRoomThereAreOnlyMessages()
    {
        m_model->setText(u"gar"_qs, room);
        QTRY_COMPARE(rows(), QStringList{u"-M gardening"_qs});
        m_model->setText(u"gar"_qs, otherRoom);
        QTRY_COMPARE(rows(), QStringList());
        m_model->setText({}, room);
        QTRY_COMPARE(rows().size(), 2);
    }
    void whatWasFoundChangesWithEachLetter()
    {
        for (const QString &typed : {u"c"_qs, u"co"_qs, u"coo"_qs, u"g"_qs, u"ga"_qs, u"gard"_qs})
            m_model->setText(typed);
        QTRY_COMPARE(rows(), (QStringList{u"-R Garden"_qs, u"-M gardening"_qs}));
    }
};

QTEST_GUILESS_MAIN(TestFindModel)
#include "tst_findmodel.moc"
