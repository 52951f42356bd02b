// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accountsettingspage.h"

#include "sessionstage.h"
#include "support/fakebrowser.h"
#include "widgets/addaddressdialog.h"
#include "widgets/deactivatedialog.h"
#include "widgets/messagebar.h"
#include "widgets/newpassworddialog.h"
#include "widgets/passwordedit.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QInputDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace linnet;
using namespace linnet::testing;
using linnet::test::FakeBrowser;
using linnet::test::FakeTransport;
using linnet::test::jsonText;
using Method = Request::Method;

namespace {

const QByteArray Unrecognized = jsonText("{'errcode':'M_UNRECOGNIZED'}");
const QByteArray WantsPassword =
    jsonText("{'session':'u1','flows':[{'stages':['m.login.password']}],'params':{}}");
const QString Mine = QStringLiteral("/profile/@me:x");

QJsonObject bodyOf(const FakeTransport::Expectation &call)
{
    return QJsonDocument::fromJson(call.sent().request.body).object();
}

}

/// The page of one's own account, with clicks.
class TestAccountSettingsPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<AccountSettingsPage> m_page;

    FakeTransport &server() { return m_stage->transport; }
    struct Says
    {
        QByteArray profile = "{'displayname':'Me'}";
        QByteArray capabilities = "{'capabilities':{}}";
        QByteArray addresses = "{'threepids':[]}";
        QByteArray metadata = {}; ///< empty: no OAuth
        bool hasFields = true;
    };
    void open(const Says &says, Dialect dialect = Dialect::V3)
    {
        const auto text = [](const QByteArray &quoted) { return jsonText(quoted.constData()); };
        m_stage = std::make_unique<SessionStage>(dialect);
        server().expects(Method::Get, Mine).always().replies(200, text(says.profile));
        server()
            .expects(Method::Get, Mine + QStringLiteral("/m.tz"))
            .always()
            .replies(404, says.hasFields ? jsonText("{'errcode':'M_NOT_FOUND'}") : Unrecognized);
        server()
            .expects(Method::Get, QStringLiteral("/account/3pid"))
            .always()
            .replies(200, text(says.addresses));
        server()
            .expects(Method::Get, QStringLiteral("/capabilities"))
            .always()
            .replies(200, text(says.capabilities));
        auto &metadata = server().expects(Method::Get, QStringLiteral("/auth_metadata")).always();
        if (says.metadata.isEmpty())
            metadata.replies(404, Unrecognized);
        else
            metadata.replies(200, text(says.metadata));
        m_page = std::make_unique<AccountSettingsPage>(*m_stage->session, nullptr);
        m_page->resize(700, 900);
        m_page->show();
        QTRY_VERIFY(find<QLineEdit>("ownName")->isEnabled() ||
                    !find<QLineEdit>("ownName")->toolTip().isEmpty());
    }
    template <typename T>
    T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    void click(QWidget &in, const char *name) const
    {
        auto *button = in.findChild<QAbstractButton *>(QLatin1String(name));
        QVERIFY2(button && button->isVisible(), name);
        QTRY_VERIFY2(button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    template <typename T>
    T *dialog() const
    {
        T *found = nullptr;
        [&] { QTRY_VERIFY((found = m_page->findChild<T *>()) && found->isVisible()); }();
        return found;
    }
    static void answerPassword(QDialog &dialog, const QString &password)
    {
        PasswordEdit *asked = nullptr;
        const auto isAsking = [&] {
            for (PasswordEdit *each : dialog.findChildren<PasswordEdit *>()) {
                if (each->isVisible() && each->objectName().isEmpty())
                    asked = each;
            }
            return asked != nullptr;
        };
        QTRY_VERIFY(isAsking());
        QTest::keyClicks(asked, password);
        QTest::keyClick(&dialog, Qt::Key_Return);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_page.reset();
        m_stage.reset();
    }

    void showsAndChangesTheName()
    {
        open({});
        auto *name = find<QLineEdit>("ownName");
        QTRY_COMPARE(name->text(), QStringLiteral("Me"));
        QCOMPARE(find<QLineEdit>("ownId")->text(), QStringLiteral("@me:x"));
        QVERIFY(find<QLineEdit>("ownId")->isReadOnly());
        click(*m_page, "copyId");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("@me:x"));
        auto &call = server().expects(Method::Put, Mine + QStringLiteral("/displayname")).replies(200);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Somebody"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(call.isAsked());
        QCOMPARE(bodyOf(call).value(QLatin1String("displayname")).toString(), QStringLiteral("Somebody"));
    }
    void saysWhyANameWasNotTaken()
    {
        open({});
        auto *name = find<QLineEdit>("ownName");
        server()
            .expects(Method::Put, Mine + QStringLiteral("/displayname"))
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        name->setFocus();
        QTest::keyClicks(name, QStringLiteral("x"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(find<MessageBar>("accountTrouble")->isVisible());
        QCOMPARE(find<MessageBar>("accountTrouble")->message(),
                 QStringLiteral("Your name could not be changed"));
        // It is tried again by Enter, and not by leaving it.
        m_page->close();
        QCOMPARE(server().count(Method::Put, Mine + QStringLiteral("/displayname")), 1);
    }
    void whoLooksIntoAnotherWindowHasNotWrittenTheName()
    {
        open({});
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        auto *name = find<QLineEdit>("ownName");
        name->setFocus();
        QTest::keyClicks(name, QStringLiteral("x"));
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QCOMPARE(server().count(Method::Put, Mine + QStringLiteral("/displayname")), 0);
        auto &call = server().expects(Method::Put, Mine + QStringLiteral("/displayname")).replies(200);
        m_page->close();
        QTRY_VERIFY(call.isAsked());
    }
    void changesTheTimeZone()
    {
        open({});
        auto *zone = find<QComboBox>("timeZone");
        QTRY_VERIFY(zone->isVisible() && zone->isEnabled());
        QCOMPARE(zone->currentText(), QStringLiteral("Not told"));
        QVERIFY(zone->findData(QStringLiteral("Europe/Berlin")) > 0);
        auto &call = server().expects(Method::Put, Mine + QStringLiteral("/m.tz")).replies(200);
        zone->setCurrentIndex(zone->findData(QStringLiteral("Europe/Berlin")));
        Q_EMIT zone->activated(zone->currentIndex());
        QTRY_VERIFY(call.isAsked());
        QCOMPARE(bodyOf(call).value(QLatin1String("m.tz")).toString(), QStringLiteral("Europe/Berlin"));
    }
    void anOlderServerHasNoFurtherFields()
    {
        open({.hasFields = false});
        QVERIFY(!find<QComboBox>("timeZone")->isVisible());
        QVERIFY(!find<QTreeWidget>("profileFields")->isVisible());
        QVERIFY(find<QLineEdit>("ownName")->isEnabled());
    }
    void addsChangesAndRemovesFields()
    {
        open({.profile = "{'displayname':'Me','org.example.job':'Singing\\nin the <b>hedge</b>'}"});
        auto *list = find<QTreeWidget>("profileFields");
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QVERIFY(!list->topLevelItem(0)->text(1).contains(u'\n'));
        QVERIFY(!find<QPushButton>("removeField")->isEnabled());
        click(*m_page, "addField");
        auto *key = dialog<QInputDialog>();
        key->setTextValue(QStringLiteral("org.example.pronouns"));
        key->accept();
        QInputDialog *value = nullptr;
        // The question before names this field too, as an example.
        QTRY_VERIFY((value = m_page->findChild<QInputDialog *>()) &&
                    value->labelText() == QStringLiteral("What org.example.pronouns says:"));
        auto &put =
            server().expects(Method::Put, Mine + QStringLiteral("/org.example.pronouns")).replies(200);
        value->setTextValue(QStringLiteral("they"));
        value->accept();
        QTRY_VERIFY(put.isAsked());
        list->setCurrentItem(list->topLevelItem(0));
        auto &remove =
            server().expects(Method::Delete, Mine + QStringLiteral("/org.example.job")).replies(200);
        click(*m_page, "removeField");
        QTRY_VERIFY(remove.isAsked());
    }
    void whatOneMayNotChangeRestsAndSaysSo()
    {
        open({.capabilities = "{'capabilities':{'m.change_password':{'enabled':false},"
                              "'m.3pid_changes':{'enabled':false},'m.profile_fields':{'enabled':false}}}",
              .addresses = "{'threepids':[{'medium':'email','address':'me@example.org'}]}"});
        QTRY_VERIFY(!find<QLineEdit>("ownName")->isEnabled());
        QVERIFY(!find<QLineEdit>("ownName")->toolTip().isEmpty());
        QVERIFY(!find<QPushButton>("changePicture")->isEnabled());
        QVERIFY(find<QLabel>("refused")->isVisible());
        QTRY_VERIFY(!find<QPushButton>("changePassword")->isEnabled());
        QVERIFY(find<QLabel>("passwordNote")->text().contains(QStringLiteral("does not let you")));
        QTRY_VERIFY(!find<QPushButton>("addEmail")->isEnabled());
        QVERIFY(find<QLabel>("addressNote")->text().contains(QStringLiteral("does not let you")));
        QTRY_COMPARE(find<QListWidget>("addresses")->count(), 1);
        QVERIFY(find<QPushButton>("deactivate")->isEnabled());
    }
    void changesThePassword()
    {
        open({});
        click(*m_page, "changePassword");
        auto *asked = dialog<NewPasswordDialog>();
        auto *verb = asked->findChild<QPushButton *>(QStringLiteral("verb"));
        QVERIFY(!verb->isEnabled());
        QTest::keyClicks(asked->findChild<QLineEdit *>(QStringLiteral("newPassword")),
                         QStringLiteral("wonder"));
        QTest::keyClicks(asked->findChild<QLineEdit *>(QStringLiteral("repeatPassword")),
                         QStringLiteral("wunder"));
        QVERIFY(!verb->isEnabled());
        auto *repeat = asked->findChild<QLineEdit *>(QStringLiteral("repeatPassword"));
        repeat->selectAll();
        QTest::keyClicks(repeat, QStringLiteral("wonder"));
        QVERIFY(verb->isEnabled());
        const QString path = QStringLiteral("/account/password");
        server().expects(Method::Post, path).replies(401, WantsPassword);
        auto &last = server().expects(Method::Post, path).replies(200);
        QTest::mouseClick(verb, Qt::LeftButton);
        const QPointer<QDialog> isOpen = asked;
        answerPassword(*asked, QStringLiteral("old"));
        QTRY_VERIFY(!isOpen);
        QCOMPARE(bodyOf(last).value(QLatin1String("new_password")).toString(), QStringLiteral("wonder"));
        QCOMPARE(bodyOf(last).value(QLatin1String("logout_devices")), QJsonValue(false));
        QCOMPARE(find<QLabel>("passwordNote")->text(), QStringLiteral("Your password is changed."));
    }
    void addsAnEMailAddress()
    {
        open({});
        QTRY_VERIFY(find<QPushButton>("addEmail")->isVisible());
        click(*m_page, "addEmail");
        auto *asked = dialog<AddAddressDialog>();
        auto *verb = asked->findChild<QPushButton *>(QStringLiteral("verb"));
        auto *address = asked->findChild<QLineEdit *>(QStringLiteral("address"));
        QTest::keyClicks(address, QStringLiteral("me"));
        QVERIFY(!verb->isEnabled());
        QTest::keyClicks(address, QStringLiteral("@example.org"));
        auto &token = server()
                          .expects(Method::Post, QStringLiteral("/account/3pid/email/requestToken"))
                          .replies(200, jsonText("{'sid':'7'}"));
        QTest::mouseClick(verb, Qt::LeftButton);
        QTRY_VERIFY(asked->findChild<QPushButton *>(QStringLiteral("resend"))->isVisible());
        QCOMPARE(bodyOf(token).value(QLatin1String("email")).toString(), QStringLiteral("me@example.org"));
        QVERIFY(!asked->findChild<QLineEdit *>(QStringLiteral("code"))->isVisible());
        const QString add = QStringLiteral("/account/3pid/add");
        server()
            .expects(Method::Post, add)
            .replies(
                400,
                jsonText("{'errcode':'M_THREEPID_AUTH_FAILED','error':'No validated 3pid session found'}"));
        QTRY_VERIFY(verb->isEnabled());
        QTest::mouseClick(verb, Qt::LeftButton);
        QTRY_VERIFY(asked->findChild<MessageBar *>()->isVisible());
        server().expects(Method::Post, add).replies(401, WantsPassword);
        auto &last = server().expects(Method::Post, add).replies(200);
        QTest::mouseClick(verb, Qt::LeftButton);
        const QPointer<QDialog> isOpen = asked;
        answerPassword(*asked, QStringLiteral("old"));
        QTRY_VERIFY(!isOpen);
        QCOMPARE(bodyOf(last).value(QLatin1String("sid")).toString(), QStringLiteral("7"));
    }
    void removesAnAddressAfterAQuestion()
    {
        open({.addresses = "{'threepids':[{'medium':'msisdn','address':'4420'}]}"});
        auto *list = find<QListWidget>("addresses");
        QTRY_COMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), QStringLiteral("+4420"));
        list->setCurrentRow(0);
        click(*m_page, "removeAddress");
        auto *box = dialog<QMessageBox>();
        auto &call = server().expects(Method::Post, QStringLiteral("/account/3pid/delete")).replies(200);
        for (QAbstractButton *button : box->buttons()) {
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(call.isAsked());
        QCOMPARE(bodyOf(call).value(QLatin1String("address")).toString(), QStringLiteral("4420"));
    }
    void deactivatesOnlyWhoTypesTheirId()
    {
        open({});
        QSignalSpy deactivated(m_page.get(), &AccountSettingsPage::deactivated);
        click(*m_page, "deactivate");
        auto *asked = dialog<DeactivateDialog>();
        auto *verb = asked->findChild<QPushButton *>(QStringLiteral("verb"));
        auto *typed = asked->findChild<QLineEdit *>(QStringLiteral("typedId"));
        QTest::keyClick(asked, Qt::Key_Return);
        QTest::keyClicks(typed, QStringLiteral("@me"));
        QVERIFY(!verb->isEnabled());
        QTest::keyClicks(typed, QStringLiteral(":x"));
        QVERIFY(verb->isEnabled());
        const QString path = QStringLiteral("/account/deactivate");
        server().expects(Method::Post, path).replies(401, WantsPassword);
        auto &last = server().expects(Method::Post, path).replies(200);
        asked->findChild<QCheckBox *>(QStringLiteral("erase"))->click();
        QTest::mouseClick(verb, Qt::LeftButton);
        answerPassword(*asked, QStringLiteral("old"));
        QTRY_COMPARE(deactivated.size(), 1);
        QCOMPARE(bodyOf(last).value(QLatin1String("erase")), QJsonValue(true));
    }
    void escLeavesTheAccountAlone()
    {
        open({});
        click(*m_page, "deactivate");
        const QPointer<QDialog> asked = dialog<DeactivateDialog>();
        QTest::keyClick(asked, Qt::Key_Escape);
        QTRY_VERIFY(!asked);
        QCOMPARE(server().count(Method::Post, QStringLiteral("/account/deactivate")), 0);
    }
    void leadsToTheServersOwnPages()
    {
        FakeBrowser browser;
        open({.metadata = "{'account_management_uri':'https://account.x/'}"});
        QTRY_VERIFY(find<QPushButton>("manageAccount")->isVisible());
        QVERIFY(!find<QPushButton>("changePassword")->isVisible());
        click(*m_page, "manageAccount");
        QTRY_COMPARE(browser.opened.size(), 1);
        QCOMPARE(browser.opened.last().query(), QStringLiteral("action=org.matrix.profile"));
        click(*m_page, "manageSessions");
        QTRY_COMPARE(browser.opened.size(), 2);
        QCOMPARE(browser.opened.last().query(), QStringLiteral("action=org.matrix.devices_list"));
        click(*m_page, "deactivate");
        QTRY_COMPARE(browser.opened.size(), 3);
        QCOMPARE(browser.opened.last().query(), QStringLiteral("action=org.matrix.account_deactivate"));
        QVERIFY(!m_page->findChild<DeactivateDialog *>());
    }
    void aServerOf2014HasNameAndPictureOnly()
    {
        open({}, Dialect::V1);
        QVERIFY(find<QPushButton>("changePicture")->isVisible());
        QVERIFY(!find<QPushButton>("changePassword")->isVisible());
        QVERIFY(!find<QPushButton>("deactivate")->isVisible());
        QVERIFY(!find<QListWidget>("addresses")->isVisible());
        QVERIFY(!find<QComboBox>("timeZone")->isVisible());
    }
    void sendsAPictureThatIsSmallAndSquare()
    {
        open({});
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("me.png"));
        QImage picture(900, 600, QImage::Format_RGB32);
        picture.fill(Qt::blue);
        picture.setText(QStringLiteral("Author"), QStringLiteral("nobody's business"));
        QVERIFY(picture.save(path));
        click(*m_page, "changePicture");
        auto *chooser = dialog<QFileDialog>();
        auto &upload = server()
                           .expects(Method::Post, QStringLiteral("/media/v3/upload"))
                           .replies(200, jsonText("{'content_uri':'mxc://x/new'}"));
        auto &set = server().expects(Method::Put, Mine + QStringLiteral("/avatar_url")).replies(200);
        Q_EMIT chooser->fileSelected(path);
        chooser->close();
        QTRY_VERIFY(set.isAsked());
        const QImage sent = QImage::fromData(upload.sent().request.body);
        QCOMPARE(sent.size(), QSize(512, 512));
        QVERIFY(sent.textKeys().isEmpty());
    }
};

QTEST_MAIN(TestAccountSettingsPage)
#include "tst_accountsettingspage.moc"
