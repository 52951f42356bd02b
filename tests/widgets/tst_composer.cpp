// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer.h"

#include "widgets/composeredit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace linnet;

namespace {

/// A composer on the screen, with the keyboard.
struct Stage
{
    Stage()
    {
        composer.resize(500, 80);
        composer.show();
        composer.activateWindow();
        composer.focusText();
        if (!QTest::qWaitForWindowActive(&composer))
            qFatal("no window");
    }

    Composer composer;
    ComposerEdit *edit = composer.findChild<ComposerEdit *>();
    QToolButton *button = composer.findChild<QToolButton *>();
    QPushButton *asText = composer.findChild<QPushButton *>();
    QSignalSpy sent{&composer, &Composer::sendRequested};

    void type(const QString &text) { QTest::keyClicks(edit, text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(edit, key, modifiers); }
    void compose(const QString &preedit, const QString &commit = {})
    {
        QInputMethodEvent event(preedit, {});
        event.setCommitString(commit);
        QCoreApplication::sendEvent(edit, &event);
    }
    bool hasNotice(const QString &words) const
    {
        for (const QLabel *label : composer.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }
};

}

/// The composer and its text box, with real keys.
class TestComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enterSends_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::newRow("return") << int(Qt::Key_Return) << int(Qt::NoModifier);
        QTest::newRow("keypad") << int(Qt::Key_Enter) << int(Qt::KeypadModifier);
        QTest::newRow("with control") << int(Qt::Key_Return) << int(Qt::ControlModifier);
    }
    void enterSends()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        Stage stage;
        stage.type(QStringLiteral("hello there"));
        stage.press(Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QCOMPARE(stage.sent.size(), 1);
        QCOMPARE(stage.sent.first().at(0).toString(), QStringLiteral("hello there"));
        QCOMPARE(stage.sent.first().at(1).toBool(), false);
        QCOMPARE(stage.composer.text(), QString());
    }
    void shiftEnterBreaks()
    {
        Stage stage;
        stage.type(QStringLiteral("one"));
        stage.press(Qt::Key_Return, Qt::ShiftModifier);
        stage.type(QStringLiteral("two"));
        QVERIFY(stage.sent.isEmpty());
        QCOMPARE(stage.composer.text(), QStringLiteral("one\ntwo"));
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.sent.first().first().toString(), QStringLiteral("one\ntwo"));
    }
    void theButtonSends()
    {
        Stage stage;
        QVERIFY(!stage.button->isEnabled());
        stage.type(QStringLiteral(" "));
        QVERIFY(!stage.button->isEnabled());
        stage.type(QStringLiteral("x"));
        QVERIFY(stage.button->isEnabled());
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(stage.sent.size(), 1);
        QVERIFY(!stage.button->isEnabled());
    }
    void blanksAreNotSent()
    {
        Stage stage;
        stage.press(Qt::Key_Return);
        stage.type(QStringLiteral("   "));
        stage.press(Qt::Key_Return);
        QVERIFY(stage.sent.isEmpty());
    }
    void slashMeIsAnEmote()
    {
        Stage stage;
        stage.type(QStringLiteral("/me waves"));
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.sent.first().at(0).toString(), QStringLiteral("waves"));
        QCOMPARE(stage.sent.first().at(1).toBool(), true);
    }
    void twoSlashesAreText()
    {
        Stage stage;
        stage.type(QStringLiteral("//me waves"));
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.sent.first().at(0).toString(), QStringLiteral("/me waves"));
        QCOMPARE(stage.sent.first().at(1).toBool(), false);
    }
    void unknownCommandIsNotSentByAccident()
    {
        Stage stage;
        stage.type(QStringLiteral("/jion #room:example.org"));
        stage.press(Qt::Key_Return);
        stage.press(Qt::Key_Return);
        QVERIFY(stage.sent.isEmpty());
        QCOMPARE(stage.composer.text(), QStringLiteral("/jion #room:example.org"));
        QVERIFY(stage.hasNotice(QStringLiteral("/jion")));
        // Going on writing takes the notice away, sends nothing.
        stage.type(QStringLiteral("!"));
        QVERIFY(!stage.hasNotice(QStringLiteral("/jion")));
        stage.press(Qt::Key_Return);
        QVERIFY(stage.asText->isVisible());
        stage.press(Qt::Key_Escape);
        QVERIFY(!stage.asText->isVisible());
        stage.press(Qt::Key_Return);
        QTest::mouseClick(stage.asText, Qt::LeftButton);
        QCOMPARE(stage.sent.size(), 1);
        QCOMPARE(stage.sent.first().first().toString(), QStringLiteral("/jion #room:example.org!"));
        QCOMPARE(stage.composer.text(), QString());
        QVERIFY(stage.edit->hasFocus());
    }
    void slashMeAloneIsNotSent()
    {
        Stage stage;
        stage.type(QStringLiteral("/me"));
        stage.press(Qt::Key_Return);
        QVERIFY(stage.sent.isEmpty());
        QVERIFY(stage.hasNotice(QStringLiteral("/me")));
    }

    void growsFromOneToTenLines()
    {
        Stage stage;
        const int line = stage.edit->fontMetrics().lineSpacing();
        const int one = stage.edit->height();
        for (int lines = 2; lines <= 14; ++lines) {
            stage.press(Qt::Key_Return, Qt::ShiftModifier);
            QCOMPARE(stage.edit->height(), one + line * (qMin(lines, 10) - 1));
        }
        // A long line is as many as it is wrapped into.
        stage.composer.setText(QStringLiteral("word ").repeated(60));
        QVERIFY(stage.edit->height() >= one + 2 * line);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.edit->height(), one);
    }

    void inputMethodGetsEnterFirst()
    {
        Stage stage;
        stage.compose(QStringLiteral("に"));
        QVERIFY(stage.edit->isComposing());
        stage.press(Qt::Key_Return);
        QVERIFY(stage.sent.isEmpty());
        stage.compose({}, QStringLiteral("日本"));
        QVERIFY(!stage.edit->isComposing());
        QCOMPARE(stage.composer.text().trimmed(), QStringLiteral("日本"));
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.sent.size(), 1);
        QCOMPARE(stage.sent.first().first().toString(), QStringLiteral("日本"));
    }

    void tellsOfTyping()
    {
        Stage stage;
        QSignalSpy typing(&stage.composer, &Composer::typingChanged);
        QSignalSpy edited(&stage.composer, &Composer::textEdited);
        stage.composer.setText(QStringLiteral("a draft"));
        QVERIFY(typing.isEmpty() && edited.isEmpty());
        stage.type(QStringLiteral("!"));
        QCOMPARE(stage.composer.text(), QStringLiteral("a draft!"));
        QCOMPARE(typing.last().first().toBool(), true);
        QCOMPARE(edited.size(), 1);
        stage.press(Qt::Key_Return);
        QCOMPARE(typing.last().first().toBool(), false);
        const qsizetype before = typing.size();
        stage.type(QStringLiteral(" "));
        QCOMPARE(typing.size(), before);
    }
    void keysFromElsewhereAreTyped()
    {
        Stage stage;
        stage.composer.setText(QStringLiteral("ab"));
        stage.edit->moveCursor(QTextCursor::Start);
        stage.edit->clearFocus();
        QKeyEvent key(QEvent::KeyPress, Qt::Key_C, Qt::NoModifier, QStringLiteral("c"));
        stage.composer.typeKey(&key);
        QCOMPARE(stage.composer.text(), QStringLiteral("abc"));
        QVERIFY(stage.edit->hasFocus());
    }
    void pastesTextOnly()
    {
        Stage stage;
        auto *data = new QMimeData;
        data->setHtml(QStringLiteral("<b>bold</b><img src=\"file:///etc/passwd\">"));
        data->setText(QStringLiteral("bold"));
        QGuiApplication::clipboard()->setMimeData(data);
        QTest::keySequence(stage.edit, QKeySequence::Paste);
        QCOMPARE(stage.composer.text(), QStringLiteral("bold"));
    }
    void pageKeysAreForTheTimeline()
    {
        Stage stage;
        for (const int key : {Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Escape}) {
            QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
            event.accept();
            QCoreApplication::sendEvent(stage.edit, &event);
            QVERIFY(!event.isAccepted());
        }
    }
    void hintNamesTheRoom()
    {
        Stage stage;
        stage.composer.setRoomName(QStringLiteral("A\nRoom"));
        QCOMPARE(stage.edit->accessibleName(), QStringLiteral("Message A Room…"));
        const QImage hinted = stage.edit->grab().toImage();
        stage.type(QStringLiteral("x"));
        QVERIFY(stage.edit->grab().toImage() != hinted);
    }
};

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
