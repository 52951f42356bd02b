// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer.h"

#include "support/heard.h"
#include "widgets/attachmentbar.h"
#include "widgets/attachments.h"
#include "widgets/composeredit.h"
#include "widgets/elidedlabel.h"
#include "widgets/emojifont.h"
#include "widgets/targetbar.h"
#include "widgets/testpictures.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>
#include <QUrl>

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
    QToolButton *button = composer.findChild<QToolButton *>(QStringLiteral("send"));
    TargetBar *bar = composer.findChild<TargetBar *>();
    QPushButton *asText = composer.findChild<QPushButton *>();
    QSignalSpy sent{&composer, &Composer::sendRequested};

    Draft draft(int at = 0) const { return sent.at(at).first().value<Draft>(); }
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
    void emojiLookAsInTheMessage()
    {
        Stage stage;
        const auto families = [&] { return stage.edit->document()->defaultFont().families(); };
        for (const QString &family : EmojiFont::families())
            QVERIFY2(families().contains(family), qPrintable(family));
        QFont larger = stage.composer.font();
        larger.setPointSizeF(larger.pointSizeF() * 1.5);
        stage.composer.setFont(larger);
        for (const QString &family : EmojiFont::families())
            QVERIFY2(families().contains(family), qPrintable(family));
        QCOMPARE(stage.edit->document()->defaultFont().pointSizeF(), larger.pointSizeF());
    }
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
        QCOMPARE(stage.draft().text, QStringLiteral("hello there"));
        QCOMPARE(stage.draft().msgtype, QStringLiteral("m.text"));
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
        QCOMPARE(stage.draft().text, QStringLiteral("one\ntwo"));
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
        QCOMPARE(stage.draft().text, QStringLiteral("waves"));
        QCOMPARE(stage.draft().msgtype, QStringLiteral("m.emote"));
    }
    void twoSlashesAreText()
    {
        Stage stage;
        stage.type(QStringLiteral("//me waves"));
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.draft().text, QStringLiteral("/me waves"));
        QCOMPARE(stage.draft().msgtype, QStringLiteral("m.text"));
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
        QCOMPARE(stage.draft().text, QStringLiteral("/jion #room:example.org!"));
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

    void otherCommandsAreNoMessages()
    {
        Stage stage;
        QSignalSpy commands(&stage.composer, &Composer::commandRequested);
        stage.composer.startReply(u"$1"_qs, u"Bob"_qs, u"hi"_qs);
        stage.type(u"/topic Tea"_qs);
        stage.press(Qt::Key_Return);
        QVERIFY(stage.sent.isEmpty());
        QCOMPARE(commands.size(), 1);
        QCOMPARE(commands.first().first().value<TypedText>().argument, u"Tea"_qs);
        QCOMPARE(stage.composer.text(), QString());
        QCOMPARE(stage.composer.target().key, u"$1"_qs);
        stage.composer.putBack(); // it did not work
        QCOMPARE(stage.composer.text(), u"/topic Tea"_qs);
    }

    void screenReadersHearWhatCannotBeSent()
    {
        Stage stage;
        test::Heard heard;
        stage.type(u"/jion"_qs);
        QCOMPARE(heard.take(), QStringList());
        stage.press(Qt::Key_Return);
        const QStringList said = heard.take();
        QCOMPARE(said.size(), 1);
        QVERIFY2(said.first().contains(u"/jion"), qPrintable(said.first()));
    }
    void screenReadersHearWhatIsAnswered()
    {
        Stage stage;
        test::Heard heard;
        stage.composer.startReply(u"$1"_qs, u"Bob"_qs, u"hi there"_qs);
        QCOMPARE(heard.take(), QStringList{u"Reply to Bob: hi there"_qs});
        stage.composer.startEdit(u"$2"_qs, u"my words"_qs);
        QCOMPARE(heard.take(), QStringList{u"Edit message: my words"_qs});
        stage.press(Qt::Key_Escape);
        QCOMPARE(heard.take(), QStringList());
    }

    void takesPastedFilesAndPictures()
    {
        Stage stage;
        Attachments attachments;
        stage.composer.setAttachments(&attachments);
        QTemporaryFile file;
        QVERIFY(file.open() && file.write("text") == 4 && file.flush());
        auto *files = new QMimeData;
        files->setUrls({QUrl::fromLocalFile(file.fileName()), QUrl(u"https://example.org/a.png"_qs)});
        QGuiApplication::clipboard()->setMimeData(files);
        stage.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(attachments.items().size(), 1);
        QCOMPARE(stage.composer.text(), QString());
        QVERIFY(stage.composer.findChild<AttachmentBar *>()->isVisible());

        QImage image(20, 10, QImage::Format_RGB32);
        image.fill(Qt::red);
        QGuiApplication::clipboard()->setImage(image);
        stage.press(Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(!attachments.isPreparing());
        QCOMPARE(attachments.items().at(1).prepared.file.size, QSize(20, 10));

        // What has its bytes is not decoded and encoded again.
        const QByteArray png = linnet::testing::pictureBytes({30, 15});
        auto *both = new QMimeData;
        both->setImageData(image);
        both->setData(u"image/png"_qs, png);
        QGuiApplication::clipboard()->setMimeData(both);
        stage.press(Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(!attachments.isPreparing());
        QCOMPARE(attachments.items().at(2).prepared.file.bytes, png);
        QCOMPARE(attachments.items().at(2).prepared.file.size, QSize(30, 15));

        // A table from an office program is text that has a picture with it.
        auto *table = new QMimeData;
        table->setText(u"1 2"_qs);
        table->setImageData(image);
        QGuiApplication::clipboard()->setMimeData(table);
        stage.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(stage.composer.text(), u"1 2"_qs);
        QCOMPARE(attachments.items().size(), 3);
    }
    void saysThatThereAreTooMany()
    {
        Stage stage;
        Attachments attachments;
        QSignalSpy begun(&attachments, &Attachments::begun);
        attachments.addVoice({});
        QCOMPARE(begun.size(), 1); // so that somebody asks how large it may be
        stage.composer.setAttachments(&attachments);
        stage.composer.chooseFiles();
        auto *dialog = stage.composer.findChild<QFileDialog *>();
        Q_EMIT dialog->filesSelected(QStringList(Attachments::Most, u"/none"_qs));
        dialog->reject();
        QCOMPARE(attachments.items().size(), Attachments::Most);
        QVERIFY(stage.hasNotice(QString::number(Attachments::Most)));
    }
    void sendsFilesWithoutText()
    {
        Stage stage;
        Attachments attachments;
        stage.composer.setAttachments(&attachments);
        QVERIFY(!stage.button->isEnabled());
        attachments.addPicture(QImage(2000, 2000, QImage::Format_RGB32));
        QVERIFY(stage.button->isEnabled());
        stage.press(Qt::Key_Return); // it is still being looked at
        QTRY_COMPARE(stage.sent.size(), 1);
        QVERIFY(!attachments.isPreparing());
        QCOMPARE(stage.draft().text, QString());
    }
    void keepsFilesWhileAMessageIsEdited()
    {
        Stage stage;
        Attachments attachments;
        stage.composer.setAttachments(&attachments);
        attachments.addPicture(QImage(2, 2, QImage::Format_RGB32));
        stage.composer.startEdit(u"$1"_qs, u"tea"_qs);
        stage.edit->clear();
        QVERIFY(!stage.button->isEnabled());
        stage.press(Qt::Key_Escape);
        QVERIFY(stage.composer.target().isEmpty());
        QCOMPARE(attachments.items().size(), 1);
    }
    void sendsNothingAloneOnceItsFilesAreGone()
    {
        Stage stage;
        Attachments attachments;
        stage.composer.setAttachments(&attachments);
        const auto begin = [&] {
            attachments.addPicture(QImage(2000, 2000, QImage::Format_RGB32));
            stage.edit->setPlainText(u"see"_qs);
            stage.press(Qt::Key_Return);
            QVERIFY(attachments.isPreparing() && stage.sent.isEmpty());
        };
        begin();
        attachments.remove(attachments.items().first().id);
        QCOMPARE(stage.sent.size(), 0);
        begin();
        stage.composer.startEdit(u"$1"_qs, u"tea"_qs);
        QTRY_VERIFY(!attachments.isPreparing());
        QCOMPARE(stage.sent.size(), 0);
        QCOMPARE(stage.composer.text(), u"tea"_qs);
    }
    void wherePollsCanBeMadeOneChooses()
    {
        Stage stage;
        Attachments attachments;
        stage.composer.setAttachments(&attachments);
        auto *button = stage.composer.findChild<QToolButton *>(u"attach"_qs);
        QSignalSpy polls(&stage.composer, &Composer::pollRequested);
        stage.composer.setCanPoll(true);
        button->click();
        auto *menu = stage.composer.findChild<QMenu *>(u"attachMenu"_qs);
        QVERIFY(menu && menu->actions().size() == 2);
        menu->actions().last()->trigger();
        QCOMPARE(polls.size(), 1);
        menu->close();
        stage.composer.setCanPoll(false);
        button->click();
        auto *files = stage.composer.findChild<QFileDialog *>();
        QVERIFY(files && files->isVisible());
        files->close();
    }
    void withoutAttachmentsThereIsNoButton()
    {
        Stage stage;
        auto *button = stage.composer.findChild<QToolButton *>(u"attach"_qs);
        QVERIFY(!button->isVisible());
        Attachments attachments;
        stage.composer.setAttachments(&attachments);
        QVERIFY(button->isVisible());
        stage.composer.setAttachments(nullptr);
        QVERIFY(!button->isVisible());
    }

    void answersOnce()
    {
        Stage stage;
        QVERIFY(!stage.bar->isVisible());
        stage.composer.startReply(u"$1"_qs, u"Bob"_qs, u"one\ntwo"_qs);
        QVERIFY(stage.bar->isVisible());
        QCOMPARE(stage.bar->accessibleName(), u"Reply to Bob"_qs);
        QCOMPARE(stage.composer.target().text, u"one two"_qs);
        stage.type(u"yes"_qs);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.draft().inReplyTo, u"$1"_qs);
        QVERIFY(!stage.bar->isVisible());
        stage.type(u"more"_qs);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.draft(1).inReplyTo, QString());
    }
    void escapeTakesNoFiles()
    {
        Stage stage;
        Attachments files;
        stage.composer.setAttachments(&files);
        files.addPicture(testing::pictureBytes({4, 4}));
        stage.press(Qt::Key_Escape);
        stage.press(Qt::Key_Escape);
        QCOMPARE(files.items().size(), 1);
        stage.composer.setAttachments(nullptr);
    }
    void severalLinesKeepAwayFromTheFrame()
    {
        Stage stage;
        const int single = stage.composer.box().height();
        stage.edit->setPlainText(u"a\nb\nc\nd"_qs);
        QTRY_VERIFY(stage.composer.box().height() > single);
        QTRY_VERIFY(stage.edit->mapTo(&stage.composer.box(), QPoint()).y() >= 4);
        QVERIFY(stage.composer.box().height() - stage.edit->height() >= 8);
    }
    void escapeDropsTheReplyOnly()
    {
        Stage stage;
        stage.composer.startReply(u"$1"_qs, u"Bob"_qs, u"hi"_qs);
        stage.type(u"yes"_qs);
        stage.press(Qt::Key_Escape);
        QVERIFY(!stage.bar->isVisible());
        QCOMPARE(stage.composer.text(), u"yes"_qs);
        stage.composer.startReply(u"$1"_qs, u"Bob"_qs, u"hi"_qs);
        QTest::mouseClick(stage.bar->findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(!stage.bar->isVisible());
        QVERIFY(stage.edit->hasFocus());
    }
    void editsAndBringsBackWhatWasWritten()
    {
        Stage stage;
        stage.type(u"half a thought"_qs);
        stage.composer.startEdit(u"$1"_qs, u"helo"_qs);
        QCOMPARE(stage.composer.text(), u"helo"_qs);
        stage.type(u"!"_qs);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.draft().edits, u"$1"_qs);
        QCOMPARE(stage.draft().inReplyTo, QString());
        QCOMPARE(stage.draft().text, u"helo!"_qs);
        QCOMPARE(stage.composer.text(), u"half a thought"_qs);
        stage.composer.startEdit(u"$1"_qs, u"helo!"_qs);
        stage.composer.startEdit(u"$2"_qs, u"other"_qs);
        stage.press(Qt::Key_Escape);
        QCOMPARE(stage.composer.text(), u"half a thought"_qs);
        QVERIFY(stage.composer.target().isEmpty());
    }
    void anEditThatChangesNothingIsNotSent()
    {
        Stage stage;
        stage.type(u"half a thought"_qs);
        stage.composer.startEdit(u"$1"_qs, u"helo [Bob](https://matrix.to/#/@bob:x)"_qs);
        stage.type(u"!"_qs);
        stage.press(Qt::Key_Backspace);
        stage.press(Qt::Key_Return);
        QVERIFY(stage.sent.isEmpty());
        QVERIFY(stage.composer.target().isEmpty());
        QCOMPARE(stage.composer.text(), u"half a thought"_qs);
        // What was not said yet is.
        stage.composer.startEdit(u"$1"_qs, u"helo"_qs, Composer::Edits::Unsaid);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.sent.size(), 1);
    }
    void anEditThatLeavesNothingOffersToDelete()
    {
        Stage stage;
        QSignalSpy deletions(&stage.composer, &Composer::deleteRequested);
        stage.composer.startEdit(u"$1"_qs, u"helo"_qs);
        stage.edit->clear();
        stage.press(Qt::Key_Return);
        QVERIFY(stage.hasNotice(u"nothing left"_qs));
        QVERIFY(!stage.asText->isVisible()); // one may not
        stage.composer.setMayDelete(true);
        stage.press(Qt::Key_Return);
        QVERIFY(stage.asText->isVisible());
        QTest::mouseClick(stage.asText, Qt::LeftButton);
        QCOMPARE(deletions, (QList<QVariantList>{{u"$1"_qs}}));
        QVERIFY(stage.composer.target().isEmpty());
        QVERIFY(!stage.hasNotice(u"nothing left"_qs));
        QVERIFY(stage.sent.isEmpty());
    }
    void aCaptionMayGo()
    {
        Stage stage;
        stage.composer.startEdit(u"$1"_qs, u"my bird"_qs, Composer::Edits::Caption);
        stage.edit->clear();
        QVERIFY(stage.button->isEnabled());
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.draft().edits, u"$1"_qs);
        QVERIFY(stage.draft().isCaption);
        QCOMPARE(stage.draft().text, QString());
    }
    void aCommandIsNoEdit()
    {
        Stage stage;
        QSignalSpy commands(&stage.composer, &Composer::commandRequested);
        stage.type(u"half a thought"_qs);
        stage.composer.startEdit(u"$1"_qs, u"helo"_qs);
        stage.edit->clear();
        stage.type(u"/topic Tea"_qs);
        stage.press(Qt::Key_Return);
        QCOMPARE(commands.size(), 1);
        // The next message is one of its own.
        QVERIFY(stage.composer.target().isEmpty());
        QVERIFY(!stage.bar->isVisible());
        QCOMPARE(stage.composer.text(), u"half a thought"_qs);
    }
    void whatCouldNotBeSentIsBack()
    {
        Stage stage;
        stage.type(u"kept"_qs);
        stage.composer.startEdit(u"$1"_qs, u"helo"_qs);
        stage.type(u"!"_qs);
        stage.press(Qt::Key_Return);
        stage.composer.putBack();
        QCOMPARE(stage.composer.text(), u"helo!"_qs);
        QVERIFY(stage.bar->isVisible());
        stage.press(Qt::Key_Escape);
        QCOMPARE(stage.composer.text(), u"kept"_qs);
    }
    void theBarShowsItsMessage()
    {
        Stage stage;
        QSignalSpy shown(&stage.composer, &Composer::targetActivated);
        stage.composer.startReply(u"$1"_qs, u"Bob"_qs, u"hi"_qs);
        QTest::mouseClick(stage.bar, Qt::LeftButton, {}, QPoint(2, 2));
        for (ElidedLabel *label : stage.bar->findChildren<ElidedLabel *>())
            QTest::mouseClick(label, Qt::LeftButton);
        QCOMPARE(shown.size(), 3);
        QCOMPARE(shown.last().first().toString(), u"$1"_qs);
    }
    void upInAnEmptyBoxEditsTheLast()
    {
        Stage stage;
        QSignalSpy wanted(&stage.composer, &Composer::editLastRequested);
        stage.press(Qt::Key_Up);
        QCOMPARE(wanted.size(), 1);
        stage.type(u"x"_qs);
        stage.press(Qt::Key_Up);
        QCOMPARE(wanted.size(), 1);
    }

    void pillsAreNamesThatMeanPeople()
    {
        Stage stage;
        const UserId bob(u"@bob:example.org"_qs);
        stage.type(u"Hi @bo"_qs);
        stage.edit->insertPill(3, 3, {u"Bob"_qs, bob});
        stage.type(u"there"_qs);
        QCOMPARE(stage.edit->toPlainText(), u"Hi Bob there"_qs);
        const QString source = u"Hi [Bob](https://matrix.to/#/@bob:example.org) there"_qs;
        QCOMPARE(stage.composer.text(), source);
        stage.composer.setText(source); // as a draft comes back
        QCOMPARE(stage.edit->toPlainText(), u"Hi Bob there"_qs);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.draft().text, source);
        QCOMPARE(stage.draft().mentions, QList<UserId>{bob});
        stage.type(u"again"_qs);
        stage.press(Qt::Key_Return);
        QVERIFY(stage.draft(1).mentions.isEmpty());
    }
    void aChangedPillIsText()
    {
        Stage stage;
        stage.edit->insertPill(0, 0, {u"Bob"_qs, UserId(u"@bob:x"_qs)});
        stage.press(Qt::Key_Left);
        stage.type(u"by"_qs); // right behind it
        QCOMPARE(stage.composer.text(), u"[Bob](https://matrix.to/#/@bob:x)by "_qs);
        stage.press(Qt::Key_Home);
        stage.press(Qt::Key_Right);
        stage.type(u"l"_qs);
        QCOMPARE(stage.composer.text(), u"Blobby "_qs);
    }
    void backspaceTakesAPillAsAWhole()
    {
        Stage stage;
        stage.type(u"a "_qs);
        stage.edit->insertPill(2, 0, {u"Bob B."_qs, UserId(u"@bob:x"_qs)});
        stage.press(Qt::Key_Backspace);
        stage.press(Qt::Key_Backspace);
        QCOMPARE(stage.composer.text(), u"a "_qs);
        stage.type(u"b"_qs);
        QCOMPARE(stage.composer.text(), u"a b"_qs);
    }
    void emojiArePickedIntoTheText()
    {
        Stage stage;
        stage.type(u"ab"_qs);
        stage.press(Qt::Key_Left);
        QSignalSpy wanted(&stage.composer, &Composer::emojiRequested);
        QTest::mouseClick(stage.composer.findChild<QToolButton *>(u"emoji"_qs), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        stage.composer.insertEmoji(u"🎉"_qs);
        QCOMPARE(stage.composer.text(), u"a🎉b"_qs);
        QVERIFY(stage.edit->hasFocus());
    }
    void customEmojiArePills()
    {
        Stage stage;
        PackImage cat;
        cat.shortcode = u"cat"_qs;
        cat.url = u"mxc://x/a"_qs;
        stage.composer.insertImage(cat);
        stage.press(Qt::Key_Backspace); // the blank behind it
        stage.composer.insertImage(cat);
        const QString two = u"![:cat:](mxc://x/a)![:cat:](mxc://x/a) "_qs;
        QCOMPARE(stage.composer.text(), two);
        QCOMPARE(stage.edit->toPlainText(), u":cat::cat: "_qs);
        stage.composer.setText(two);
        QCOMPARE(stage.composer.text(), two);
        stage.press(Qt::Key_Backspace);
        stage.press(Qt::Key_Backspace);
        QCOMPARE(stage.composer.text(), u"![:cat:](mxc://x/a)"_qs);
        // Who changes a letter has text again.
        stage.press(Qt::Key_Left);
        stage.type(u"s"_qs);
        QCOMPARE(stage.composer.text(), u":cats:"_qs);
    }
    void roomIsMentionedByWhoMay()
    {
        Stage stage;
        for (const bool may : {false, true}) {
            stage.composer.setMayMentionRoom(may);
            stage.type(u"Listen, @room!"_qs);
            stage.press(Qt::Key_Return);
            QCOMPARE(stage.sent.last().first().value<Draft>().mentionsRoom, may);
        }
        for (const QString &other : {u"mail me@room or @rooms"_qs, u"`@room` calls all"_qs}) {
            stage.type(other);
            stage.press(Qt::Key_Return);
            QCOMPARE(stage.sent.last().first().value<Draft>().mentionsRoom, false);
        }
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
        QCOMPARE(stage.draft().text, QStringLiteral("日本"));
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
    /// Where the first letter will come.
    void theCursorStandsWhereOneBeginsToWrite()
    {
        Stage stage;
        ComposerEdit *edit = stage.edit;
        const auto isAtTheRight = [edit] { return edit->cursorRect().center().x() > edit->width() / 2; };
        QVERIFY(!isAtTheRight());
        edit->setLayoutDirection(Qt::RightToLeft);
        QVERIFY(isAtTheRight());
        const QString hebrew = u"\u05e9\u05dc\u05d5\u05dd"_qs;
        edit->insertPlainText(u"12"_qs); // no letter yet
        QVERIFY(isAtTheRight());
        edit->insertPlainText(hebrew);
        stage.press(Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(isAtTheRight());
        edit->clear();
        QVERIFY(isAtTheRight());
        stage.type(u"hello"_qs);
        QVERIFY(!isAtTheRight());
        stage.press(Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(!isAtTheRight());
        edit->clear();
        edit->setLayoutDirection(Qt::LeftToRight);
        QVERIFY(!isAtTheRight());
        edit->insertPlainText(hebrew);
        QVERIFY(isAtTheRight());
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
