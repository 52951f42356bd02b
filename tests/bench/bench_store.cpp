// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "stores.h"

#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::bench;

/// From the bytes of a sync reply to the answer that they are committed, into an encrypted database on the
/// worker's thread, with everything that a session's sync does in between.
class BenchStore : public QObject
{
    Q_OBJECT

    static constexpr double Budget = 20'000;

    /// A database in a folder of its own.
    struct Account
    {
        QTemporaryDir folder;
        std::unique_ptr<Store> store;
    };

    std::unique_ptr<Account> open()
    {
        auto account = std::make_unique<Account>();
        account->store = openStore(account->folder.filePath(QStringLiteral("account.db")));
        return account;
    }

    /// How many events became known.
    qsizetype commit(Account &account, const QByteArray &position, const QByteArray &reply)
    {
        qsizetype appended = 0;
        for (const CommittedRoom &room : bench::commit(*account.store, position, reply).rooms)
            appended += room.appended.size();
        return appended;
    }

private Q_SLOTS:
    /// The first sync of an account.
    void intoNothing_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("perRoom");
        QTest::addColumn<int>("repeats");
        QTest::newRow("1,000 events, rooms of 100") << 1'000 << 100 << 21;
        QTest::newRow("10,000 events, rooms of 100") << 10'000 << 100 << 9;
        QTest::newRow("100,000 events, rooms of 100") << 100'000 << 100 << 3;
        QTest::newRow("10,000 events, one room") << 10'000 << 10'000 << 9;
        QTest::newRow("100,000 events, one room") << 100'000 << 100'000 << 3;
    }
    void intoNothing()
    {
        QFETCH(int, events);
        QFETCH(int, perRoom);
        QFETCH(int, repeats);
        const QByteArray reply = SyncReplies().reply(events, perRoom, true);
        Figures figures;
        for (int i = 0; i < repeats; ++i) {
            const auto account = open();
            figures.time([&] { QVERIFY(commit(*account, {}, reply) > 0); });
        }
        figures.tellRate(QTest::currentDataTag(), events, Budget);
    }

    /// Later syncs, into a database that holds ever more.
    void intoFilled_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("repeats");
        QTest::newRow("1,000 events into 10,000 and more") << 1'000 << 31;
        QTest::newRow("10,000 events into 10,000 to 200,000") << 10'000 << 20;
    }
    void intoFilled()
    {
        QFETCH(int, events);
        QFETCH(int, repeats);
        SyncReplies replies;
        const auto account = open();
        commit(*account, {}, replies.reply(10'000, 100, true));
        Figures figures;
        for (int i = 0; i < repeats; ++i) {
            const QByteArray reply = replies.reply(events, 100, false);
            figures.time([&] { QCOMPARE(commit(*account, "s1", reply), qsizetype(events)); });
        }
        figures.tellRate(QTest::currentDataTag(), events, Budget);
    }
};

QTEST_GUILESS_MAIN(BenchStore)
#include "bench_store.moc"
