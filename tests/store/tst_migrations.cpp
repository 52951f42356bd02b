// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/messageindex.h"
#include "storetesting.h"

#include <array>

using namespace linnet;
using namespace linnet::testing;

class TestMigrations : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::unique_ptr<Database> make()
    {
        return Database::open(m_folder.filePath(QStringLiteral("%1.db").arg(++m_count)), testKey(),
                              Database::Mode::ReadWrite)
            .take();
    }
    static int versionOf(Database &database)
    {
        Statement statement = database.query("PRAGMA user_version");
        return statement.next() ? statement.number(0) : -1;
    }
    /// All tables and indexes as SQLite wrote them down.
    static QStringList layoutOf(Database &database)
    {
        QStringList layout;
        Statement statement = database.query("SELECT type || ' ' || name || ' ' || coalesce(sql, '') "
                                             "FROM sqlite_master ORDER BY name");
        while (statement.next())
            layout.append(statement.text(0));
        return layout;
    }

private Q_SLOTS:
    void numbersAreInOrder()
    {
        int expected = 1;
        for (const Migration &step : migrations())
            QCOMPARE(step.version, expected++);
    }
    void everyOlderVersionGivesTheSameTables_data()
    {
        QTest::addColumn<int>("from");
        for (int from = 0; from < int(migrations().size()); ++from)
            QTest::addRow("from %d", from) << from;
    }
    void everyOlderVersionGivesTheSameTables()
    {
        QFETCH(int, from);
        auto fresh = make();
        QVERIFY(migrate(*fresh, migrations()).isOk());
        auto old = make();
        if (from > 0)
            QVERIFY(migrate(*old, migrations().first(size_t(from))).isOk());
        QVERIFY(migrate(*old, migrations()).isOk());
        QCOMPARE(layoutOf(*old), layoutOf(*fresh));
        QCOMPARE(versionOf(*old), migrations().back().version);
    }
    /// What was indexed without regard to edits is indexed again.
    void theIndexBeginsAnew()
    {
        auto database = make();
        QVERIFY(migrate(*database, migrations().first(3)).isOk());
        database->script("INSERT INTO rooms(room, room_id) VALUES(1, '!r');"
                         "INSERT INTO events(event, room, seq, event_id, type, sender, ts, is_redacted, raw)"
                         " VALUES(7, 1, 1, '$1', 'm.room.message', '@a:x', 1, 0, '{}');"
                         "INSERT INTO message_index(rowid, words, tags) VALUES(7, 'hello', 'r1');"
                         "INSERT INTO message_times(event, ts) VALUES(7, 1)");
        QVERIFY(migrate(*database, migrations()).isOk());
        Statement hits = database->query("SELECT rowid FROM message_index WHERE message_index MATCH 'hello'");
        QVERIFY(!hits.next());
        Statement below = database->query("SELECT value FROM meta WHERE key = 'unindexed_below'");
        QVERIFY(below.next());
        QCOMPARE(below.number(0), 8);
        QVERIFY(!database->takeError());
    }
    /// Edits were known; what else relates to something is found bit by bit.
    void relationsOfBeforeAreFound()
    {
        auto database = make();
        QVERIFY(migrate(*database, migrations().first(6)).isOk());
        database->script(
            "INSERT INTO rooms(room, room_id) VALUES(1, '!r');"
            "INSERT INTO events(event, room, seq, event_id, type, sender, ts, is_redacted, content, raw) "
            "VALUES"
            "(7, 1, 1, '$1', 'm.room.message', '@a:x', 1, 0, '{}', '{}'),"
            "(8, 1, 2, '$2', 'm.room.message', '@a:x', 2, 0, '{}', '{}'),"
            "(9, 1, 3, '$3', 'm.reaction', '@a:x', 3, 0, '{\"m.relates_to\":{\"rel_type\":\"m.annotation\","
            "\"event_id\":\"$1\",\"key\":\"x\"}}', '{}');"
            "INSERT INTO message_edits(edit, room, target) VALUES(8, 1, '$1')");
        QVERIFY(migrate(*database, migrations()).isOk());
        const auto relations = [&database] {
            QStringList rows;
            Statement statement = database->query("SELECT event, kind, target FROM relations ORDER BY event");
            while (statement.next())
                rows.append(QStringList{statement.text(0), statement.text(1), statement.text(2)}.join(u' '));
            return rows;
        };
        QCOMPARE(relations(), QStringList{QStringLiteral("8 1 $1")});
        QVERIFY(!MessageIndex(*database).addEarlier(10));
        QCOMPARE(relations(), QStringList({QStringLiteral("8 1 $1"), QStringLiteral("9 2 $1")}));
        QVERIFY(!database->takeError());
    }
    void keepsWhatIsThere()
    {
        auto database = make();
        const std::array steps{Migration{1, "CREATE TABLE t(a); INSERT INTO t VALUES(7)"},
                               Migration{2, "ALTER TABLE t ADD COLUMN b DEFAULT 8"}};
        QVERIFY(migrate(*database, std::span(steps).first(1)).isOk());
        QVERIFY(migrate(*database, steps).isOk());
        QVERIFY(migrate(*database, steps).isOk());
        Statement row = database->query("SELECT a, b FROM t");
        QVERIFY(row.next());
        QCOMPARE(row.number(0), 7);
        QCOMPARE(row.number(1), 8);
        QCOMPARE(versionOf(*database), 2);
    }
    void refusesANewerOne()
    {
        auto database = make();
        QVERIFY(migrate(*database, migrations()).isOk());
        database->script("PRAGMA user_version = 9999");
        const Status status = migrate(*database, migrations());
        QVERIFY(!status.isOk());
        QCOMPARE(status.error().kind, Error::Kind::NewerVersion);
        QCOMPARE(versionOf(*database), 9999);
    }
    void aStepThatFailsLeavesTheVersionBeforeIt()
    {
        auto database = make();
        const std::array steps{Migration{1, "CREATE TABLE t(a)"},
                               Migration{2, "CREATE TABLE u(a); CREATE TABLE t(a)"}};
        QVERIFY(!migrate(*database, steps).isOk());
        QCOMPARE(versionOf(*database), 1);
        QVERIFY(!layoutOf(*database).join(u' ').contains(u" u "));
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
