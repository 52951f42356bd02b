// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/completionpopup.h"

#include "models/emojitable.h"
#include "models/timelinemodel.h"
#include "widgets/completions.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/pictures.h"
#include "widgets/sessionstage.h"

#include <QListView>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// The keys and clicks that choose what is meant by a word that was begun.
class TestCompletionPopup : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<Pictures> m_pictures;
    TimelineModel m_model;
    EmojiTable m_table;
    Composer *m_composer = nullptr;
    ComposerEdit *m_edit = nullptr;
    CompletionPopup *m_popup = nullptr;
    QListView *m_list = nullptr;

    void type(const QString &text) { QTest::keyClicks(m_edit, text); }
    void press(Qt::Key key) { QTest::keyClick(m_edit, key); }
    QString first() const { return m_list->model()->index(0, 0).data().toString(); }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_stage->transport.holdUnexpected(); // the members
        m_window = std::make_unique<QWidget>();
        m_window->resize(600, 400);
        auto *layout = new QVBoxLayout(m_window.get());
        layout->addStretch();
        m_composer = new Composer(m_window.get());
        layout->addWidget(m_composer);
        m_edit = &m_composer->edit();
        m_pictures = std::make_unique<Pictures>(m_stage->session->media());
        auto *completions = new Completions(*m_stage->session, m_model, m_table, m_window.get());
        completions->setRoom(room);
        m_popup = new CompletionPopup(*m_edit, m_composer->box(), *completions, m_stage->avatars.avatars(),
                                      *m_pictures, m_window.get());
        m_list = m_popup->findChild<QListView *>();
        m_window->show();
        m_window->activateWindow();
        m_edit->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_pictures.reset();
        m_stage.reset();
    }

    void offersNoCommandThatTheServerHasNot()
    {
        const auto titles = [this](Session &session) {
            CompletionQuery query;
            query.sign = u'/';
            Completions completions(session, m_model, m_table);
            QStringList found;
            for (const Completion &one : completions.find(query))
                found << one.title.section(u' ', 0, 0);
            return found;
        };
        SessionStage old(Dialect::V1);
        QVERIFY(titles(*m_stage->session).contains(u"/poll"_qs));
        QVERIFY(!titles(*old.session).contains(u"/poll"_qs));
        for (const QString &command : {u"/me"_qs, u"/redact"_qs, u"/spoiler"_qs})
            QVERIFY(titles(*old.session).contains(command));
        old.session->api().setMissing(u"redact"_qs); // before Synapse 0.3.4
        QVERIFY(!titles(*old.session).contains(u"/redact"_qs));
    }
    void namesPeopleAsPills()
    {
        QSignalSpy sent(m_composer, &Composer::sendRequested);
        type(u"hi @bo"_qs);
        QTRY_VERIFY(m_popup->isVisible());
        QVERIFY(m_edit->hasFocus());
        press(Qt::Key_Return);
        QVERIFY(!m_popup->isVisible());
        QCOMPARE(m_edit->toPlainText(), u"hi Bob "_qs);
        QCOMPARE(sent.size(), 0); // it chose, and sends only now
        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.first().first().value<Draft>().mentions, QList<UserId>{UserId(u"@bob:x"_qs)});
    }
    void whoIsIgnoredIsNotOffered()
    {
        m_stage->bring("{}", "[{'type':'m.ignored_user_list','content':{'ignored_users':{'@bob:x':{}}}}]");
        QVERIFY(m_stage->session->safety().hidden().isHidden(UserId(u"@bob:x"_qs)));
        type(u"hi @"_qs);
        QTRY_VERIFY(m_popup->isVisible());
        QTRY_VERIFY2(first().startsWith(u"Ann"), qPrintable(first()));
        QCOMPARE(m_list->model()->rowCount(), 1);
    }
    void endsCommands()
    {
        type(u"/spo"_qs);
        QTRY_VERIFY(m_popup->isVisible());
        press(Qt::Key_Tab);
        QCOMPARE(m_edit->toPlainText(), u"/spoiler "_qs);
        QVERIFY(!m_popup->isVisible());
    }
    void arrowsGoRound()
    {
        type(u":heart"_qs);
        QTRY_VERIFY(m_popup->isVisible());
        const int rows = m_list->model()->rowCount();
        QVERIFY(rows > 2);
        QCOMPARE(m_list->currentIndex().row(), 0);
        press(Qt::Key_Up);
        QCOMPARE(m_list->currentIndex().row(), rows - 1);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QCOMPARE(m_list->currentIndex().row(), 1);
        QVERIFY(!m_edit->accessibleDescription().isEmpty());
    }
    void saysWhichEmojiWasChosen()
    {
        QSignalSpy emoji(m_popup, &CompletionPopup::emojiChosen);
        type(u":heart"_qs);
        QTRY_VERIFY(m_popup->isVisible());
        press(Qt::Key_Return);
        const QString chosen = m_edit->toPlainText().trimmed();
        QVERIFY(!chosen.isEmpty() && !chosen.contains(u':'));
        QCOMPARE(emoji.size(), 1);
        QCOMPARE(emoji.first().first().toString(), chosen);
        // A command is none.
        m_edit->clear();
        type(u"/spo"_qs);
        press(Qt::Key_Tab);
        QCOMPARE(emoji.size(), 1);
    }
    void aDraftOpensNothing()
    {
        m_edit->setSource(u"/sp"_qs);
        QVERIFY(!m_popup->isVisible());
        press(Qt::Key_Left);
        press(Qt::Key_End);
        QVERIFY(!m_popup->isVisible());
        type(u"o"_qs);
        QTRY_VERIFY(m_popup->isVisible());
    }
    void escapeIsMeantForThisWordOnly()
    {
        type(u"/sp"_qs);
        QTRY_VERIFY(m_popup->isVisible());
        press(Qt::Key_Escape);
        QVERIFY(!m_popup->isVisible());
        type(u"o"_qs);
        QVERIFY(!m_popup->isVisible());
        m_edit->clear();
        type(u"/sp"_qs);
        QTRY_VERIFY(m_popup->isVisible());
    }
    void aClickChooses()
    {
        type(u"/spo"_qs);
        QTRY_VERIFY(m_popup->isVisible());
        QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {},
                          m_list->visualRect(m_list->model()->index(0, 0)).center());
        QCOMPARE(m_edit->toPlainText(), u"/spoiler "_qs);
        QVERIFY(m_edit->hasFocus());
    }
    void wordsThatMeanNothingShowNothing()
    {
        type(u"hello a@b 12:30 and/or @zzz"_qs);
        QVERIFY(!m_popup->isVisible());
    }
    void everybodyIsOfferedToWhoMay()
    {
        type(u"@roo"_qs);
        QVERIFY(!m_popup->isVisible());
        m_edit->clear();
        m_stage->bring("{'!r:x':{'state':{'events':[{'type':'m.room.power_levels','event_id':'$p',"
                       "'sender':'@bob:x','state_key':'','content':{'notifications':{'room':0}}}]}}}");
        type(u"@roo"_qs);
        QTRY_VERIFY(m_popup->isVisible());
        press(Qt::Key_Tab);
        QCOMPARE(m_edit->toPlainText(), u"@room "_qs);
    }
};

QTEST_MAIN(TestCompletionPopup)
#include "tst_completionpopup.moc"
