// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindowtesting.h"

#include "widgets/attachments.h"
#include "widgets/completionpopup.h"
#include "widgets/composer.h"
#include "widgets/connectionbar.h"
#include "widgets/noticebar.h"
#include "widgets/roomlistview.h"
#include "widgets/roomview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QScrollBar>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// An open room in the main window with real clicks and keys: writing, drafts, what comes.
class TestRoomView : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void sendsWithEnterAndShowsWhatComes();
    void keepsDraftsOfEachRoom();
    void keepsDraftAndRoomOverARestart();
    void keepsFilesOverARestart();
    void putsBackWhatIsDiscarded();
    void countsWhatComesBelow();
    void aLineStandsAboveWhatCameWhileAway();
    void readsOnFromAMessageFarBack();
    void saysThatOneWasRemoved();
    void whoIsSuspendedReadsOn();
    void takesNoTextForAnEncryptedRoom();
    void typesIntoTheComposerFromAnywhere();
    void aClickedMessageHasTheKeyboard();
    void suggestsPeople();
    void suggestsEmojiAndCommands();
    void doesCommands();
    void saysWhyACommandFailed();
    void saysThatACommandFailedElsewhere();
};

void TestRoomView::sendsWithEnterAndShowsWhatComes()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QTest::keyClicks(edit(), QStringLiteral("A linnet!"));
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(edit()->toPlainText().isEmpty());
    QTRY_COMPARE(texts().count(QStringLiteral("A linnet!")), 1);
    QTRY_COMPARE(m_session->sendQueue().count(), 0);
    QCOMPARE(texts().count(QStringLiteral("A linnet!")), 1);
    m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("Where?"));
    QTRY_COMPARE(texts().last(), QStringLiteral("Where?"));
    QVERIFY(timeline()->isFollowing());
}

void TestRoomView::keepsDraftsOfEachRoom()
{
    const RoomId birds = makeRoom(QStringLiteral("Birds"));
    const RoomId cats = makeRoom(QStringLiteral("Cats"));
    for (const RoomId &room : {birds, cats})
        m_server->rooms().join(Alice, room.toString());
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(birds) && m_session->rooms().find(cats));
    m_window->showRoom(birds);
    QTest::keyClicks(edit(), QStringLiteral("about birds")); // perhaps before the old draft is read
    m_window->showRoom(cats);
    QVERIFY(edit()->toPlainText().isEmpty());
    QTest::keyClicks(edit(), QStringLiteral("about cats"));
    m_window->showRoom(birds);
    QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("about birds"));
    m_window->showRoom(cats);
    QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("about cats"));
}

void TestRoomView::keepsDraftAndRoomOverARestart()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QTest::keyClicks(edit(), QStringLiteral("half a thought"));
    closeAll();
    m_server->setDown(502);
    m_server->cutConnections();
    openSession();
    m_window = std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
    m_window->show();
    QCOMPARE(m_window->room(), room);
    QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("half a thought"));
}

void TestRoomView::keepsFilesOverARestart()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QStringList paths;
    for (const QString &name : {QStringLiteral("a.txt"), QStringLiteral("gone.txt")}) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") == 4);
        paths << file.fileName();
    }
    auto *composer = m_window->findChild<Composer *>();
    QTRY_VERIFY(composer->attachments());
    composer->attachments()->add(paths);
    QImage picture(40, 30, QImage::Format_RGB32);
    picture.fill(Qt::green);
    composer->attachments()->addPicture(picture);
    OutgoingFile voice;
    voice.bytes = "sound";
    voice.name = QStringLiteral("voice.ogg");
    voice.mimeType = QStringLiteral("audio/ogg");
    voice.msgtype = QStringLiteral("m.audio");
    voice.isVoice = true;
    voice.durationMs = 1200;
    voice.waveform = {1, 1024, 3};
    composer->attachments()->addVoice(voice);
    QTRY_VERIFY(!composer->attachments()->isPreparing());
    composer->attachments()->setAsFile(composer->attachments()->items().at(2).id, true);
    const OutgoingFile pasted = composer->attachments()->items().at(2).prepared.file;
    closeAll();
    QVERIFY(QFile::remove(paths.last()));
    openSession();
    m_window = std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
    m_window->show();
    QCOMPARE(m_window->room(), room);
    const auto files = [this] { return m_window->findChild<Composer *>()->attachments(); };
    QTRY_VERIFY(files() && files()->items().size() == 4 && !files()->isPreparing());
    const QList<Attachments::Item> items = files()->items();
    for (qsizetype i = 0; i < paths.size(); ++i)
        QCOMPARE(items.at(i).prepared.file.path, paths.at(i));
    QVERIFY(files()->troubleOf(items.at(0)).isEmpty());
    QVERIFY(!files()->troubleOf(items.at(1)).isEmpty());
    QCOMPARE(items.at(2).prepared.file, pasted);
    QVERIFY(items.at(2).isAsFile && !items.at(2).prepared.preview.isNull());
    QCOMPARE(items.at(3).prepared.file, voice);
    // What was sent does not come back.
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_COMPARE(files()->items().size(), 1);
    QCOMPARE(files()->items().first().prepared.file.path, paths.last());
    files()->remove(files()->items().first().id);
    QTRY_VERIFY(files()->isEmpty());
    closeAll();
    openSession();
    m_window = std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
    m_window->show();
    QTRY_VERIFY(files());
    QTRY_VERIFY(!texts().isEmpty());
    QVERIFY(files()->isEmpty());
}

void TestRoomView::putsBackWhatIsDiscarded()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QTRY_VERIFY(!texts().isEmpty());
    // Thrown out without the client's knowing: the message is refused.
    m_server->rooms().expel(Bob, room.toString(), Alice, QStringLiteral("leave"), {});
    QTest::keyClicks(edit(), QStringLiteral("A linnet!"));
    QTest::keyClick(edit(), Qt::Key_Return);
    const QAbstractItemModel *model = timeline()->model();
    const auto last = [model] { return model->index(model->rowCount() - 1, 0); };
    QTRY_COMPARE(last().data(TimelineModel::StateRole).toInt(), int(TimelineItem::State::Failed));
    Q_EMIT timeline()->discardRequested(last().data(TimelineModel::KeyRole).toString());
    QTRY_VERIFY(!texts().contains(QStringLiteral("A linnet!")));
    QPushButton *back = button(find<NoticeBar>(), QStringLiteral("Put back"));
    QVERIFY(back && back->isVisible());
    QTest::mouseClick(back, Qt::LeftButton);
    QTRY_COMPARE(texts().last(), QStringLiteral("A linnet!"));
    QCOMPARE(last().data(TimelineModel::StateRole).toInt(), int(TimelineItem::State::Failed));
}

void TestRoomView::countsWhatComesBelow()
{
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    for (int i = 0; i < 60; ++i)
        m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("line %1").arg(i));
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QTRY_VERIFY(texts().contains(QStringLiteral("line 59")));
    auto *jump = timeline()->findChild<QAbstractButton *>(QStringLiteral("jump"));
    QVERIFY(jump && !jump->isVisible());
    QTRY_VERIFY(timeline()->layoutsMade() > 0);
    timeline()->scrollByPixels(-2000);
    QTRY_VERIFY(jump->isVisible());
    m_server->rooms().join(QStringLiteral("@carol:localhost"), room.toString()); // which is no message
    m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("news"));
    QTRY_COMPARE(texts().last(), QStringLiteral("news"));
    QCOMPARE(jump->accessibleName(), QStringLiteral("Jump to 1 new message(s)"));
    QTest::mouseClick(jump, Qt::LeftButton);
    QTRY_VERIFY(timeline()->isFollowing());
    QTRY_VERIFY(!jump->isVisible());
}

void TestRoomView::aLineStandsAboveWhatCameWhileAway()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QTRY_VERIFY(!texts().isEmpty());
    const auto comes = [&](const QString &text) {
        m_server->say(QStringLiteral("bob"), room.toString(), text);
        return QTest::qWaitFor([&] { return texts().last() == text; });
    };
    const auto lines = [this] {
        QStringList found;
        const QAbstractItemModel *model = timeline()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, 0);
            if (index.data(TimelineModel::StartsUnreadRole).toBool())
                found << index.data(TimelineModel::TextRole).toString();
        }
        return found;
    };
    QVERIFY(comes(QStringLiteral("seen")));
    QCOMPARE(lines(), QStringList());
    QWidget other;
    other.show();
    const auto goTo = [](QWidget *window) {
        window->activateWindow();
        return QTest::qWaitForWindowActive(window);
    };
    QVERIFY(goTo(&other));
    QVERIFY(comes(QStringLiteral("one")) && comes(QStringLiteral("two")));
    QCOMPARE(lines(), QStringList{QStringLiteral("one")});
    QVERIFY(timeline()->isFollowing());
    QVERIFY(goTo(m_window.get()));
    QVERIFY(comes(QStringLiteral("three")));
    QCOMPARE(lines(), QStringList{QStringLiteral("one")});
    QVERIFY(goTo(&other));
    QCOMPARE(lines(), QStringList{QStringLiteral("one")});
    QVERIFY(comes(QStringLiteral("four")));
    QCOMPARE(lines(), QStringList{QStringLiteral("four")});
}

void TestRoomView::readsOnFromAMessageFarBack()
{
    constexpr int Count = 700;
    const RoomId room = makeRoom(QStringLiteral("Birds"));
    m_server->rooms().join(Alice, room.toString());
    const QString first = m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("the first"));
    for (int i = 1; i < Count; ++i)
        m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("line %1").arg(i));
    openWindow();
    QTRY_VERIFY(m_session->rooms().find(room));
    m_window->showRoom(room);
    QTRY_VERIFY(texts().contains(QStringLiteral("line %1").arg(Count - 1)));
    m_session->historyFetch().start(room);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->historyFetch().isFetching(room), 30'000);
    find<RoomView>()->goTo(EventId(first));
    QTRY_VERIFY(texts().contains(QStringLiteral("the first")));
    QTRY_VERIFY(texts().size() > 500);
    QVERIFY(!texts().contains(QStringLiteral("line %1").arg(Count - 1)));
    for (int i = 0; i < 50 && !texts().contains(QStringLiteral("line %1").arg(Count - 1)); ++i) {
        auto *bar = timeline()->verticalScrollBar();
        const auto before = texts().size();
        // More than once: at the old end the bar may be where it cannot go on, until the new rows are laid
        // out.
        QTRY_VERIFY(texts().size() > before || (bar->setValue(bar->maximum()), false));
        // Until it has what it reads ahead.
        QTRY_VERIFY(bar->maximum() - bar->value() > 2 * timeline()->viewport()->height() ||
                    texts().contains(QStringLiteral("line %1").arg(Count - 1)));
        // It does not run on by itself: it has no more than that, a page, and one on its way.
        const QModelIndex lowest = timeline()->indexAt(timeline()->viewport()->rect().bottomLeft());
        QVERIFY(!lowest.isValid() || timeline()->model()->rowCount() - lowest.row() <= 200);
    }
    QCOMPARE(texts().filter(QStringLiteral("line ")).size(), Count - 1);
    m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("news"));
    QTRY_COMPARE(texts().last(), QStringLiteral("news"));
}

void TestRoomView::saysThatOneWasRemoved()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QVERIFY(find<Composer>()->isVisible());
    m_server->rooms().expel(Bob, room.toString(), Alice, QStringLiteral("leave"), {});
    m_server->wake();
    QTRY_VERIFY(!find<Composer>()->isVisible());
    QPushButton *again = button(find<RoomView>(), QStringLiteral("Join again"));
    QVERIFY(again && again->isVisible());
    // Who was typing must not press it with the space bar.
    QCOMPARE(m_window->focusWidget(), timeline());
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY(find<Composer>()->isVisible());
}

void TestRoomView::whoIsSuspendedReadsOn()
{
    openRoom(QStringLiteral("Birds"));
    auto *composer = find<Composer>();
    QTRY_VERIFY(composer->isVisible());
    const Error suspended{Error::Kind::Server, QStringLiteral("M_USER_SUSPENDED"), 403, {}, {}};
    Q_EMIT m_session->api().answered(Request(), &suspended);
    QVERIFY(!composer->isVisible());
    auto *bar = find<ConnectionBar>();
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(bar->message().contains(QStringLiteral("suspended")));
    // A server does not tell when that is over; one has to try.
    QTest::mouseClick(button(m_window.get(), QStringLiteral("Try to write")), Qt::LeftButton);
    QVERIFY(composer->isVisible());
    QTest::keyClicks(edit(), QStringLiteral("Am I heard?"));
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_VERIFY(m_session->standing().isGood());
    QTRY_VERIFY(!bar->isVisible());
    QVERIFY(composer->isVisible());
}

void TestRoomView::takesNoTextForAnEncryptedRoom()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QVERIFY(find<Composer>()->isVisible());
    m_server->rooms().setState(Bob, room.toString(), QStringLiteral("m.room.encryption"), {},
                               {{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")}});
    m_server->wake();
    QTRY_VERIFY(!find<Composer>()->isVisible());
    QTest::keyClicks(m_window.get(), QStringLiteral("secret"));
    QVERIFY(edit()->toPlainText().isEmpty());
}

void TestRoomView::typesIntoTheComposerFromAnywhere()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    find<RoomListView>()->setFocus();
    QTest::keyClicks(find<RoomListView>(), QStringLiteral("x"));
    QVERIFY(edit()->hasFocus());
    QCOMPARE(edit()->toPlainText(), QStringLiteral("x"));
}

/// The keyboard goes where one clicks, but what one types is a message wherever one is.
void TestRoomView::aClickedMessageHasTheKeyboard()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    QTRY_VERIFY(!texts().isEmpty());
    for (const QString &text : {QStringLiteral("Linnets"), QStringLiteral("Finches")})
        m_server->say(QStringLiteral("bob"), room.toString(), text);
    QTRY_COMPARE(texts().last(), QStringLiteral("Finches"));
    edit()->setFocus();
    const int row = int(texts().indexOf(QStringLiteral("Linnets")));
    const QRect place = timeline()->visualRect(timeline()->model()->index(row, 0));
    QWidget *viewport = timeline()->viewport();
    QTest::mouseClick(viewport, Qt::LeftButton, {}, place.center());
    QCOMPARE(m_window->focusWidget(), timeline());
    QCOMPARE(timeline()->currentIndex().row(), row);
    QTest::keySequence(m_window->focusWidget(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Linnets"));
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Down);
    QCOMPARE(timeline()->currentIndex().row(), row + 1);
    QTest::mouseClick(viewport, Qt::LeftButton, {}, place.center());
    QTest::keyClicks(m_window->focusWidget(), QStringLiteral("r")); // no reply: nobody has seen a frame
    QCOMPARE(m_window->focusWidget(), edit());
    QCOMPARE(edit()->toPlainText(), QStringLiteral("r"));
    QTest::mouseClick(viewport, Qt::LeftButton, {}, place.center());
    QTest::keySequence(m_window->focusWidget(), QKeySequence::Paste);
    QCOMPARE(edit()->toPlainText(), QStringLiteral("rLinnets"));
}

void TestRoomView::suggestsPeople()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    auto *popup = find<CompletionPopup>();
    QTest::keyClicks(edit(), QStringLiteral("hi @BÖ"));
    QTRY_VERIFY(popup->isVisible());
    QVERIFY(edit()->hasFocus());
    QVERIFY(edit()->accessibleDescription().contains(Bob));
    QTest::keyClick(edit(), Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
    QTest::keyClick(edit(), Qt::Key_Backspace);
    QVERIFY(!popup->isVisible()); // this word is not wanted
    QTest::keyClicks(edit(), QStringLiteral(" @"));
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(edit(), Qt::Key_Tab);
    QVERIFY(!popup->isVisible());
    QCOMPARE(edit()->toPlainText(), QStringLiteral("hi @B @bob:localhost "));
    const QString source = find<Composer>()->text();
    QVERIFY(source.contains(QStringLiteral("[@bob:localhost](https://matrix.to/#/") + Bob));
    // The pill is one after a restart too.
    closeAll();
    openWindow();
    QTRY_COMPARE(find<Composer>()->text(), source);
    QCOMPARE(edit()->toPlainText(), QStringLiteral("hi @B @bob:localhost "));
}

void TestRoomView::suggestsEmojiAndCommands()
{
    openRoom(QStringLiteral("Birds"));
    QTRY_VERIFY(!texts().isEmpty());
    auto *popup = find<CompletionPopup>();
    auto *view = popup->findChild<QListView *>();
    QTest::keyClicks(edit(), QStringLiteral("yes :tad"));
    QVERIFY(popup->isVisible());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(view->model()->index(0, 0)).center());
    QCOMPARE(edit()->toPlainText(), QStringLiteral("yes 🎉 "));
    QVERIFY(edit()->hasFocus());
    edit()->clear();
    QTest::keyClicks(edit(), QStringLiteral("/help"));
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(popup->isVisible());
    // The server is of 2014.
    const auto isOld = [](const Command &command) { return !command.needsRelations; };
    QCOMPARE(view->model()->rowCount(), std::count_if(Command::all().cbegin(), Command::all().cend(), isOld));
    QTest::keyClick(edit(), Qt::Key_Up); // round
    QTest::keyClick(edit(), Qt::Key_Down);
    QTest::keyClick(edit(), Qt::Key_Down);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(edit()->toPlainText(), QStringLiteral("/shrug "));
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_COMPARE(texts().last(), QStringLiteral("¯\\_(ツ)_/¯"));
}

void TestRoomView::doesCommands()
{
    const RoomId room = makeRoom(QStringLiteral("Tea"));
    openRoom(QStringLiteral("Birds"));
    QTest::keyClicks(edit(), QStringLiteral("/join #tea:localhost"));
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_COMPARE(m_window->room(), room);
    QVERIFY(edit()->toPlainText().isEmpty());
}

void TestRoomView::saysWhyACommandFailed()
{
    openRoom(QStringLiteral("Birds"));
    QTRY_VERIFY(!texts().isEmpty());
    QTest::keyClicks(edit(), QStringLiteral("/kick bob for no reason"));
    QTest::keyClick(edit(), Qt::Key_Return);
    const auto notice = [this] {
        QStringList lines;
        for (const QLabel *label : find<Composer>()->findChildren<QLabel *>())
            lines << (label->isVisible() ? label->text() : QString());
        return lines.join(u' ');
    };
    QTRY_VERIFY(notice().contains(QStringLiteral("bob is nobody")));
    QCOMPARE(edit()->toPlainText(), QStringLiteral("/kick bob for no reason"));
}

void TestRoomView::saysThatACommandFailedElsewhere()
{
    openRoom(QStringLiteral("Birds"));
    QTRY_VERIFY(!texts().isEmpty());
    const RoomId other = makeRoom(QStringLiteral("Tea"), {Alice});
    QTRY_VERIFY(m_session->rooms().find(other));
    QTest::keyClicks(edit(), QStringLiteral("/join #nowhere:localhost"));
    QTest::keyClick(edit(), Qt::Key_Return);
    m_window->showRoom(other);
    const auto says = [this] {
        const auto labels = find<NoticeBar>()->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [](QLabel *label) {
            return label->text().contains(QStringLiteral("A command in Birds did not work."));
        });
    };
    QTRY_VERIFY(says());
}

QTEST_MAIN(TestRoomView)
#include "tst_roomview.moc"
