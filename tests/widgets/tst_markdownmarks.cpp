// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/markdownmarks.h"

#include "widgets/composeredit.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>

using namespace linnet;

/// The keys for bold, italic and code in the composer. Brackets stand around what is selected.
class TestMarkdownMarks : public QObject
{
    Q_OBJECT

    std::unique_ptr<ComposerEdit> m_edit;

    void put(QString text)
    {
        const auto start = int(text.indexOf(u'['));
        text.remove(u'[');
        const auto end = int(text.indexOf(u']'));
        text.remove(u']');
        m_edit->setPlainText(text);
        QTextCursor cursor = m_edit->textCursor();
        cursor.setPosition(start);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        m_edit->setTextCursor(cursor);
    }
    QString shown() const
    {
        const QTextCursor cursor = m_edit->textCursor();
        QString text = m_edit->toPlainText();
        text.insert(cursor.selectionEnd(), u']');
        text.insert(cursor.selectionStart(), u'[');
        return text;
    }
    void press(Qt::Key key) { QTest::keyClick(m_edit.get(), key, Qt::ControlModifier); }

private Q_SLOTS:
    void init()
    {
        m_edit = std::make_unique<ComposerEdit>();
        m_edit->resize(400, 60);
        m_edit->show();
        m_edit->activateWindow();
        m_edit->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_edit.get()));
    }
    void cleanup() { m_edit.reset(); }

    void keysTurnMarksOnAndOff_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const int bold = Qt::Key_B;
        const int italic = Qt::Key_I;
        const int code = Qt::Key_E;
        QTest::newRow("bold") << bold << u"a [b] c"_qs << u"a **[b]** c"_qs;
        QTest::newRow("italic") << italic << u"a [b] c"_qs << u"a *[b]* c"_qs;
        QTest::newRow("code") << code << u"a [b] c"_qs << u"a `[b]` c"_qs;
        QTest::newRow("all of it") << bold << u"[a b]"_qs << u"**[a b]**"_qs;
        QTest::newRow("blanks stay outside") << bold << u"a[ b ]c"_qs << u"a **[b]** c"_qs;
        QTest::newRow("not bold") << bold << u"a **[b]** c"_qs << u"a [b] c"_qs;
        QTest::newRow("not italic") << italic << u"*[b]*"_qs << u"[b]"_qs;
        QTest::newRow("not code") << code << u"`[b]`"_qs << u"[b]"_qs;
        QTest::newRow("with its marks") << bold << u"a [**b**] c"_qs << u"a [b] c"_qs;
        QTest::newRow("italic too") << italic << u"**[b]**"_qs << u"***[b]***"_qs;
        QTest::newRow("bold too") << bold << u"*[b]*"_qs << u"***[b]***"_qs;
        QTest::newRow("no more italic") << italic << u"***[b]***"_qs << u"**[b]**"_qs;
        QTest::newRow("no more bold") << bold << u"***[b]***"_qs << u"*[b]*"_qs;
        QTest::newRow("between") << bold << u"a []"_qs << u"a **[]**"_qs;
        QTest::newRow("not between") << bold << u"a **[]**"_qs << u"a []"_qs;
        QTest::newRow("blanks alone") << bold << u"a[ ]b"_qs << u"a**[]** b"_qs;
        QTest::newRow("behind") << bold << u"**a[]**"_qs << u"**a**[]"_qs;
        QTest::newRow("behind one of two") << bold << u"***a[]***"_qs << u"***a**[]*"_qs;
        QTest::newRow("behind the other") << italic << u"***a**[]*"_qs << u"***a***[]"_qs;
    }
    void keysTurnMarksOnAndOff()
    {
        QFETCH(int, key);
        QFETCH(QString, before);
        QFETCH(QString, after);
        put(before);
        press(Qt::Key(key));
        QCOMPARE(shown(), after);
    }
    void oneUndoTakesBothAway()
    {
        put(u"a [b] c"_qs);
        press(Qt::Key_B);
        m_edit->undo();
        QCOMPARE(m_edit->toPlainText(), u"a b c"_qs);
        m_edit->redo();
        QCOMPARE(m_edit->toPlainText(), u"a **b** c"_qs);
    }
    void peopleStayPeople()
    {
        m_edit->insertPill(0, 0, {u"Bob"_qs, UserId(u"@bob:x"_qs)});
        const QString before = m_edit->source();
        m_edit->selectAll();
        press(Qt::Key_B);
        QCOMPARE(m_edit->source(), u"**"_qs + before.trimmed() + u"** "_qs);
        press(Qt::Key_B);
        QCOMPARE(m_edit->source(), before);
    }
    void theMenuNamesTheKeys()
    {
        put(u"a [b] c"_qs);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
        QApplication::sendEvent(m_edit->viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QStringList entries;
        for (QAction *each : menu->actions()) {
            if (each->shortcutContext() == Qt::WidgetShortcut)
                entries << each->text() + u' ' + each->shortcut().toString(QKeySequence::PortableText);
        }
        QCOMPARE(entries, (QStringList{u"Bold Ctrl+B"_qs, u"Italic Ctrl+I"_qs, u"Code Ctrl+E"_qs}));
        menu->actions().last()->trigger();
        menu->close();
        QCOMPARE(shown(), u"a `[b]` c"_qs);
    }
};

QTEST_MAIN(TestMarkdownMarks)
#include "tst_markdownmarks.moc"
