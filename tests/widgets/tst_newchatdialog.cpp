// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/newchatdialog.h"

#include "models/memberlistmodel.h"
#include "sessionstage.h"
#include "widgets/invitedialog.h"
#include "widgets/peoplesuggestions.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

class TestNewChatDialog : public QObject
{
    Q_OBJECT

    static QStringList namesOf(const QListView &view)
    {
        QStringList names;
        for (int row = 0; row < view.model()->rowCount(); ++row)
            names << view.model()->index(row, 0).data(MemberListModel::NameRole).toString();
        return names;
    }
    static void press(QWidget &dialog, const QString &text)
    {
        for (auto *button : dialog.findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == text) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(text));
    }

private Q_SLOTS:
    void aFriendIsFoundByNameAndTheirChatOpens()
    {
        SessionStage stage;
        auto *dialog = new NewChatDialog(*stage.session, nullptr);
        QSignalSpy opened(dialog, &NewChatDialog::opened);
        dialog->show();
        auto *field = dialog->findChild<QLineEdit *>(u"person"_qs);
        const auto *list = dialog->findChild<PeopleSuggestions *>();
        QTest::keyClicks(field, u"bo"_qs);
        QTRY_COMPARE(namesOf(*list), QStringList{u"Bob"_qs});
        QTest::keyClick(field, Qt::Key_Down);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(field->text(), u"@bob:x"_qs);
        stage.transport.expects(Method::Get, u"/account_data/m.direct"_qs)
            .replies(200, R"({"@bob:x":["!dm:x"]})");
        press(*dialog, u"Chat"_qs);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<RoomId>(), chat);
    }
    void whoIsNobodyIsSaid()
    {
        SessionStage stage;
        auto *dialog = new NewChatDialog(*stage.session, nullptr);
        dialog->show();
        auto *field = dialog->findChild<QLineEdit *>(u"person"_qs);
        field->setText(u"two words"_qs);
        press(*dialog, u"Chat"_qs);
        const auto labels = dialog->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"is no Matrix id"_qs);
        }));
        dialog->close();
    }
    /// Somebody else may have that name as an id.
    void aNameThatFindsSomebodyIsNoId()
    {
        SessionStage stage;
        auto *dialog = new InviteDialog(*stage.session, chat, u"Chat"_qs, nullptr);
        dialog->show();
        auto *field = dialog->findChild<QLineEdit *>(u"people"_qs);
        field->setText(u"bo"_qs);
        QTRY_COMPARE(namesOf(*dialog->findChild<PeopleSuggestions *>()), QStringList{u"Bob"_qs});
        press(*dialog, u"Invite"_qs);
        const auto labels = dialog->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"from the list"_qs);
        }));
        for (const auto &sent : stage.transport.sent())
            QVERIFY(!sent->request.path.endsWith(u"/invite"));
        dialog->close();
    }
    /// Of several that are to be invited, what is chosen takes the place of the last.
    void invitedAreSeveralWithAWordToThem()
    {
        SessionStage stage;
        auto *dialog = new InviteDialog(*stage.session, chat, u"Chat"_qs, nullptr);
        QSignalSpy invited(dialog, &InviteDialog::invited);
        dialog->show();
        auto *field = dialog->findChild<QLineEdit *>(u"people"_qs);
        auto *list = dialog->findChild<PeopleSuggestions *>();
        field->setText(u"@cid:y, an"_qs);
        QTRY_COMPARE(namesOf(*list), QStringList{u"Ann"_qs});
        Q_EMIT list->clicked(list->model()->index(0, 0));
        QCOMPARE(field->text(), u"@cid:y, @ann:x, "_qs);
        dialog->findChild<QLineEdit *>(u"reason"_qs)->setText(u"Come in"_qs);
        stage.transport.expects(Method::Post, u"/rooms/!dm:x/invite"_qs).replies(200).always();
        press(*dialog, u"Invite"_qs);
        QTRY_COMPARE(invited.size(), 1);
        QCOMPARE(invited.first().first().toInt(), 2);
        QStringList bodies;
        for (const auto &sent : stage.transport.sent()) {
            if (sent->request.path.endsWith(u"/invite"))
                bodies << QString::fromUtf8(sent->request.body);
        }
        QCOMPARE(bodies.size(), 2);
        QVERIFY(bodies.first().contains(u"@cid:y"_qs) &&
                bodies.first().contains(u"\"reason\":\"Come in\""_qs));
        QVERIFY(bodies.last().contains(u"@ann:x"_qs));
    }
};

QTEST_MAIN(TestNewChatDialog)
#include "tst_newchatdialog.moc"
