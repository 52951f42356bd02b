// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/runtext.h"

#include <QLocale>
#include <QTest>

using namespace linnet;

class TestRunText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void words_data()
    {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *changes, const char *text) {
            QTest::newRow(name) << QString::fromUtf8(changes) << QString::fromUtf8(text);
        };
        row("two", "Alice joined, Bob joined", "Alice and Bob joined");
        row("three", "Alice joined, Bob joined, Carol joined", "Alice, Bob and Carol joined");
        row("four", "A joined, B joined, C joined, D joined", "A, B and 2 other(s) joined");
        row("two things", "Alice joined, Carol left", "Alice joined, Carol left");
        row("in the order in which they begin", "Carol left, Alice joined, Bob left",
            "Carol and Bob left, Alice joined");
        row("in and out", "Alice joined, Alice left", "Alice joined and left");
        row("in and out again and again", "A joined, A left, A joined, A left", "A joined and left");
        row("in at last", "A joined, A left, A joined", "A joined");
        row("out and in", "Alice left, Alice joined", "Alice left and came back");
        row("out at last", "A left, A joined, A left", "A left");
        row("removed and back", "A removed, A invited, A accepted", "A left and came back");
        row("several", "A joined, A left, B joined, B left", "A and B joined and left");
        row("invited", "Alice invited", "Alice was invited");
        row("invited, several", "Alice invited, Bob invited", "Alice and Bob were invited");
        row("invited and joined", "Alice invited, Alice accepted", "Alice joined");
        row("invited and declined", "Alice invited, Alice declined", "Alice declined the invitation");
        row("joined and removed", "Alice joined, Alice removed", "Alice was removed");
        row("removed, several", "Alice removed, Bob removed", "Alice and Bob were removed");
        row("banned", "Alice joined, Alice banned", "Alice was banned");
        row("renamed", "Alice renamed, Bob renamed", "Alice and Bob changed their names");
        row("both", "Alice renamed, Alice picture", "Alice changed their name and picture");
        row("picture again and again", "Alice picture, Alice picture", "Alice changed their picture");
        row("joined with a new name", "Alice joined, Alice renamed", "Alice joined");
    }
    void words()
    {
        QFETCH(QString, changes);
        using Kind = MemberChange::Kind;
        const QHash<QString, Kind> kinds{
            {QStringLiteral("joined"), Kind::Joined},     {QStringLiteral("accepted"), Kind::Accepted},
            {QStringLiteral("left"), Kind::Left},         {QStringLiteral("invited"), Kind::Invited},
            {QStringLiteral("declined"), Kind::Declined}, {QStringLiteral("removed"), Kind::Removed},
            {QStringLiteral("banned"), Kind::Banned},     {QStringLiteral("renamed"), Kind::Renamed},
            {QStringLiteral("picture"), Kind::NewPicture}};
        QList<MemberChange> list;
        for (const QString &change : changes.split(QStringLiteral(", "))) {
            const QString name = change.section(u' ', 0, 0);
            list.append({kinds.value(change.section(u' ', 1)), UserId(name), name});
        }
        QList<const MemberChange *> pointers;
        for (const MemberChange &change : list)
            pointers.append(&change);
        QTEST(RunText::of(pointers), "text");
    }

    void namesCannotTurnWhatIsAroundThem()
    {
        const MemberChange first{MemberChange::Kind::Joined, UserId(QStringLiteral("@a:x")),
                                 QStringLiteral("\u202Eevil\nline")};
        const MemberChange second{MemberChange::Kind::Joined, UserId(QStringLiteral("@b:x")),
                                  QString(5000, u'w')};
        const QString text = RunText::of({&first, &second});
        QVERIFY(!text.contains(QChar(0x202E)));
        QVERIFY(!text.contains(u'\n'));
        QVERIFY(text.size() < 200);
    }

    void theSameNameMayBeTwoPeople()
    {
        const MemberChange first{MemberChange::Kind::Joined, UserId(QStringLiteral("@a:x")),
                                 QStringLiteral("Al")};
        const MemberChange second{MemberChange::Kind::Left, UserId(QStringLiteral("@b:x")),
                                  QStringLiteral("Al")};
        QCOMPARE(RunText::of({&first, &second}), QStringLiteral("Al joined, Al left"));
    }
};

QTEST_GUILESS_MAIN(TestRunText)
#include "tst_runtext.moc"
