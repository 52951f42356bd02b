// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cryptomachine.h"

#include "support/cryptoperson.h"
#include "support/json.h"

#include <QElapsedTimer>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

constexpr int eventCount = 10'000;
constexpr int perKey = 100; ///< as rooms rotate their keys, if nobody says otherwise
constexpr int wantedPerSecond = 5'000;

}

/// How long stored events of a room take to be decrypted, their keys at hand.
class BenchDecrypt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void events_data();
    void events();

private:
    KeyServer m_server;
    std::unique_ptr<CryptoPerson> m_alice, m_bob;
    const RoomId m_room{QStringLiteral("!room:example.org")};
    QList<QByteArray> m_events;
};

void BenchDecrypt::initTestCase()
{
    m_alice =
        std::make_unique<CryptoPerson>(m_server, QStringLiteral("@alice:example.org"), QStringLiteral("AAA"));
    m_bob =
        std::make_unique<CryptoPerson>(m_server, QStringLiteral("@bob:example.org"), QStringLiteral("BBB"));
    m_bob->track({m_alice->user()});
    m_bob->flush();
    RoomEncryption encryption;
    encryption.rotationMessages = perKey;
    const QByteArray text(200, 'x');
    for (int i = 0; i < eventCount; ++i) {
        if (i % perKey == 0)
            m_alice->share(m_room, {m_alice->user(), m_bob->user()}, encryption);
        m_events.append(m_alice->event(m_room, "{\"msgtype\":\"m.text\",\"body\":\"" + text + "\"}"));
    }
    m_bob->sync();
}

void BenchDecrypt::events_data()
{
    QTest::addColumn<bool>("mixesKeys");
    QTest::newRow("in the order of the room") << false;
    QTest::newRow("each under another key than the last") << true;
}

void BenchDecrypt::events()
{
    QFETCH(bool, mixesKeys);
    const int keys = eventCount / perKey;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < eventCount; ++i) {
        const int at = mixesKeys ? (i % keys) * perKey + i / keys : i;
        if (!m_bob->machine().decrypt(m_room, m_events[at]).isClear())
            QFAIL("an event stayed closed");
    }
    const double perSecond = eventCount * 1000.0 / double(qMax<qint64>(1, timer.elapsed()));
    qInfo("%.0f events/s (wanted: %d)", perSecond, wantedPerSecond);
    QTest::setBenchmarkResult(perSecond, QTest::FramesPerSecond);
}

QTEST_GUILESS_MAIN(BenchDecrypt)
#include "bench_decrypt.moc"
