// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/ctlclient.h"
#include "support/cuttabletransport.h"
#include "support/fakehomeserver.h"
#include "support/memorycredentials.h"

#include <QBuffer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

using namespace linnet;
using namespace linnet::test;

namespace {

const QString profileName = QStringLiteral("ctlrooms");

/// One `ctl` of another process, played by a thread.
class Ctl
{
public:
    explicit Ctl(const QStringList &arguments, const QByteArray &input = {})
        : m_input(input), m_thread(QThread::create([this, arguments] {
              QBuffer in(&m_input);
              QBuffer out(&m_output);
              in.open(QIODevice::ReadOnly);
              out.open(QIODevice::WriteOnly);
              CtlClient(Profile(profileName).socketPath(), in, out).run(arguments);
          }))
    {
        m_thread->start();
    }
    ~Ctl() { m_thread->wait(); }
    Q_DISABLE_COPY_MOVE(Ctl)

    bool isFinished() const { return m_thread->isFinished(); }
    QJsonDocument answer()
    {
        if (!QTest::qWaitFor([this] { return isFinished(); }, 60'000))
            qFatal("the client hangs");
        return QJsonDocument::fromJson(m_output);
    }

private:
    QByteArray m_input;
    QByteArray m_output;
    std::unique_ptr<QThread> m_thread;
};

}

/// CtlRooms: what it answers, and when, about rooms of a server of 2014.
class TestCtlRooms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void joinAnswersWithAllOfTheRoom();

private:
    std::unique_ptr<FakeHomeserver> m_server;
    CuttableTransport *m_transport = nullptr;
    std::unique_ptr<Application> m_application;
};

void TestCtlRooms::init()
{
    QGuiApplication::setQuitOnLastWindowClosed(false);
    QDir(Profile(profileName).dataDir()).removeRecursively();
    m_server = std::make_unique<FakeHomeserver>(Era::V03);
    QVERIFY(m_server->listen());
    m_server->addUser(QStringLiteral("alice"), QStringLiteral("wonderland"));
    m_server->addUser(QStringLiteral("bob"), QStringLiteral("builder"));
    CommandLine line;
    line.profile = profileName;
    auto transport = std::make_unique<CuttableTransport>();
    m_transport = transport.get();
    Application::Edges edges;
    edges.clock = std::make_unique<SystemClock>();
    edges.transport = std::move(transport);
    edges.keychain = std::make_unique<MemoryCredentials>();
    edges.file = std::make_unique<PassphraseFileCredentials>(Profile(profileName).passphraseFilePath());
    m_application = std::make_unique<Application>(line, std::move(edges));
    QVERIFY(m_application->start().isOk());
    const QStringList login{QStringLiteral("login"), QStringLiteral("--server"), m_server->url().toString(),
                            QStringLiteral("--user"), QStringLiteral("alice")};
    QVERIFY(Ctl(login, "wonderland\n").answer().object().contains(QLatin1String("user_id")));
}

void TestCtlRooms::cleanup()
{
    m_application.reset();
    m_server.reset();
    QDir(Profile(profileName).dataDir()).removeRecursively();
}

// The stream says only that one has joined; who asks for the room next wants its name and its people.
void TestCtlRooms::joinAnswersWithAllOfTheRoom()
{
    QJsonObject wanted{{QStringLiteral("room_alias_name"), QStringLiteral("tea")},
                       {QStringLiteral("name"), QStringLiteral("Tea at five")}};
    m_server->rooms().create(FakeHomeserver::idOf(QStringLiteral("bob")), wanted);
    m_server->wake();
    m_transport->hold(QStringLiteral("/initialSync"));
    Ctl join({QStringLiteral("join"), QStringLiteral("#tea:localhost")});
    QVERIFY(QTest::qWaitFor([this] { return m_transport->isHolding(); }, 60'000));
    // Whatever was answered before this has left.
    const QJsonDocument status = Ctl({QStringLiteral("status")}).answer();
    QCOMPARE(status.object().value(QLatin1String("rooms")).toInt(), 1);
    QVERIFY(!join.isFinished());
    m_transport->release();
    QVERIFY(join.answer().object().contains(QLatin1String("room_id")));
    const QJsonDocument rooms = Ctl({QStringLiteral("rooms")}).answer();
    QCOMPARE(rooms.array().at(0)[QLatin1String("name")].toString(), QStringLiteral("Tea at five"));
}

QTEST_MAIN(TestCtlRooms)
#include "tst_ctlrooms.moc"
