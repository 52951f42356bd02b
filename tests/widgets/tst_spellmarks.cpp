// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spellmarks.h"

#include "widgets/composeredit.h"
#include "widgets/spellchecker.h"
#include "widgets/spellengine.h"
#include "widgets/spelltesting.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>

using namespace linnet;
using namespace linnet::testing;

/// What is underlined in the composer, and what its menu offers.
class TestSpellMarks : public QObject
{
    Q_OBJECT

    std::unique_ptr<SpellFolder> m_folder;
    std::unique_ptr<SpellChecker> m_checker;
    std::unique_ptr<ComposerEdit> m_edit;

    QString marked() const
    {
        QStringList words;
        for (const QTextEdit::ExtraSelection &each : m_edit->extraSelections())
            words.append(each.cursor.selectedText());
        return words.join(u' ');
    }
    QMenu *menuAt(int position)
    {
        QTextCursor cursor = m_edit->textCursor();
        cursor.setPosition(position);
        m_edit->setTextCursor(cursor);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
        QApplication::sendEvent(m_edit->viewport(), &event);
        QMenu *menu = nullptr;
        if (!QTest::qWaitFor([&] {
                menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
                return menu != nullptr;
            }))
            qFatal("no menu");
        return menu;
    }
    static QAction *action(QMenu *menu, const QString &text)
    {
        for (QAction *each : menu->actions()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        if (!SpellEngine::isBuiltIn())
            QSKIP("built without hunspell");
        m_folder = std::make_unique<SpellFolder>();
        m_folder->add(u"en_US"_qs, {u"the"_qs, u"house"_qs, u"is"_qs, u"old"_qs});
        m_checker = std::make_unique<SpellChecker>(m_folder->ownWords());
        m_checker->setDictionaries(m_folder->all());
        m_edit = std::make_unique<ComposerEdit>();
        m_edit->spelling().setChecker(m_checker.get());
        m_edit->resize(400, 60);
        m_edit->show();
        m_edit->activateWindow();
        m_edit->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_edit.get()));
    }
    void cleanup() { m_edit.reset(); }

    void aWordIsNotWrongBeforeItIsWritten()
    {
        QTest::keyClicks(m_edit.get(), u"the huose"_qs);
        QTest::keyClicks(m_edit.get(), u" is olld"_qs);
        QTRY_COMPARE(marked(), u"huose"_qs);
        QTest::keyClicks(m_edit.get(), u" "_qs);
        QTRY_COMPARE(marked(), u"huose olld"_qs);
        // Nor while it is mended.
        QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
        QTRY_COMPARE(marked(), u"huose"_qs);
        // Going elsewhere is the end of it.
        QTest::keyClick(m_edit.get(), Qt::Key_Home);
        QTRY_COMPARE(marked(), u"huose olld"_qs);
    }
    void aDraftIsMarkedAsItIs()
    {
        m_edit->clearFocus();
        m_edit->setSource(u"huose"_qs);
        QTRY_COMPARE(marked(), u"huose"_qs);
        m_edit->setSource({});
        QTRY_COMPARE(marked(), QString());
    }
    void peopleAreNotSpelled()
    {
        m_edit->clearFocus();
        m_edit->insertPill(0, 0, {u"Bobb Huose"_qs, UserId(u"@bob:x"_qs)});
        m_edit->insertPlainText(u"olld the"_qs);
        QTRY_COMPARE(marked(), u"olld"_qs);
    }
    void whoAsksIsDoneWithTheWord()
    {
        QTest::keyClicks(m_edit.get(), u"the huose"_qs);
        QCOMPARE(marked(), QString());
        QMenu *menu = menuAt(9);
        QCOMPARE(menu->actions().first()->text(), u"house"_qs);
        menu->close();
        QCOMPARE(marked(), u"huose"_qs);
        QTest::keyClicks(m_edit.get(), u" is"_qs);
        menu = menuAt(12);
        QVERIFY(!action(menu, u"Add to dictionary"_qs));
        menu->close();
    }
    void theMenuBeginsWithBetterWords()
    {
        QTest::keyClicks(m_edit.get(), u"the huose is "_qs);
        QTRY_COMPARE(marked(), u"huose"_qs);
        QMenu *menu = menuAt(6);
        QCOMPARE(menu->actions().first()->text(), u"house"_qs);
        menu->actions().first()->trigger();
        menu->close();
        QCOMPARE(m_edit->toPlainText(), u"the house is "_qs);
        QTRY_COMPARE(marked(), QString());
        m_edit->undo();
        QCOMPARE(m_edit->toPlainText(), u"the huose is "_qs);
        // Elsewhere it is the usual one.
        menu = menuAt(1);
        QVERIFY(!action(menu, u"Ignore"_qs));
        menu->close();
    }
    void theMenuDoesNotComeLate()
    {
        QTest::keyClicks(m_edit.get(), u"the huose is "_qs);
        QTRY_COMPARE(marked(), u"huose"_qs);
        QTextCursor cursor = m_edit->textCursor();
        cursor.setPosition(6);
        m_edit->setTextCursor(cursor);
        const auto ask = [this] {
            QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
            QApplication::sendEvent(m_edit->viewport(), &event);
        };
        ask();
        m_edit->insertPlainText(u"x"_qs);
        // Answers come in the order of the questions.
        bool isAnswered = false;
        m_checker->suggest(u"huose"_qs, this, [&isAnswered](const QStringList &) { isAnswered = true; });
        QTRY_VERIFY(isAnswered);
        QVERIFY(!QApplication::activePopupWidget());
    }
    void wordsCanBeAddedOrIgnored()
    {
        QTest::keyClicks(m_edit.get(), u"huose olld "_qs);
        QTRY_COMPARE(marked(), u"huose olld"_qs);
        QMenu *menu = menuAt(2);
        action(menu, u"Add to dictionary"_qs)->trigger();
        menu->close();
        QTRY_COMPARE(marked(), u"olld"_qs);
        menu = menuAt(7);
        action(menu, u"Ignore"_qs)->trigger();
        menu->close();
        QTRY_COMPARE(marked(), QString());
    }
    void theCheckerMayGoFirst()
    {
        QTest::keyClicks(m_edit.get(), u"huose "_qs);
        QTRY_COMPARE(marked(), u"huose"_qs);
        m_checker.reset();
        QTest::keyClicks(m_edit.get(), u"x "_qs);
        QTRY_COMPARE(marked(), QString());
        menuAt(2)->close();
    }
};

QTEST_MAIN(TestSpellMarks)
#include "tst_spellmarks.moc"
