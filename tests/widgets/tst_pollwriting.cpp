// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pollwriting.h"

#include "store/database.h"
#include "widgets/pollform.h"
#include "widgets/sessionstage.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

/// Making a poll, from its window to the outbox.
class TestPollWriting : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<QWidget> m_window;
    PollWriting *m_polls = nullptr;

    PollForm *open(const RoomId &in = room, const QString &question = {}, const EventId &thread = {})
    {
        m_polls->open(in, thread, question);
        // What was kept is read first.
        return QTest::qWaitFor([this] { return form() != nullptr; }) ? form() : nullptr;
    }
    /// The one that is open.
    PollForm *form() const
    {
        const auto forms = m_window->findChildren<PollForm *>();
        for (PollForm *each : forms) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    static QLineEdit *question(const PollForm *in) { return in->findChild<QLineEdit *>(u"question"_qs); }
    static QList<QLineEdit *> answers(const PollForm *in)
    {
        QList<QLineEdit *> lines = in->findChildren<QLineEdit *>();
        lines.removeAll(question(in));
        return lines;
    }
    static QPushButton *send(const PollForm *in) { return in->findChild<QPushButton *>(u"sendPoll"_qs); }
    static QJsonObject start(const QString &line)
    {
        const QByteArray content = line.mid(line.indexOf(u' ')).toUtf8();
        return QJsonDocument::fromJson(content)[u"org.matrix.msc3381.poll.start"].toObject();
    }

    void openWindow()
    {
        m_window = std::make_unique<QWidget>();
        m_window->show();
        m_polls = new PollWriting(*m_stage->session, *m_window);
    }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        openWindow();
    }
    void cleanup()
    {
        m_window.reset();
        m_stage.reset();
    }

    void goesFromLineToLineAndOut()
    {
        QSignalSpy sent(m_polls, &PollWriting::sent);
        PollForm *poll = open();
        QVERIFY(QTest::qWaitForWindowActive(poll));
        QVERIFY(!poll->isModal() && question(poll)->hasFocus());
        QVERIFY(!send(poll)->isEnabled());
        for (const QString &line : {u"Tea?"_qs, u"Yes"_qs, u" No\tway "_qs}) {
            auto *focused = qobject_cast<QLineEdit *>(poll->focusWidget());
            QVERIFY(focused);
            focused->setText(line);
            QCoreApplication::processEvents(); // a new line is there in the next turn only
            QTest::keyClick(focused, Qt::Key_Return);
        }
        // There is room for one more; who needs it not goes on with Enter.
        QCOMPARE(answers(poll).size(), 3);
        QTest::keyClick(poll->focusWidget(), Qt::Key_Return);
        QVERIFY(send(poll)->hasFocus());
        QTest::keyClick(send(poll), Qt::Key_Space);
        QVERIFY(!form());
        QCOMPARE(sent.size(), 1);
        QCOMPARE(m_stage->outbox().size(), 1);
        const QJsonObject content = start(m_stage->outbox().first());
        QCOMPARE(content[u"question"][u"org.matrix.msc1767.text"].toString(), u"Tea?"_qs);
        QCOMPARE(content[u"answers"].toArray().size(), 2);
        QCOMPARE(content[u"answers"][1][u"org.matrix.msc1767.text"].toString(), u"No way"_qs);
        QCOMPARE(content[u"max_selections"].toInt(), 1);
        QCOMPARE(content[u"kind"].toString(), u"org.matrix.msc3381.poll.disclosed"_qs);
        // The next one begins with nothing.
        QCOMPARE(question(open())->text(), QString());
    }
    void hasTwentyAnswersAndNoMore()
    {
        PollForm *poll = open();
        for (int i = 0; i < 20; ++i)
            answers(poll).at(i)->setText(QString::number(i));
        QCOMPARE(answers(poll).size(), 20);
        QVERIFY(!send(poll)->isEnabled());
        question(poll)->setText(u"Which?"_qs);
        for (QCheckBox *box : poll->findChildren<QCheckBox *>())
            box->toggle(); // several, and hidden up to the end
        send(poll)->click();
        const QJsonObject content = start(m_stage->outbox().value(0));
        QCOMPARE(content[u"answers"].toArray().size(), 20);
        QCOMPARE(content[u"max_selections"].toInt(), 20);
        QCOMPARE(content[u"kind"].toString(), u"org.matrix.msc3381.poll.undisclosed"_qs);
    }
    void isKeptForItsRoomUntilItIsSentOrDiscarded()
    {
        QSignalSpy kept(m_polls, &PollWriting::kept);
        PollForm *poll = open();
        QTest::keyClick(poll, Qt::Key_Escape);
        QCOMPARE(kept.size(), 0); // there was nothing in it
        poll = open();
        question(poll)->setText(u"Tea?"_qs);
        answers(poll).first()->setText(u"Yes"_qs);
        QTest::keyClick(poll, Qt::Key_Escape);
        QVERIFY(!form());
        QCOMPARE(kept.size(), 1);
        QCOMPARE(question(open(chat))->text(), QString());
        QCOMPARE(question(open(room, {}, EventId(u"$2"_qs)))->text(), QString());
        // One at a time: the other's was closed, and waits.
        poll = open();
        QCOMPARE(question(poll)->text(), u"Tea?"_qs);
        QCOMPARE(answers(poll).first()->text(), u"Yes"_qs);
        QCOMPARE(open(), poll);
        QCOMPARE(question(open(room, u"Coffee?"_qs))->text(), u"Coffee?"_qs);
        const auto labels = form()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"Tea?"); // what was there is not lost unsaid
        }));
        QCOMPARE(answers(form()).first()->text(), u"Yes"_qs);
        form()->findChild<QPushButton *>(u"discardPoll"_qs)->click();
        QVERIFY(!form());
        QCOMPARE(question(open())->text(), QString());
        QVERIFY(m_stage->outbox().isEmpty());
    }
    void isThereAfterARestart()
    {
        PollForm *poll = open();
        question(poll)->setText(u"Tea?"_qs);
        answers(poll).at(0)->setText(u"Yes"_qs);
        for (QCheckBox *box : poll->findChildren<QCheckBox *>())
            box->toggle();
        m_window.reset();
        openWindow();
        poll = open();
        QCOMPARE(question(poll)->text(), u"Tea?"_qs);
        QCOMPARE(answers(poll).first()->text(), u"Yes"_qs);
        const NewPoll kept = poll->poll();
        QVERIFY(kept.maxSelections > 1 && !kept.isDisclosed);
        poll->findChild<QPushButton *>(u"discardPoll"_qs)->click();
        m_window.reset();
        openWindow();
        QCOMPARE(question(open())->text(), QString());
    }
    /// A crash takes a second of it at most.
    void isKeptWhileItIsWritten()
    {
        question(open())->setText(u"Tea?"_qs);
        QByteArray kept;
        const auto isKept = [&] {
            m_stage->session->store().poll(room).then(m_polls, [&kept](const Result<QByteArray> &result) {
                if (result)
                    kept = *result;
            });
            return kept.contains("Tea?");
        };
        QTRY_VERIFY(isKept());
        QVERIFY(form());
    }
    void saysWhatCannotBeKept()
    {
        const auto breakNotes = [this](const char *statement) {
            auto database =
                Database::open(m_stage->database(), QByteArray(32, 'k'), Database::Mode::ReadWrite).take();
            database->script(statement);
            QVERIFY(!database->takeError());
        };
        const auto failure = [this] {
            for (const QLabel *label : form()->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(u"could not be"))
                    return label->text();
            }
            return QString();
        };
        QSignalSpy notKept(m_polls, &PollWriting::notKept);
        question(open())->setText(u"Tea?"_qs);
        breakNotes("ALTER TABLE notes RENAME COLUMN poll TO gone");
        QTRY_VERIFY(failure().contains(u"could not be kept"));
        QTest::keyClick(form(), Qt::Key_Escape); // it tries once more
        QTRY_COMPARE(notKept.size(), 1);
        QVERIFY(open());
        QTRY_VERIFY(failure().contains(u"could not be read"));
        QTest::keyClick(form(), Qt::Key_Escape);
        breakNotes("ALTER TABLE notes RENAME COLUMN gone TO poll");
        question(open())->setText(u"Coffee?"_qs);
        QTest::keyClick(form(), Qt::Key_Escape);
        QCOMPARE(question(open())->text(), u"Coffee?"_qs);
    }
    void belongsToTheThreadItWasMadeIn()
    {
        PollForm *poll = open(room, u"Tea?"_qs, EventId(u"$2"_qs));
        answers(poll).at(0)->setText(u"Yes"_qs);
        answers(poll).at(1)->setText(u"No"_qs);
        send(poll)->click();
        QVERIFY(m_stage->outbox().value(0).contains(u"\"rel_type\":\"m.thread\""));
    }
    void staysWhereItCannotBeSent()
    {
        PollForm *poll = open(room, u"Tea?"_qs);
        answers(poll).at(0)->setText(u"Yes"_qs);
        answers(poll).at(1)->setText(u"No"_qs);
        m_stage->bring(
            "{'!r:x':{'state':{'events':[{'type':'m.room.encryption','event_id':'$e',"
            "'sender':'@bob:x','state_key':'','content':{'algorithm':'m.megolm.v1.aes-sha2'}}]}}}");
        send(poll)->click();
        QCOMPARE(form(), poll);
        QVERIFY(m_stage->outbox().isEmpty());
        QTest::keyClick(poll, Qt::Key_Escape);
        QCOMPARE(question(open())->text(), u"Tea?"_qs);
    }
};

QTEST_MAIN(TestPollWriting)
#include "tst_pollwriting.moc"
