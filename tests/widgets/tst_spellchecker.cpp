// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spellchecker.h"

#include "widgets/spellengine.h"
#include "widgets/spelltesting.h"

#include <QSignalSpy>
#include <QTest>

using namespace linnet;
using namespace linnet::testing;

class TestSpellChecker : public QObject
{
    Q_OBJECT

    std::unique_ptr<SpellFolder> m_folder;

    /// Once it is known.
    static QSet<QString> wrongOf(SpellChecker &checker, const QSet<QString> &words)
    {
        QSignalSpy checked(&checker, &SpellChecker::checked);
        checker.wrong(words);
        if (checked.isEmpty() && !checked.wait())
            qWarning("nothing was looked up");
        return checker.wrong(words);
    }
    static QStringList suggestions(SpellChecker &checker, const QString &word)
    {
        std::optional<QStringList> result;
        checker.suggest(word, &checker, [&result](const QStringList &words) { result = words; });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }))
            return {u"no answer"_qs};
        return *result;
    }

private Q_SLOTS:
    void init()
    {
        if (!SpellEngine::isBuiltIn())
            QSKIP("built without hunspell");
        m_folder = std::make_unique<SpellFolder>();
        m_folder->add(u"en_US"_qs, {u"house"_qs, u"mouse"_qs, u"don't"_qs});
        m_folder->add(u"de_DE"_qs, {u"Haus"_qs, u"Grüße"_qs, u"Hause"_qs}, "ISO8859-1");
    }

    void aWordIsRightIfOneLanguageHasIt()
    {
        SpellChecker checker(m_folder->ownWords());
        QVERIFY(checker.wrong({u"huose"_qs}).isEmpty());
        checker.setDictionaries(m_folder->all());
        const QSet<QString> words{u"house"_qs, u"Haus"_qs,  u"Grüße"_qs,
                                  u"don’t"_qs, u"huose"_qs, u"日本語"_qs};
        QVERIFY(checker.wrong(words).isEmpty()); // nothing waits for it
        QCOMPARE(wrongOf(checker, words), (QSet<QString>{u"huose"_qs, u"日本語"_qs}));
        checker.setDictionaries({m_folder->all().last()});
        QCOMPARE(wrongOf(checker, words),
                 (QSet<QString>{u"huose"_qs, u"日本語"_qs, u"Haus"_qs, u"Grüße"_qs}));
        checker.setDictionaries({});
        QVERIFY(checker.wrong(words).isEmpty());
    }
    void suggestsFromAllLanguages()
    {
        SpellChecker checker(m_folder->ownWords());
        checker.setDictionaries(m_folder->all());
        const QStringList words = suggestions(checker, u"hause"_qs);
        QVERIFY2(words.contains(u"house"_qs) && words.contains(u"Hause"_qs), qPrintable(words.join(u' ')));
        QVERIFY(words.size() <= 5);
        QVERIFY(suggestions(checker, QString(5000, u'x')).isEmpty());
    }
    void remembersOnesOwnWords()
    {
        {
            SpellChecker checker(m_folder->ownWords());
            checker.setDictionaries(m_folder->all());
            QCOMPARE(wrongOf(checker, {u"Linnet"_qs, u"brb"_qs}).size(), 2);
            QVERIFY(checker.add(u"Linnet"_qs));
            QVERIFY(checker.add(u"Grünfink"_qs));
            checker.ignore(u"brb"_qs);
            QVERIFY(checker.wrong({u"Linnet"_qs, u"brb"_qs}).isEmpty());
        }
        SpellChecker again(m_folder->ownWords());
        again.setDictionaries(m_folder->all());
        QCOMPARE(wrongOf(again, {u"Linnet"_qs, u"Grünfink"_qs, u"brb"_qs}), QSet<QString>{u"brb"_qs});
    }
    void saysSoWhereAWordCannotBeKept()
    {
        SpellChecker checker(m_folder->path() + u"/nowhere/words.txt"_qs);
        checker.setDictionaries(m_folder->all());
        QVERIFY(!checker.add(u"Linnet"_qs));
        QVERIFY(checker.wrong({u"Linnet"_qs}).isEmpty());
    }
    void brokenDictionariesDoNoHarm()
    {
        m_folder->write(u"xx_XX.aff"_qs, QByteArray(1000, '\xff'));
        m_folder->write(u"xx_XX.dic"_qs, "not a number\n\xff\xfe\n");
        m_folder->write(u"yy_YY.aff"_qs, "SET KLINGON\n");
        m_folder->write(u"yy_YY.dic"_qs, "1\nx\n");
        SpellChecker checker(m_folder->ownWords());
        checker.setDictionaries(m_folder->all());
        QVERIFY(!wrongOf(checker, {u"house"_qs, u"huose"_qs}).contains(u"house"_qs));
    }
    void maySuddenlyEnd()
    {
        SpellChecker checker(m_folder->ownWords());
        checker.setDictionaries(m_folder->all());
        checker.suggest(u"hause"_qs, &checker, [](const QStringList &) {});
    }
    /// Those that are installed, as most people have them.
    void theSystemsDictionariesWork()
    {
        const auto found = SpellDictionary::find(SpellDictionary::systemFolders());
        const auto chosen = SpellDictionary::chosen(found, QStringList{u"en_US"_qs, u"de_DE"_qs});
        if (chosen.size() < 2)
            QSKIP("no dictionaries are installed");
        SpellChecker checker(m_folder->ownWords());
        checker.setDictionaries(chosen);
        const QSet<QString> words{u"colleague"_qs, u"Straßenbahn"_qs, u"Übermut"_qs, u"collegue"_qs};
        QCOMPARE(wrongOf(checker, words), QSet<QString>{u"collegue"_qs});
        QVERIFY(suggestions(checker, u"collegue"_qs).contains(u"colleague"_qs));
    }
};

QTEST_GUILESS_MAIN(TestSpellChecker)
#include "tst_spellchecker.moc"
