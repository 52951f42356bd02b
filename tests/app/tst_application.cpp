// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/ctlclient.h"
#include "app/profilelock.h"
#include "app/signinagaindialog.h"
#include "app/troublewindow.h"
#include "matrix/networktransport.h"
#include "session/plainfolder.h"
#include "support/fakehomeserver.h"
#include "support/faketransport.h"
#include "support/memorycredentials.h"
#include "widgets/connectionbar.h"
#include "widgets/preferences.h"
#include "widgets/roompreviewpage.h"
#include "widgets/signinwindow.h"
#include "widgets/signoutdialog.h"

#include <QBuffer>
#include <QDialogButtonBox>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

using namespace linnet;
using namespace linnet::test;

/// The whole program but for main(): real socket, real database, a server of 2014, a keychain in memory.
class TestApplication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void signsInAndShowsTheMainWindow();
    void showsTheRoomThatWasWantedBeforeSigningIn();
    void showsTheRoomsFromDiskWithoutTheServer();
    void erasesDecryptedFilesOfARunThatCrashed();
    void waitsForTheStartBeforeItAnswers();
    void refusesASecondSignIn();
    void hasOneWinnerAProfile();
    void saysThatTheDatabaseIsInUse();
    void saysThatTheDatabaseIsNewer();
    void setsADamagedDatabaseAside();
    void waitsForALockedKeychain();
    void asksForThePassphraseOfItsFile();
    void keepsNothingIfTheKeychainRefuses();
    void listsRetriesAndDiscardsWhatIsUnsent();
    void signsInAgainAndKeepsWhatIsStored();
    void asksBeforeItSignsOut();
    void staysSignedInIfTheServerCannotBeTold();
    void erasesWhatCannotBeOpened();
    void erasesWhatIsStillBeingOpened();
    void asksAtOnceWhenTheNetworkIsBack();
    void dropsItsConnectionsWithTheNetwork();
    void quitsWithItsLastWindow();

private:
    void start(std::unique_ptr<Transport> transport = std::make_unique<NetworkTransport>());
    void stop() { m_application.reset(); }
    void signIn();
    /// The program's own loop, until somebody ends it with 0; not for ever.
    static bool runsToItsEnd()
    {
        QTimer limit;
        limit.setSingleShot(true);
        connect(&limit, &QTimer::timeout, qApp, [] { QCoreApplication::exit(1); });
        limit.start(20'000);
        return QCoreApplication::exec() == 0;
    }
    void awaitState(AccountKeeper::State state);
    bool signOut(bool evenOffline); ///< whether it was done
    QString profileName() const { return QString::fromLatin1(QTest::currentTestFunction()); }
    QString databasePath() const;
    QJsonValue ctl(const QStringList &arguments, const QByteArray &input = {});
    QString ctlCode(const QStringList &arguments, const QByteArray &input = {});
    template <typename T>
    T *window() const
    {
        return qobject_cast<T *>(m_application->windows().current());
    }

    std::unique_ptr<FakeHomeserver> m_server;
    std::shared_ptr<MemoryCredentials::Keychain> m_keychain;
    std::unique_ptr<Application> m_application;
    QString m_room;
};

void TestApplication::initTestCase()
{
    QGuiApplication::setQuitOnLastWindowClosed(false);
    QCoreApplication::setApplicationName(QStringLiteral("linnet"));
}

void TestApplication::init()
{
    QDir(Profile(profileName()).dataDir()).removeRecursively();
    m_keychain = std::make_shared<MemoryCredentials::Keychain>();
    m_server = std::make_unique<FakeHomeserver>(Era::V03);
    QVERIFY(m_server->listen());
    m_server->addUser(QStringLiteral("alice"), QStringLiteral("wonderland"));
    start();
}

void TestApplication::cleanup()
{
    m_application.reset();
    m_server.reset();
    QDir(Profile(profileName()).dataDir()).removeRecursively();
}

void TestApplication::start(std::unique_ptr<Transport> transport)
{
    CommandLine line;
    line.profile = profileName();
    Application::Edges edges;
    edges.clock = std::make_unique<SystemClock>();
    edges.transport = std::move(transport);
    edges.keychain = std::make_unique<MemoryCredentials>(m_keychain);
    edges.file = std::make_unique<PassphraseFileCredentials>(Profile(profileName()).passphraseFilePath());
    m_application = std::make_unique<Application>(line, std::move(edges));
    QVERIFY(m_application->start().isOk());
}

void TestApplication::awaitState(AccountKeeper::State state)
{
    QTRY_COMPARE_WITH_TIMEOUT(m_application->keeper().state(), state, 20'000);
}

bool TestApplication::signOut(bool evenOffline)
{
    std::optional<bool> isDone;
    m_application->keeper().signOut(evenOffline).then(this, [&isDone](const Result<Done> &done) {
        isDone = done.isOk();
    });
    if (!QTest::qWaitFor([&isDone] { return isDone.has_value(); }, 20'000))
        qFatal("no answer");
    return *isDone;
}

void TestApplication::signIn()
{
    awaitState(AccountKeeper::State::SignedOut);
    const QJsonValue answer =
        ctl({QStringLiteral("login"), QStringLiteral("--server"), m_server->url().toString(),
             QStringLiteral("--user"), QStringLiteral("alice")},
            "wonderland\n");
    QCOMPARE(answer.toObject().value(QLatin1String("user_id")).toString(),
             QStringLiteral("@alice:localhost"));
    const QJsonValue made = ctl({QStringLiteral("create"), QStringLiteral("--name"), QStringLiteral("Tea")});
    m_room = made.toObject().value(QLatin1String("room_id")).toString();
    QVERIFY(!m_room.isEmpty());
}

QString TestApplication::databasePath() const
{
    return Profile(profileName()).databasePath(UserId(QStringLiteral("@alice:localhost")));
}

QJsonValue TestApplication::ctl(const QStringList &arguments, const QByteArray &input)
{
    QByteArray output;
    const QString path = Profile(profileName()).socketPath();
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        QByteArray text = input;
        QBuffer in(&text);
        QBuffer out(&output);
        in.open(QIODevice::ReadOnly);
        out.open(QIODevice::WriteOnly);
        CtlClient(path, in, out).run(arguments);
    }));
    thread->start();
    if (!QTest::qWaitFor([&thread] { return thread->isFinished(); }, 70'000))
        qFatal("the client hangs");
    const QJsonDocument document = QJsonDocument::fromJson(output);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QString TestApplication::ctlCode(const QStringList &arguments, const QByteArray &input)
{
    return ctl(arguments, input)
        .toObject()
        .value(QLatin1String("error"))
        .toObject()
        .value(QLatin1String("code"))
        .toString();
}

void TestApplication::signsInAndShowsTheMainWindow()
{
    awaitState(AccountKeeper::State::SignedOut);
    QVERIFY(window<SignInWindow>());
    QVERIFY(window<SignInWindow>()->isVisible());
    signIn();
    QVERIFY(window<MainWindow>());
    QVERIFY(window<MainWindow>()->isVisible());
    QCOMPARE(ctl({QStringLiteral("rooms")}).toArray().size(), 1);
    QCOMPARE(ctlCode({QStringLiteral("timeline"), QStringLiteral("!other:localhost")}),
             QStringLiteral("unknown_room"));
    QVERIFY(QFile::exists(databasePath()));
}

void TestApplication::showsTheRoomThatWasWantedBeforeSigningIn()
{
    awaitState(AccountKeeper::State::SignedOut);
    Q_EMIT window<SignInWindow>()->roomWanted(
        QStringLiteral("https://matrix.to/#/!other:localhost?via=localhost"));
    ctl({QStringLiteral("login"), QStringLiteral("--server"), m_server->url().toString(),
         QStringLiteral("--user"), QStringLiteral("alice")},
        "wonderland\n");
    awaitState(AccountKeeper::State::Open);
    QVERIFY(window<MainWindow>());
    QTRY_VERIFY(window<MainWindow>()->findChild<RoomPreviewPage *>()->isVisible());
}

void TestApplication::showsTheRoomsFromDiskWithoutTheServer()
{
    signIn();
    ctl({QStringLiteral("send"), m_room, QStringLiteral("More tea?")});
    const QStringList status{QStringLiteral("status")};
    QTRY_COMPARE(ctl(status).toObject().value(QLatin1String("unsent")).toInt(-1), 0);
    const QJsonValue before = ctl({QStringLiteral("timeline"), m_room});
    stop();
    m_server.reset();
    start();
    awaitState(AccountKeeper::State::Open);
    QVERIFY(window<MainWindow>());
    const QJsonArray rooms = ctl({QStringLiteral("rooms")}).toArray();
    QCOMPARE(rooms.size(), 1);
    QCOMPARE(rooms.first().toObject().value(QLatin1String("name")).toString(), QStringLiteral("Tea"));
    QCOMPARE(ctl({QStringLiteral("timeline"), m_room}), before);
    QTRY_COMPARE_WITH_TIMEOUT(ctl(status).toObject().value(QLatin1String("state")).toString(),
                              QStringLiteral("offline"), 20'000);
}

void TestApplication::erasesDecryptedFilesOfARunThatCrashed()
{
    stop();
    const std::unique_ptr<QTemporaryDir> left = PlainFolder(Profile(profileName()).cacheDir()).make();
    left->setAutoRemove(false);
    QVERIFY(QDir(left->path()).exists());
    start();
    QVERIFY(!QDir(left->path()).exists());
}

void TestApplication::waitsForTheStartBeforeItAnswers()
{
    signIn();
    stop();
    start(); // the account is not open yet
    QCOMPARE(ctl({QStringLiteral("rooms")}).toArray().size(), 1);
}

void TestApplication::refusesASecondSignIn()
{
    signIn();
    QCOMPARE(ctlCode({QStringLiteral("login"), QStringLiteral("--server"), m_server->url().toString(),
                      QStringLiteral("--user"), QStringLiteral("alice")},
                     "wonderland\n"),
             QStringLiteral("usage"));
}

void TestApplication::hasOneWinnerAProfile()
{
    const Profile profile(profileName());
    ProfileLock first(profile);
    ProfileLock second(profile);
    QVERIFY(first.take().isOk());
    const Status status = second.take();
    QVERIFY(!status.isOk());
    QCOMPARE(status.error().kind, Error::Kind::InUse);
    QVERIFY(ProfileLock(Profile(QStringLiteral("another"))).take().isOk());
}

void TestApplication::saysThatTheDatabaseIsInUse()
{
    signIn();
    stop();
    const QByteArray key = m_keychain->secrets.value(
        Profile(profileName()).entry(UserId(QStringLiteral("@alice:localhost")), "database-key"));
    QVERIFY(!key.isEmpty());
    std::unique_ptr<Store> other;
    Store::open(databasePath(), key, UserId(QStringLiteral("@alice:localhost")))
        .then(this, [&other](Result<std::unique_ptr<Store>> store) {
            QVERIFY(store.isOk());
            other = store.take();
        });
    QTRY_VERIFY(other);
    start();
    awaitState(AccountKeeper::State::Failed);
    QCOMPARE(m_application->keeper().error().kind, Error::Kind::InUse);
    QVERIFY(window<TroubleWindow>());
    QCOMPARE(ctl({QStringLiteral("status")}).toObject().value(QLatin1String("state")).toString(),
             QStringLiteral("error"));
    QCOMPARE(ctlCode({QStringLiteral("rooms")}), QStringLiteral("not_signed_in"));
    other.reset();
    window<TroubleWindow>()->findChild<QPushButton *>(QStringLiteral("retryButton"))->click();
    awaitState(AccountKeeper::State::Open);
    QVERIFY(window<MainWindow>());
}

void TestApplication::saysThatTheDatabaseIsNewer()
{
    signIn();
    stop();
    QFile file(Profile(profileName()).accountPath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QJsonObject account = QJsonDocument::fromJson(file.readAll()).object();
    account.insert(QStringLiteral("version"), 99);
    file.resize(0);
    file.write(QJsonDocument(account).toJson());
    file.close();
    start();
    awaitState(AccountKeeper::State::Failed);
    QCOMPARE(m_application->keeper().error().kind, Error::Kind::NewerVersion);
    QVERIFY(window<TroubleWindow>());
    QVERIFY(!window<TroubleWindow>()->findChild<QPushButton *>(QStringLiteral("setAsideButton")));
    QVERIFY(QFile::exists(databasePath()));
}

void TestApplication::setsADamagedDatabaseAside()
{
    signIn();
    stop();
    QFile file(databasePath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray rubbish(int(file.size()), 'x');
    QVERIFY(file.write(rubbish) == rubbish.size());
    file.close();
    start();
    awaitState(AccountKeeper::State::Failed);
    QCOMPARE(m_application->keeper().error().kind, Error::Kind::Corrupt);
    QVERIFY(window<TroubleWindow>());
    window<TroubleWindow>()->findChild<QPushButton *>(QStringLiteral("setAsideButton"))->click();
    awaitState(AccountKeeper::State::SignedOut);
    QVERIFY(window<SignInWindow>());
    const QDir dir(Profile(profileName()).dataDir());
    bool isKept = false;
    for (const QFileInfo &info : dir.entryInfoList(QDir::Files))
        isKept = isKept || info.size() == rubbish.size();
    QVERIFY(isKept);
    QVERIFY(!QFile::exists(databasePath()));
    signIn();
    QVERIFY(window<MainWindow>());
}

void TestApplication::waitsForALockedKeychain()
{
    signIn();
    stop();
    m_keychain->trouble = Error::of(Error::Kind::KeychainLocked);
    start();
    awaitState(AccountKeeper::State::Failed);
    QVERIFY(window<TroubleWindow>());
    const QJsonObject status = ctl({QStringLiteral("status")}).toObject();
    QCOMPARE(status.value(QLatin1String("state")).toString(), QStringLiteral("error"));
    QCOMPARE(status.value(QLatin1String("user_id")).toString(), QStringLiteral("@alice:localhost"));
    auto *retry = window<TroubleWindow>()->findChild<QPushButton *>(QStringLiteral("retryButton"));
    retry->click();
    awaitState(AccountKeeper::State::Failed);
    m_keychain->trouble.reset();
    window<TroubleWindow>()->findChild<QPushButton *>(QStringLiteral("retryButton"))->click();
    awaitState(AccountKeeper::State::Open);
    QCOMPARE(ctl({QStringLiteral("rooms")}).toArray().size(), 1);
    QCOMPARE(m_server->count(QStringLiteral("POST /_matrix/client/api/v1/login")), 1); // never a new device
}

void TestApplication::asksForThePassphraseOfItsFile()
{
    awaitState(AccountKeeper::State::SignedOut);
    const Profile profile(profileName());
    PassphraseFileCredentials file(profile.passphraseFilePath());
    file.setNewPassphrase(QStringLiteral("through the looking-glass"));
    MemoryCredentials keychain;
    Accounts accounts(profile, keychain, file);
    const QByteArray token = m_server->addUser(QStringLiteral("alice"), QStringLiteral("wonderland"));
    const Server server{QStringLiteral("localhost"), m_server->url(), {Dialect::V1, false}};
    bool isDone = false;
    accounts
        .begin(server, {UserId(QStringLiteral("@alice:localhost")), token, {}},
               Account::Secrets::PassphraseFile)
        .then(this, [&isDone](Result<OpenAccount> account) {
            QVERIFY(account.isOk());
            isDone = true;
        });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 20'000);
    stop();
    start();
    awaitState(AccountKeeper::State::Failed);
    auto *trouble = window<TroubleWindow>();
    QVERIFY(trouble);
    auto *line = trouble->findChild<QLineEdit *>(QStringLiteral("passphrase"));
    QVERIFY(line->isVisible());
    const auto isSaid = [trouble](const QString &words) {
        const auto labels = trouble->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&words](const QLabel *label) {
            return label->isVisible() && label->text() == words &&
                   label->height() >= label->heightForWidth(label->width());
        });
    };
    const QString wrong = QStringLiteral("The passphrase is wrong.");
    QVERIFY(!isSaid(wrong)); // nobody has typed one
    // Whoever has forgotten it can begin anew.
    QVERIFY(trouble->findChild<QPushButton *>(QStringLiteral("setAsideButton")));
    QTest::keyClicks(line, QStringLiteral("wrong"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_application->keeper().state(), AccountKeeper::State::Failed);
    QTRY_VERIFY(isSaid(wrong));
    QVERIFY(trouble->focusWidget() == line && line->text().isEmpty());
    QTest::keyClicks(line, QStringLiteral("through the looking-glass"));
    QTest::keyClick(line, Qt::Key_Return);
    awaitState(AccountKeeper::State::Open);
}

void TestApplication::keepsNothingIfTheKeychainRefuses()
{
    awaitState(AccountKeeper::State::SignedOut);
    m_keychain->trouble = Error::of(Error::Kind::KeychainMissing);
    QCOMPARE(ctlCode({QStringLiteral("login"), QStringLiteral("--server"), m_server->url().toString(),
                      QStringLiteral("--user"), QStringLiteral("alice")},
                     "wonderland\n"),
             QStringLiteral("keychain"));
    QCOMPARE(m_application->keeper().state(), AccountKeeper::State::SignedOut);
    QVERIFY(!QFile::exists(databasePath()));
    QVERIFY(!QFile::exists(Profile(profileName()).accountPath()));
}

void TestApplication::listsRetriesAndDiscardsWhatIsUnsent()
{
    signIn();
    QCOMPARE(ctl({QStringLiteral("outbox")}).toArray(), QJsonArray());
    m_server->setMessagesLeft(0, 3'600'000);
    const auto send = [this](const char *text) {
        return ctl({QStringLiteral("send"), m_room, QLatin1String(text)})
            .toObject()
            .value(QLatin1String("txn_id"))
            .toString();
    };
    const QString one = send("one");
    const QString two = send("two");
    const auto code = [this] {
        return ctl({QStringLiteral("outbox")})
            .toArray()
            .at(0)
            .toObject()
            .value(QLatin1String("code"))
            .toString();
    };
    QTRY_COMPARE(code(), QStringLiteral("M_LIMIT_EXCEEDED"));
    const QJsonArray items = ctl({QStringLiteral("outbox")}).toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.at(1).toObject().value(QLatin1String("body")).toString(), QStringLiteral("two"));
    QCOMPARE(items.at(1).toObject().value(QLatin1String("state")).toString(), QStringLiteral("waiting"));
    QVERIFY(!items.at(1).toObject().value(QLatin1String("reason")).toString().isEmpty());
    QCOMPARE(ctlCode({QStringLiteral("outbox"), QStringLiteral("--discard"), QStringLiteral("none")}),
             QStringLiteral("not_found"));
    const QJsonArray left = ctl({QStringLiteral("outbox"), QStringLiteral("--discard"), one}).toArray();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.at(0).toObject().value(QLatin1String("txn_id")).toString(), two);
    QCOMPARE(ctl({QStringLiteral("outbox"), QStringLiteral("--discard"), QStringLiteral("all")}).toArray(),
             QJsonArray());
}

void TestApplication::signsInAgainAndKeepsWhatIsStored()
{
    signIn();
    ctl({QStringLiteral("send"), m_room, QStringLiteral("Kept")});
    QTRY_COMPARE(ctl({QStringLiteral("status")}).toObject().value(QLatin1String("unsent")).toInt(-1), 0);
    const QJsonArray before = ctl({QStringLiteral("timeline"), m_room}).toArray();
    m_server->killAllTokens();
    m_server->endPolls();
    // Nothing opens by itself while one may be typing.
    auto *bar = window<MainWindow>()->findChild<ConnectionBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 20'000);
    QVERIFY(!window<MainWindow>()->findChild<SignInAgainDialog *>());
    for (auto *button : bar->findChildren<QPushButton *>()) {
        if (button->text() == QLatin1String("Sign in again"))
            button->click();
    }
    QTRY_VERIFY(window<MainWindow>()->findChild<SignInAgainDialog *>());
    QCOMPARE(ctl({QStringLiteral("status")}).toObject().value(QLatin1String("state")).toString(),
             QStringLiteral("error"));
    QCOMPARE(ctl({QStringLiteral("timeline"), m_room}).toArray(), before);
    auto *dialog = window<MainWindow>()->findChild<SignInAgainDialog *>();
    auto *secret = dialog->findChild<QLineEdit *>();
    QTest::keyClicks(secret, QStringLiteral("looking-glass"));
    QTest::keyClick(secret, Qt::Key_Return);
    QTest::keyClick(dialog, Qt::Key_Return); // impatience closes nothing
    QTRY_VERIFY(secret->isEnabled() && dialog->focusWidget() == secret);
    QVERIFY(dialog->isVisible());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), QStringLiteral("wonderland"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    // In the loop in which Qt tells of the last window: another one follows, so that it is not the end.
    QSignalSpy quits(m_application.get(), &Application::quitRequested);
    connect(&m_application->keeper(), &AccountKeeper::stateChanged, qApp, [this] {
        if (m_application->keeper().state() == AccountKeeper::State::Open)
            QCoreApplication::exit(0);
    });
    QVERIFY(runsToItsEnd());
    QVERIFY(quits.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(
        ctl({QStringLiteral("status")}).toObject().value(QLatin1String("state")).toString(),
        QStringLiteral("syncing"), 20'000);
    const QJsonArray after = ctl({QStringLiteral("timeline"), m_room}).toArray();
    QCOMPARE(after, before);
}

void TestApplication::asksBeforeItSignsOut()
{
    signIn();
    const QString settings = m_application->keeper().profile().settingsPath();
    Preferences(settings).setPreviewsIn(RoomId(m_room), false);
    QVERIFY(QSettings(settings, QSettings::IniFormat).contains(QStringLiteral("previews/rooms")));
    Q_EMIT window<MainWindow>()->signOutRequested();
    SignOutDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = window<MainWindow>()->findChild<SignOutDialog *>()));
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->click();
    QCOMPARE(m_application->keeper().state(), AccountKeeper::State::Open);
    QTRY_VERIFY(!window<MainWindow>()->findChild<SignOutDialog *>());

    QSignalSpy quits(m_application.get(), &Application::quitRequested);
    Q_EMIT window<MainWindow>()->signOutRequested();
    QTRY_VERIFY((dialog = window<MainWindow>()->findChild<SignOutDialog *>()));
    auto *box = dialog->findChild<QDialogButtonBox *>();
    const QList<QAbstractButton *> buttons = box->buttons();
    for (QAbstractButton *button : buttons) {
        if (box->buttonRole(button) == QDialogButtonBox::DestructiveRole) {
            button->click();
            break;
        }
    }
    awaitState(AccountKeeper::State::SignedOut);
    QVERIFY(window<SignInWindow>());
    QVERIFY(!QFile::exists(databasePath()));
    QVERIFY(m_keychain->secrets.isEmpty());
    QVERIFY(!QSettings(settings, QSettings::IniFormat).contains(QStringLiteral("previews/rooms")));
    QVERIFY(quits.isEmpty());
}

void TestApplication::staysSignedInIfTheServerCannotBeTold()
{
    signIn();
    m_server->setDown(502);
    m_server->cutConnections();
    QVERIFY(!ctlCode({QStringLiteral("logout")}).isEmpty());
    awaitState(AccountKeeper::State::Open);
    QVERIFY(window<MainWindow>());
    QVERIFY(QFile::exists(databasePath()));
    QCOMPARE(ctl({QStringLiteral("rooms")}).toArray().size(), 1);
}

void TestApplication::erasesWhatCannotBeOpened()
{
    signIn();
    // The server cannot be told, and then the keychain does not open any more.
    m_server->setDown(502);
    m_server->cutConnections();
    m_keychain->trouble = Error::of(Error::Kind::KeychainLocked);
    QVERIFY(!ctlCode({QStringLiteral("logout")}).isEmpty());
    awaitState(AccountKeeper::State::Failed);
    m_keychain->trouble.reset();
    QVERIFY(!signOut(false));
    QVERIFY(QFile::exists(databasePath()));
    QVERIFY(signOut(true));
    awaitState(AccountKeeper::State::SignedOut);
    QVERIFY(window<SignInWindow>());
    QVERIFY(!QFile::exists(databasePath()));
    QVERIFY(m_keychain->secrets.isEmpty());
}

void TestApplication::erasesWhatIsStillBeingOpened()
{
    signIn();
    stop();
    m_server->setDown(502);
    start();
    QCOMPARE(m_application->keeper().state(), AccountKeeper::State::Starting);
    QVERIFY(signOut(true));
    awaitState(AccountKeeper::State::SignedOut);
    QVERIFY(!QFile::exists(databasePath()));
}

void TestApplication::asksAtOnceWhenTheNetworkIsBack()
{
    signIn();
    // A poll that the server holds for half a minute.
    const auto polls = [this] {
        return m_server->count(QStringLiteral("GET /_matrix/client/api/v1/events"));
    };
    QTRY_COMPARE(ctl({QStringLiteral("status")}).toObject().value(QLatin1String("state")).toString(),
                 QStringLiteral("syncing"));
    QTRY_COMPARE(m_server->openPolls(), 1);
    const int before = polls();
    Q_EMIT m_application->network().isBack();
    QTRY_VERIFY(polls() > before);
}

void TestApplication::dropsItsConnectionsWithTheNetwork()
{
    stop();
    auto transport = std::make_unique<FakeTransport>();
    const FakeTransport &network = *transport;
    transport->holdUnexpected();
    start(std::move(transport));
    awaitState(AccountKeeper::State::SignedOut);
    const int before = network.resets();
    Q_EMIT m_application->network().isLost();
    QCOMPARE(network.resets(), before + 1);
    // Nobody is signed in: there is nothing else to wake.
    Q_EMIT m_application->network().isBack();
    QCOMPARE(network.resets(), before + 2);
}

void TestApplication::quitsWithItsLastWindow()
{
    awaitState(AccountKeeper::State::SignedOut);
    QSignalSpy quits(m_application.get(), &Application::quitRequested);
    signIn();
    QVERIFY(quits.isEmpty()); // one window followed another
    // Qt tells of the last window only while the program's own loop runs.
    connect(m_application.get(), &Application::quitRequested, qApp, &QCoreApplication::quit,
            Qt::QueuedConnection);
    QTimer::singleShot(0, this, [this] { window<MainWindow>()->close(); });
    QVERIFY(runsToItsEnd());
    QCOMPARE(quits.size(), 1);
}

QTEST_MAIN(TestApplication)
#include "tst_application.moc"
