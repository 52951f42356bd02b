// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spelldictionary.h"

#include "widgets/spelltesting.h"

#include <QTest>

using namespace linnet;
using namespace linnet::testing;

class TestSpellDictionary : public QObject
{
    Q_OBJECT

    static QStringList codes(const QList<SpellDictionary> &of)
    {
        QStringList result;
        for (const SpellDictionary &each : of)
            result.append(each.code);
        return result;
    }

private Q_SLOTS:
    void findsPairsOfFiles()
    {
        SpellFolder own;
        SpellFolder system;
        own.add(u"de_DE"_qs, {u"ja"_qs});
        system.add(u"en_US"_qs, {u"yes"_qs});
        system.add(u"de_DE"_qs, {u"nein"_qs});
        system.write(u"hyph_fr.dic"_qs, "1\nx\n");
        system.write(u"it_IT.aff"_qs, "");
        const auto found = SpellDictionary::find({own.path(), u"/nowhere"_qs, system.path()});
        QCOMPARE(codes(found), QStringList({u"de_DE"_qs, u"en_US"_qs}));
        QVERIFY(found.first().words.startsWith(own.path()));
    }
    void namesLanguagesAsTheirSpeakersDo()
    {
        QCOMPARE((SpellDictionary{u"de_AT"_qs, {}, {}}.name()), u"Österreichisches Deutsch (Österreich)"_qs);
        QCOMPARE((SpellDictionary{u"eo"_qs, {}, {}}.name()), u"esperanto"_qs);
        QCOMPARE((SpellDictionary{u"xyzzy"_qs, {}, {}}.name()), u"xyzzy"_qs);
    }
    void beginsWithWhatThePersonReads_data()
    {
        QTest::addColumn<QStringList>("languages");
        QTest::addColumn<QStringList>("expected");
        const QStringList none;
        QTest::newRow("exactly") << QStringList{u"en-GB"_qs} << QStringList{u"en_GB"_qs};
        QTest::newRow("of the same language") << QStringList{u"de-CH"_qs} << QStringList{u"de_DE"_qs};
        QTest::newRow("several") << QStringList{u"de-DE"_qs, u"de"_qs, u"en-US"_qs, u"en"_qs}
                                 << QStringList{u"de_DE"_qs, u"en_US"_qs};
        QTest::newRow("two of one language")
            << QStringList{u"en-GB"_qs, u"en"_qs, u"en-US"_qs} << QStringList{u"en_GB"_qs, u"en_US"_qs};
        QTest::newRow("without one") << QStringList{u"ja-JP"_qs} << none;
        QTest::newRow("no language") << QStringList{u"C"_qs} << none;
    }
    void beginsWithWhatThePersonReads()
    {
        QFETCH(QStringList, languages);
        QFETCH(QStringList, expected);
        QList<SpellDictionary> found;
        for (const QString &code : {u"de_DE"_qs, u"en_GB"_qs, u"en_US"_qs})
            found.append({code, {}, {}});
        QCOMPARE(SpellDictionary::defaults(found, languages), expected);
    }
    void takesWhatIsChosenAndThere()
    {
        QList<SpellDictionary> found{{u"de_DE"_qs, {}, {}}, {u"en_US"_qs, {}, {}}};
        QCOMPARE(codes(SpellDictionary::chosen(found, QStringList{u"en_US"_qs, u"gone"_qs})),
                 QStringList{u"en_US"_qs});
        QVERIFY(SpellDictionary::chosen(found, QStringList()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSpellDictionary)
#include "tst_spelldictionary.moc"
