// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/peopletext.h"

#include <QTest>

using namespace linnet;

class TestPeopleText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void guesses();
};

void TestPeopleText::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("users");
    QTest::addColumn<QStringList>("wrong");
    const QString bob = QStringLiteral("@bob:example.org");
    const QString carol = QStringLiteral("@carol:other.org:8448");
    QTest::newRow("nothing") << QStringLiteral(" , ;\n") << QStringList() << QStringList();
    QTest::newRow("an id") << bob << QStringList{bob} << QStringList();
    QTest::newRow("a bare name") << QStringLiteral("bob") << QStringList{bob} << QStringList();
    QTest::newRow("a name with @") << QStringLiteral("@bob") << QStringList{bob} << QStringList();
    QTest::newRow("without @") << QStringLiteral("bob:example.org") << QStringList{bob} << QStringList();
    QTest::newRow("several") << QString(bob + QStringLiteral(",\n") + carol + QStringLiteral("; bob"))
                             << QStringList{bob, carol} << QStringList();
    QTest::newRow("links") << QStringLiteral("https://matrix.to/#/@bob:example.org matrix:u/bob:example.org")
                           << QStringList{bob} << QStringList();
    QTest::newRow("rooms") << QStringLiteral("#a:b !c:d bob") << QStringList{bob}
                           << QStringList{QStringLiteral("#a:b"), QStringLiteral("!c:d")};
    QTest::newRow("somebody's name") << QStringLiteral("Anna Smith, bob") << QStringList{bob}
                                     << QStringList{QStringLiteral("Anna Smith")};
}

void TestPeopleText::guesses()
{
    const auto guessed = [](const QString &text) {
        return PeopleText::read(text, QStringLiteral("example.org")).guessed;
    };
    QCOMPARE(guessed(QStringLiteral("Anna Smith, bob")),
             QStringList({QStringLiteral("Anna Smith"), QStringLiteral("bob")}));
    QCOMPARE(guessed(QStringLiteral("@bob, carol:other.org matrix:u/bob:example.org #a:b")), QStringList());
}

void TestPeopleText::reads()
{
    QFETCH(QString, text);
    QFETCH(QStringList, users);
    QFETCH(QStringList, wrong);
    const PeopleText people = PeopleText::read(text, QStringLiteral("example.org"));
    QStringList ids;
    for (const UserId &user : people.users)
        ids << user.toString();
    QCOMPARE(ids, users);
    QCOMPARE(people.wrong, wrong);
}

QTEST_APPLESS_MAIN(TestPeopleText)
#include "tst_peopletext.moc"
