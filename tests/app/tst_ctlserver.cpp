// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlclient.h"
#include "app/ctlserver.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace linnet;

namespace {

QJsonObject readObject(QLocalSocket &socket)
{
    if (!QTest::qWaitFor([&socket] { return socket.canReadLine(); }, 10'000))
        return {};
    return QJsonDocument::fromJson(socket.readLine()).object();
}

QString codeOf(const QJsonObject &reply)
{
    return reply.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

}

class TestCtlServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersARequest();
    void answersRequestsInTheirOrder();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void goesOnAfterAMistake();
    void endsAConnectionThatSendsAHugeLine();
    void servesTwoAtOnce();
    void endsACallWithItsClient();
    void streams();
    void takesThePlaceOfAStaleSocket();
    void isOpenToThisUserOnly();
    void refusesAnotherUser();
    void clientPrintsOneDocument();
    void clientSaysThatNothingRuns();
    void clientReadsASecretFromItsInput();
    void secondStartHandsItsLinkOver();

private:
    std::unique_ptr<QLocalSocket> connectClient();
    /// Runs the blocking client on a thread; exit code and output.
    std::pair<int, QByteArray> runClient(const QStringList &arguments, const QByteArray &input = {});

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CtlServer> m_server;
    QString m_path;
    QList<QPointer<CtlCall>> m_calls;
    std::function<void(CtlCall &)> m_onCall;
};

void TestCtlServer::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(QStringLiteral("socket"));
    m_calls.clear();
    m_onCall = [](CtlCall &call) {
        call.answer(QJsonObject{{QStringLiteral("command"), call.request().command}});
    };
    m_server = std::make_unique<CtlServer>([this](CtlCall &call) {
        m_calls.append(&call);
        m_onCall(call);
    });
    QVERIFY(m_server->listen(m_path).isOk());
}

void TestCtlServer::cleanup()
{
    m_server.reset();
    m_dir.reset();
}

std::unique_ptr<QLocalSocket> TestCtlServer::connectClient()
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(m_path);
    socket->waitForConnected(5000);
    return socket;
}

std::pair<int, QByteArray> TestCtlServer::runClient(const QStringList &arguments, const QByteArray &input)
{
    int code = -1;
    QByteArray output;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        QByteArray text = input;
        QBuffer in(&text);
        QBuffer out(&output);
        in.open(QIODevice::ReadOnly);
        out.open(QIODevice::WriteOnly);
        code = CtlClient(m_path, in, out).run(arguments);
    }));
    thread->start();
    if (!QTest::qWaitFor([&thread] { return thread->isFinished(); }, 20'000))
        qFatal("the client hangs");
    return {code, output};
}

void TestCtlServer::answersARequest()
{
    const auto socket = connectClient();
    socket->write("{\"command\":\"status\",\"args\":{}}\n");
    const QJsonObject reply = readObject(*socket);
    QCOMPARE(reply.value(QLatin1String("reply")).toObject().value(QLatin1String("command")).toString(),
             QStringLiteral("status"));
    QTRY_VERIFY(!m_calls.first());
}

void TestCtlServer::answersRequestsInTheirOrder()
{
    m_onCall = [](CtlCall &) {};
    const auto socket = connectClient();
    socket->write("{\"command\":\"status\"}\n{\"command\":\"rooms\"}\n");
    QTRY_COMPARE(m_calls.size(), 1);
    QTest::qWait(0);
    QCOMPARE(m_calls.size(), 1); // the second waits for the first's answer
    m_calls.first()->answer(1);
    QTRY_COMPARE(m_calls.size(), 2);
    QCOMPARE(m_calls.last()->request().command, QStringLiteral("rooms"));
    m_calls.last()->answer(2);
    QCOMPARE(readObject(*socket).value(QLatin1String("reply")).toInt(), 1);
    QCOMPARE(readObject(*socket).value(QLatin1String("reply")).toInt(), 2);
}

void TestCtlServer::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray("{\"command\":");
    QTest::newRow("array") << QByteArray("[1]");
    QTest::newRow("unknown") << QByteArray("{\"command\":\"explode\"}");
    QTest::newRow("wrong type") << QByteArray("{\"command\":\"send\",\"args\":{\"room\":1,\"text\":\"x\"}}");
    QTest::newRow("missing") << QByteArray("{\"command\":\"send\",\"args\":{\"room\":\"!r\"}}");
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe", 3);
    QTest::newRow("deep") << QByteArray(5000, '[');
}

void TestCtlServer::saysWhatIsWrong()
{
    QFETCH(QByteArray, line);
    const auto socket = connectClient();
    socket->write(line + '\n');
    QCOMPARE(codeOf(readObject(*socket)), QStringLiteral("usage"));
    QVERIFY(m_calls.isEmpty());
}

void TestCtlServer::goesOnAfterAMistake()
{
    const auto socket = connectClient();
    socket->write("nonsense\n{\"command\":\"status\"}\n");
    QCOMPARE(codeOf(readObject(*socket)), QStringLiteral("usage"));
    QVERIFY(readObject(*socket).contains(QLatin1String("reply")));
}

void TestCtlServer::endsAConnectionThatSendsAHugeLine()
{
    const auto socket = connectClient();
    const QByteArray piece(256 * 1024, 'x');
    for (int i = 0; i < 6; ++i)
        socket->write(piece);
    QCOMPARE(codeOf(readObject(*socket)), QStringLiteral("usage"));
    socket->write("\n{\"command\":\"status\"}\n"); // what follows is not looked at
    QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
    const auto other = connectClient();
    other->write("{\"command\":\"status\"}\n");
    QVERIFY(readObject(*other).contains(QLatin1String("reply")));
}

void TestCtlServer::servesTwoAtOnce()
{
    m_onCall = [](CtlCall &) {};
    const auto first = connectClient();
    const auto second = connectClient();
    first->write("{\"command\":\"status\"}\n");
    QTRY_COMPARE(m_calls.size(), 1);
    second->write("{\"command\":\"rooms\"}\n");
    QTRY_COMPARE(m_calls.size(), 2);
    m_calls.last()->answer(QJsonArray());
    QCOMPARE(readObject(*second).value(QLatin1String("reply")).toArray(), QJsonArray());
    QVERIFY(!first->canReadLine());
    m_calls.first()->fail(QStringLiteral("M_FORBIDDEN"), QStringLiteral("no"));
    QCOMPARE(codeOf(readObject(*first)), QStringLiteral("M_FORBIDDEN"));
}

void TestCtlServer::endsACallWithItsClient()
{
    m_onCall = [](CtlCall &) {};
    auto socket = connectClient();
    socket->write("{\"command\":\"follow\"}\n");
    QTRY_COMPARE(m_calls.size(), 1);
    socket.reset();
    QTRY_VERIFY(!m_calls.first());
}

void TestCtlServer::streams()
{
    m_onCall = [](CtlCall &) {};
    const auto socket = connectClient();
    socket->write("{\"command\":\"follow\"}\n");
    QTRY_COMPARE(m_calls.size(), 1);
    for (int i = 0; i < 3; ++i)
        m_calls.first()->stream({{QStringLiteral("n"), i}});
    for (int i = 0; i < 3; ++i)
        QCOMPARE(
            readObject(*socket).value(QLatin1String("event")).toObject().value(QLatin1String("n")).toInt(-1),
            i);
}

void TestCtlServer::takesThePlaceOfAStaleSocket()
{
    const QString path = m_dir->filePath(QStringLiteral("stale"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    CtlServer server([](CtlCall &call) { call.answer(1); });
    QVERIFY(server.listen(path).isOk());
    QLocalSocket socket;
    socket.connectToServer(path);
    QVERIFY(socket.waitForConnected(5000));
}

void TestCtlServer::isOpenToThisUserOnly()
{
#ifdef Q_OS_UNIX
    struct stat info = {};
    QCOMPARE(stat(qPrintable(m_path), &info), 0);
    QCOMPARE(int(info.st_mode & 077), 0);
    QCOMPARE(info.st_uid, geteuid());
#else
    QSKIP("Windows has no such permissions");
#endif
}

void TestCtlServer::refusesAnotherUser()
{
#ifdef Q_OS_LINUX
    if (geteuid() != 0)
        QSKIP("only root can become somebody else");
    // Even where the permissions would let it in.
    QCOMPARE(chmod(qPrintable(m_dir->path()), 0777), 0);
    QCOMPARE(chmod(qPrintable(m_path), 0777), 0);
    QProcess other;
    other.setChildProcessModifier([] {
        if (setgid(65534) != 0 || setuid(65534) != 0)
            _exit(9);
    });
    other.setProcessChannelMode(QProcess::MergedChannels);
    other.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-c"),
         QStringLiteral(
             "import socket,sys\ns=socket.socket(socket.AF_UNIX)\ns.settimeout(10)\ns.connect(sys.argv[1])\n"
             "try:\n s.sendall(b'{\"command\":\"status\"}\\n')\n print('got', s.recv(100))\n"
             "except OSError:\n print('got', b'')"),
         m_path});
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(other.readAll().trimmed(), QByteArray("got b''"));
    QVERIFY(m_calls.isEmpty());
#else
    QSKIP("only Linux tells who is at the other end");
#endif
}

void TestCtlServer::clientPrintsOneDocument()
{
    m_onCall = [](CtlCall &call) { call.answer(QJsonArray{1, 2}); };
    const auto [code, output] = runClient({QStringLiteral("rooms")});
    QCOMPARE(code, 0);
    QCOMPARE(output, QByteArray("[1,2]\n"));

    m_onCall = [](CtlCall &call) { call.fail(QStringLiteral("unknown_room"), QStringLiteral("no")); };
    const auto [failed, message] = runClient({QStringLiteral("history"), QStringLiteral("!r")});
    QCOMPARE(failed, 1);
    QCOMPARE(message, QByteArray("{\"error\":{\"code\":\"unknown_room\",\"message\":\"no\"}}\n"));
}

void TestCtlServer::clientSaysThatNothingRuns()
{
    m_server.reset();
    const auto [code, output] = runClient({QStringLiteral("status")});
    QCOMPARE(code, 1);
    QCOMPARE(codeOf(QJsonDocument::fromJson(output).object()), QStringLiteral("not_running"));
    const auto [wrong, usage] = runClient({QStringLiteral("explode")});
    QCOMPARE(wrong, 1);
    QCOMPARE(codeOf(QJsonDocument::fromJson(usage).object()), QStringLiteral("usage"));
}

void TestCtlServer::clientReadsASecretFromItsInput()
{
    QString secret;
    m_onCall = [&secret](CtlCall &call) {
        secret = call.request().secret;
        call.answer(QJsonObject());
    };
    const QStringList login{QStringLiteral("login"), QStringLiteral("--server"), QStringLiteral("h"),
                            QStringLiteral("--user"), QStringLiteral("u")};
    QCOMPARE(runClient(login, " p\xc3\xa4ss word \r\nsecond line\n").first, 0);
    QCOMPARE(secret, QStringLiteral(" p\u00e4ss word "));
    secret.clear();
    const auto [code, output] = runClient(login, "\n");
    QCOMPARE(code, 1);
    QCOMPARE(codeOf(QJsonDocument::fromJson(output).object()), QStringLiteral("usage"));
    QVERIFY(secret.isEmpty());
}

void TestCtlServer::secondStartHandsItsLinkOver()
{
    QString link;
    m_onCall = [&link](CtlCall &call) {
        link = call.text(QLatin1String("link"));
        call.answer(QJsonObject());
    };
    bool isTaken = false;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { isTaken = CtlClient::handOver(m_path, QStringLiteral("#a:b"), 10'000); }));
    thread->start();
    QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 20'000);
    QVERIFY(isTaken);
    QCOMPARE(link, QStringLiteral("#a:b"));
    m_server.reset();
    QVERIFY(!CtlClient::handOver(m_path, {}, 100));
}

QTEST_GUILESS_MAIN(TestCtlServer)
#include "tst_ctlserver.moc"
