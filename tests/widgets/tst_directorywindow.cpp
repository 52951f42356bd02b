// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/directorywindow.h"

#include "models/directorymodel.h"
#include "widgets/emptystate.h"
#include "widgets/filteredit.h"
#include "widgets/sessionstage.h"
#include "widgets/skeleton.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QToolButton>

using namespace linnet;
using namespace linnet::testing;
using namespace std::chrono_literals;

namespace {

using Method = Request::Method;

const QString Path = QStringLiteral("/_matrix/client/v3/publicRooms");

QByteArray pageOf(int first, int last, const QString &next = {})
{
    QJsonArray rooms;
    for (int i = first; i <= last; ++i)
        rooms << QJsonObject{{QStringLiteral("room_id"), QStringLiteral("!%1:x").arg(i)},
                             {QStringLiteral("name"), QStringLiteral("Room %1").arg(i)},
                             {QStringLiteral("num_joined_members"), 100 - i}};
    QJsonObject page{{QStringLiteral("chunk"), rooms}};
    if (!next.isEmpty())
        page.insert(QStringLiteral("next_batch"), next);
    return test::toText(page);
}

class Stage : public SessionStage
{
public:
    Stage()
    {
        window = std::make_unique<DirectoryWindow>(session->api(), session->rooms(), u"x"_qs,
                                                   avatars.avatars(), settingsPath(), nullptr);
        tester = std::make_unique<QAbstractItemModelTester>(
            view()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        window->show();
    }
    QString settingsPath() const { return m_settings.filePath(QStringLiteral("settings.ini")); }
    QListView *view() const { return window->findChild<QListView *>(QStringLiteral("rooms")); }
    FilterEdit *search() const { return window->findChild<FilterEdit *>(); }
    QComboBox *servers() const { return window->findChild<QComboBox *>(); }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : window->findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisible())
                return each;
        }
        return nullptr;
    }
    QString emptyTitle() const
    {
        const auto *page = window->findChild<EmptyState *>();
        return page->isVisible() ? page->accessibleName() : QString();
    }
    static QJsonObject bodyOf(const test::FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object();
    }

private:
    QTemporaryDir m_settings;

public:
    std::unique_ptr<DirectoryWindow> window;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

}

/// The directory of rooms with real keys: searching, paging, other servers.
class TestDirectoryWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsRoomsAndLeadsToOne()
    {
        Stage stage;
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 3));
        stage.window->begin();
        QVERIFY(stage.window->findChild<Skeleton *>()->isVisible());
        QTRY_COMPARE(stage.view()->model()->rowCount(), 3);
        QSignalSpy wanted(stage.window.get(), &DirectoryWindow::previewRequested);
        QTest::keyClick(stage.search(), Qt::Key_Down);
        QTest::keyClick(stage.view(), Qt::Key_Return);
        QTRY_COMPARE(wanted.size(), 1);
        const auto link = wanted.first().first().value<MatrixLink>();
        QCOMPARE(link.target, u"!1:x"_qs);
        // A click is one, also where the style takes it for more.
        Q_EMIT stage.view()->clicked(stage.view()->currentIndex());
        Q_EMIT stage.view()->activated(stage.view()->currentIndex());
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(link.via, QStringList{u"x"_qs});
        QSignalSpy joins(stage.window.get(), &DirectoryWindow::joinRequested);
        QTest::mouseClick(stage.button(u"&Join"_qs), Qt::LeftButton);
        QCOMPARE(joins.size(), 1);
    }
    void searchesAfterARest()
    {
        Stage stage;
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 3));
        stage.window->begin();
        QTRY_COMPARE(stage.view()->model()->rowCount(), 3);
        QTest::keyClicks(stage.search(), u"te"_qs);
        stage.clock.advance(200ms);
        QTest::keyClicks(stage.search(), u"a"_qs);
        stage.clock.advance(200ms);
        QCOMPARE(stage.transport.count(Method::Post, Path), 1);
        auto &asked = stage.transport.expects(Method::Post, Path).replies(200, pageOf(7, 7));
        stage.clock.advance(100ms);
        QTRY_COMPARE(stage.view()->model()->rowCount(), 1);
        QCOMPARE(Stage::bodyOf(asked).value(u"filter").toObject().value(u"generic_search_term").toString(),
                 u"tea"_qs);
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 0));
        QTest::keyClicks(stage.search(), u"x"_qs);
        stage.clock.advance(300ms);
        QTRY_COMPARE(stage.emptyTitle(), u"No room found"_qs);
        // Esc clears what was typed before it closes.
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 3));
        QTest::keyClick(stage.search(), Qt::Key_Escape);
        stage.clock.advance(300ms);
        QTRY_COMPARE(stage.view()->model()->rowCount(), 3);
        QVERIFY(stage.window->isVisible());
    }
    void fetchesPagesAsOneScrolls()
    {
        Stage stage;
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 100, u"two"_qs));
        stage.window->begin();
        QTRY_COMPARE(stage.view()->model()->rowCount(), 100);
        QCOMPARE(stage.transport.count(Method::Post, Path), 1);
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(101, 120));
        stage.view()->scrollToBottom();
        QTRY_COMPARE(stage.view()->model()->rowCount(), 120);
    }
    void saysWhatIsWrongAndTriesAgain()
    {
        Stage stage;
        stage.transport.expects(Method::Post, Path).replies(500, "{}");
        stage.window->begin();
        QTRY_COMPARE(stage.emptyTitle(), u"The list could not be loaded"_qs);
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 2));
        QTest::mouseClick(stage.button(u"Try again"_qs), Qt::LeftButton);
        QTRY_COMPARE(stage.view()->model()->rowCount(), 2);
    }
    void otherServersAreAddedAndForgotten()
    {
        Stage stage;
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 0));
        stage.window->begin();
        QTRY_COMPARE(stage.emptyTitle(), u"No rooms here"_qs);
        QLineEdit *edit = stage.servers()->lineEdit();
        edit->setText(u"not a server"_qs);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(stage.servers()->count(), 1);
        auto &asked = stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 2));
        edit->setText(u"other.org"_qs);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(stage.view()->model()->rowCount(), 2);
        QCOMPARE(asked.sent().query("server"), u"other.org"_qs);
        QCOMPARE(stage.servers()->count(), 2);
        QCOMPARE(DirectoryServers::read(stage.settingsPath()).names, QStringList{u"other.org"_qs});
        QSignalSpy wanted(stage.window.get(), &DirectoryWindow::previewRequested);
        QTest::keyClick(stage.search(), Qt::Key_Down);
        QTest::keyClick(stage.view(), Qt::Key_Return);
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<MatrixLink>().via, QStringList{u"other.org"_qs});
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 1));
        QTest::mouseClick(stage.window->findChild<QToolButton *>(QString(), Qt::FindDirectChildrenOnly),
                          Qt::LeftButton);
        QTRY_COMPARE(stage.view()->model()->rowCount(), 1);
        QVERIFY(DirectoryServers::read(stage.settingsPath()).names.isEmpty());
    }
    void anAddressLeadsToItsRoom()
    {
        Stage stage;
        stage.transport.expects(Method::Post, Path).replies(200, pageOf(1, 2));
        stage.window->begin();
        QTRY_COMPARE(stage.view()->model()->rowCount(), 2);
        QSignalSpy wanted(stage.window.get(), &DirectoryWindow::previewRequested);
        stage.search()->setText(u"https://matrix.to/#/!noserver?via=one.y"_qs);
        QTRY_COMPARE(stage.emptyTitle(), u"!noserver"_qs);
        QTest::keyClick(stage.search(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<MatrixLink>().via, QStringList{u"one.y"_qs});
        stage.clock.advance(300ms);
        QCOMPARE(stage.transport.count(Method::Post, Path), 1); // it is no word to look for
    }
    void roomsThatOneIsInAreOpened()
    {
        Stage stage;
        stage.transport.expects(Method::Post, Path)
            .replies(200, test::jsonText("{'chunk':[{'room_id':'!r:x','name':'Mine'}]}"));
        stage.window->begin();
        QTRY_COMPARE(stage.view()->model()->rowCount(), 1);
        QCOMPARE(stage.view()->model()->index(0, 0).data(DirectoryModel::MembershipRole).toInt(),
                 int(Membership::Join));
        QSignalSpy opened(stage.window.get(), &DirectoryWindow::openRequested);
        QTest::keyClick(stage.search(), Qt::Key_Down);
        QTest::mouseClick(stage.button(u"&Open"_qs), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
    }
    void servedByAnythingItKeepsItsShape()
    {
        Stage stage;
        QJsonArray rooms;
        for (int i = 0; i < 50; ++i)
            rooms << QJsonObject{{u"room_id"_qs, u"!%1:x"_qs.arg(i)},
                                 {u"name"_qs, QString(10'000, u'n')},
                                 {u"topic"_qs, u"<img src='http://x'>\u202E"_qs.repeated(500)},
                                 {u"num_joined_members"_qs, -1e300}};
        stage.transport.expects(Method::Post, Path)
            .replies(200, test::toText({{u"chunk"_qs, rooms}, {u"next_batch"_qs, QJsonObject()}}));
        stage.window->begin();
        QTRY_COMPARE(stage.view()->model()->rowCount(), 50);
        QVERIFY(!stage.window->grab().isNull());
        QCOMPARE(stage.view()->model()->index(0, 0).data(DirectoryModel::CountRole).toInt(), 0);
    }
};

QTEST_MAIN(TestDirectoryWindow)
#include "tst_directorywindow.moc"
