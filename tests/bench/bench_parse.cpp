// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "matrix/v3dialect.h"
#include "syncreplies.h"

#include <QTest>

using namespace linnet;
using namespace linnet::bench;

/// A sync reply read, from bytes to values, without a database.
class BenchParse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void syncReply_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("repeats");
        QTest::newRow("1,000 events") << 1'000 << 101;
        QTest::newRow("10,000 events") << 10'000 << 21;
        QTest::newRow("100,000 events") << 100'000 << 5;
    }
    void syncReply()
    {
        QFETCH(int, events);
        QFETCH(int, repeats);
        const QByteArray reply = SyncReplies().reply(events, 100, true);
        const V3Dialect dialect(false, UserId(SyncReplies::self()));
        Figures figures;
        for (int i = 0; i < repeats; ++i) {
            figures.time([&] {
                const auto batch = dialect.parse({}, reply, 1'800'000'000'000);
                QVERIFY(batch.isOk());
            });
        }
        std::printf("    %.1f MB, %.0f MB/s\n", double(reply.size()) / 1e6,
                    double(reply.size()) / 1e3 / figures.middle());
        figures.tellRate(QTest::currentDataTag(), events, 0);
    }
};

QTEST_GUILESS_MAIN(BenchParse)
#include "bench_parse.moc"
