// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomwriting.h"

#include "matrix/relation.h"
#include "models/timelinemodel.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/sessionstage.h"
#include "widgets/timelineview.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

/// What becomes of a message when somebody wants to write it anew, whether it was sent or not.
class TestRoomWriting : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<TimelineView> m_view;
    std::unique_ptr<Composer> m_composer;
    std::unique_ptr<RoomWriting> m_writing;

    TxnId send(const Draft &draft)
    {
        const auto sent = m_stage->session->sender().send(room, draft);
        return sent ? *sent : TxnId();
    }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_stage->transport.holdUnexpected();
        m_timeline = m_stage->session->openTimeline(room);
        m_model = std::make_unique<TimelineModel>();
        m_model->setTimeline(m_timeline.get());
        m_view = std::make_unique<TimelineView>(m_stage->avatars.avatars());
        m_view->setTimeline(m_model.get());
        m_view->setAbilities(RowAbilities::of(m_stage->known(), me, Dialect::V3));
        m_composer = std::make_unique<Composer>();
        m_composer->show();
        m_writing = std::make_unique<RoomWriting>(*m_stage->session, *m_composer, *m_model, *m_view);
        QSignalSpy opened(m_writing.get(), &RoomWriting::opened);
        m_writing->open(room, {});
        QTRY_COMPARE(opened.size(), 1);
        m_timeline->open({});
        QTRY_COMPARE(m_model->rowCount(), 3);
    }
    void cleanup()
    {
        m_writing.reset();
        m_composer.reset();
        m_view.reset();
        m_model.reset();
        m_timeline.reset();
        m_stage.reset();
    }

    void aReplyStaysOne()
    {
        Draft draft;
        draft.text = u"yes"_qs;
        draft.inReplyTo = u"$1"_qs;
        m_writing->editUnsent(send(draft));
        QCOMPARE(m_composer->text(), u"yes"_qs);
        QCOMPARE(m_composer->target().key, u"$1"_qs);
        QCOMPARE(m_composer->target().sender, u"Bob"_qs);
        QVERIFY(!m_composer->target().isEdit);
        QVERIFY(m_stage->outbox().isEmpty());
    }
    /// The bar above the composer uncovers nothing, nor does the draft that is kept.
    void whatIsHiddenStaysHiddenInAnAnswer()
    {
        m_stage->bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.message','event_id':'$s',"
                       "'sender':'@bob:x','origin_server_ts':5000,'content':{'msgtype':'m.text',"
                       "'body':'the butler','format':'org.matrix.custom.html',"
                       "'formatted_body':'the <span data-mx-spoiler>butler</span>'}}]}}}");
        m_timeline->open({});
        QTRY_VERIFY(m_model->rowOf(u"$s"_qs) >= 0);
        m_writing->reply(u"$s"_qs);
        QCOMPARE(m_composer->target().text, u"the █████"_qs);
        m_composer->setTarget({});
        Draft draft;
        draft.text = u"yes"_qs;
        draft.inReplyTo = u"$s"_qs;
        m_writing->editUnsent(send(draft));
        QCOMPARE(m_composer->target().text, u"the █████"_qs);
    }
    void anEditStaysOne()
    {
        m_composer->setText(u"half a thought"_qs);
        Draft draft;
        draft.text = u"mine *too*"_qs;
        draft.edits = u"$mine"_qs;
        m_writing->editUnsent(send(draft));
        QCOMPARE(m_composer->text(), u"mine *too*"_qs);
        QCOMPARE(m_composer->target().key, u"$mine"_qs);
        QVERIFY(m_composer->target().isEdit);
        QCOMPARE(m_composer->target().aside, u"half a thought"_qs);
    }
    /// Of answers of old it would be what they answer.
    void aQuotationIsEditedToo()
    {
        m_stage->bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.message','event_id':'$q',"
                       "'sender':'@me:x','origin_server_ts':5000,'content':{'msgtype':'m.text',"
                       "'body':'> a\\n\\nb','format':'org.matrix.custom.html',"
                       "'formatted_body':'<blockquote><p>a</p></blockquote><p>b</p>',"
                       "'m.relates_to':{'m.in_reply_to':{'event_id':'$1'}}}}]}}}");
        m_timeline->open({});
        QTRY_VERIFY(m_model->rowOf(u"$q"_qs) >= 0);
        m_writing->edit(u"$q"_qs);
        QCOMPARE(m_composer->text(), u"> a\n\nb"_qs);
    }
    void whoIsNamedInAListStaysNamed()
    {
        m_stage->bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.message','event_id':'$l',"
                       "'sender':'@me:x','origin_server_ts':5000,'content':{'msgtype':'m.text',"
                       "'body':'* Bob\\n* tea','format':'org.matrix.custom.html','formatted_body':"
                       "'<ul><li><a href=\\\"https://matrix.to/#/@bob:x\\\">Bob</a></li><li>tea</li></ul>',"
                       "'m.mentions':{'user_ids':['@bob:x']}}}]}}}");
        m_timeline->open({});
        QTRY_VERIFY(m_model->rowOf(u"$l"_qs) >= 0);
        m_writing->edit(u"$l"_qs);
        QCOMPARE(m_composer->text(), u"* [Bob](https://matrix.to/#/@bob:x)\n* tea"_qs);
    }
    /// Taken out of the outbox and written anew it would be there twice.
    void whatMayHaveArrivedStaysAndIsEdited()
    {
        m_stage->transport.expects(Request::Method::Put, QRegularExpression(u"/send/m.room.message/"_qs))
            .fails(Error::Kind::Network);
        Draft draft;
        draft.text = u"a typo"_qs;
        const TxnId txn = send(draft);
        const SendQueue &queue = m_stage->session->sendQueue();
        m_stage->session->sendQueue().resume();
        QTRY_VERIFY(queue.mayHaveArrived(txn) && !queue.isSending(txn));
        m_composer->setText(u"half a thought"_qs);
        m_writing->editUnsent(txn);
        QCOMPARE(m_composer->text(), u"a typo"_qs);
        QCOMPARE(m_composer->target().key, txn.toString());
        QVERIFY(m_composer->target().isEdit);
        QCOMPARE(m_composer->target().aside, u"half a thought"_qs);
        QCOMPARE(queue.count(), 1);
        m_composer->edit().setPlainText(u"a word"_qs);
        QTest::keyClick(&m_composer->edit(), Qt::Key_Return);
        const QList<OutboxItem> items = queue.unsent();
        QCOMPARE(items.size(), 2);
        QCOMPARE(items.first().txn, txn);
        const Relation relation = readRelation(items.last().type, items.last().content);
        QCOMPARE(relation.kind, Relation::Kind::Edit);
        QCOMPARE(relation.target.toString(), txn.toString());
    }
    void upTakesBackWhatWasRefused()
    {
        m_stage->transport.expects(Request::Method::Put, QRegularExpression(u"/send/m.room.message/"_qs))
            .replies(403, R"({"errcode":"M_FORBIDDEN","error":"no"})");
        Draft draft;
        draft.text = u"not said"_qs;
        const TxnId txn = send(draft);
        m_stage->session->sendQueue().resume();
        const auto isRefused = [&] {
            const int row = m_model->rowOf(txn.toString());
            return row >= 0 && m_model->item(row).state == TimelineItem::State::Failed;
        };
        QTRY_VERIFY(isRefused());
        Q_EMIT m_composer->editLastRequested();
        QCOMPARE(m_composer->text(), u"not said"_qs);
        QVERIFY(m_stage->outbox().isEmpty());
    }
    void upEditsTheLastMessageAlone()
    {
        m_view->setBehind(true);
        Q_EMIT m_composer->editLastRequested();
        QVERIFY(m_composer->target().isEmpty());
        m_view->setBehind(false);
        Q_EMIT m_composer->editLastRequested();
        QCOMPARE(m_composer->text(), u"mine"_qs);
        QVERIFY(m_composer->target().isEdit);
    }
    void whatHasNoTextStaysWhereItIs()
    {
        const auto sent = m_stage->session->sender().react(room, u"$1"_qs, u"👍"_qs);
        QVERIFY(sent);
        m_writing->editUnsent(*sent);
        QVERIFY(m_composer->text().isEmpty());
        QCOMPARE(m_stage->outbox().size(), 1);
    }
};

QTEST_MAIN(TestRoomWriting)
#include "tst_roomwriting.moc"
