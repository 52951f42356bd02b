// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/linkpreviews.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/json.h"
#include "timelinetesting.h"

#include <QPainter>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

const QString Path = QStringLiteral("/media/preview_url");

QList<TimelineItem> rowsWith(const QList<int> &linked, int count)
{
    QList<TimelineItem> items = fake::rows(0, count);
    for (const int row : linked) {
        items[row].text = u"see https://example.org/%1"_qs.arg(row);
        items[row].html.clear();
    }
    return items;
}

}

/// Cards of links in a timeline.
class TestTimelinePreviews : public QObject
{
    Q_OBJECT

    FakeTransport m_server;
    FakeClock m_clock;
    ApiClient m_api{m_server, m_clock, Server{}, "token"};

private Q_SLOTS:
    void onlyWhatIsSeenIsAskedFor()
    {
        TimelineStage stage(rowsWith({2, 198}, 200));
        LinkPreviews previews(m_api);
        auto &held = m_server.expects(Request::Method::Get, Path).holds();
        stage.view.setPreviews(&previews);
        QTRY_VERIFY(held.isAsked());
        TimelineStage::settle();
        QCOMPARE(m_server.count(Request::Method::Get, Path), 1);
        QCOMPARE(held.sent().query("url"), u"https://example.org/198"_qs);
        stage.view.setPreviews(nullptr);
    }
    void whatComesMovesNoPixel_data()
    {
        QTest::addColumn<bool>("isFollowing");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray small = R"({"og:title":"A page"})";
        QByteArray large = test::jsonText("{'og:title':'A page','og:site_name':'Example',"
                                          "'og:description':'%','og:image':'mxc://x/i'}");
        large.replace("%", QByteArray("what it is ").repeated(50));
        for (const bool isFollowing : {false, true}) {
            const char *where = isFollowing ? "bottom" : "middle";
            QTest::addRow("small, %s", where) << isFollowing << 200 << small;
            QTest::addRow("large, %s", where) << isFollowing << 200 << large;
            QTest::addRow("none, %s", where) << isFollowing << 502 << QByteArray("{}");
        }
    }
    void whatComesMovesNoPixel()
    {
        QFETCH(bool, isFollowing);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        TimelineStage stage(rowsWith({100, 195}, 200));
        const int row = isFollowing ? 195 : 100;
        if (!isFollowing)
            stage.scrollTo(row - 1, 3);
        const int plain = stage.rect(row).height();
        LinkPreviews previews(m_api);
        auto &held = m_server.expects(Request::Method::Get, Path).holds();
        stage.view.setPreviews(&previews);
        QTRY_VERIFY(held.isAsked());
        TimelineStage::settle();
        const QRect place = stage.rect(row);
        QVERIFY(place.height() > plain);
        const auto aroundTheCard = [&] {
            QImage picture = stage.picture();
            QPainter(&picture).fillRect(place.adjusted(0, plain - 4, 0, 0), Qt::black);
            return picture;
        };
        const QImage before = aroundTheCard();
        held.release(status, body);
        TimelineStage::settle();
        QCOMPARE(stage.rect(row), place);
        QCOMPARE(aroundTheCard(), before);
        // Its place says what is there, or that there is nothing.
        const QImage card = stage.picture().copy(place.adjusted(0, plain + 20, 0, 0));
        const auto hasWords = [&card](int x) {
            for (int y = 0; y < card.height(); ++y) {
                if (qGray(card.pixel(x, y)) < 128)
                    return true;
            }
            return false;
        };
        bool isSaid = false;
        for (int x = 0; x < card.width() && !isSaid; ++x)
            isSaid = hasWords(x);
        QVERIFY(isSaid);
        QCOMPARE(stage.view.isFollowing(), isFollowing);
        // Nobody looks: what did not come needs no place. Nor is it asked for again.
        stage.scrollTo(20);
        stage.scrollTo(row - 1, 3);
        QCOMPARE(stage.rect(row).height() == plain, status != 200);
        stage.view.setPreviews(nullptr);
    }
    void aCardIsALink()
    {
        TimelineStage stage(rowsWith({195}, 200));
        const int plain = stage.rect(195).height();
        LinkPreviews previews(m_api);
        m_server.expects(Request::Method::Get, Path).replies(200, R"({"og:title":"A page"})");
        QSignalSpy found(&previews, &LinkPreviews::found);
        stage.view.setPreviews(&previews);
        QTRY_COMPARE(found.size(), 1);
        TimelineStage::settle();
        QSignalSpy followed(&stage.view, &TimelineView::linkActivated);
        stage.click(stage.rect(195).bottomLeft() + QPoint(90, -20));
        QCOMPARE(followed.size(), 1);
        QCOMPARE(followed.first().first().toUrl(), QUrl(u"https://example.org/195"_qs));
        // Where they are turned off nothing is left of it.
        stage.view.setPreviews(nullptr);
        TimelineStage::settle();
        QCOMPARE(stage.rect(195).height(), plain);
    }
    void aCardThatNamesAnotherHostAsksFirst()
    {
        TimelineStage stage(rowsWith({195}, 200));
        LinkPreviews previews(m_api);
        m_server.expects(Request::Method::Get, Path)
            .replies(200, test::jsonText("{'og:title':'Log in','og:site_name':'bank.example'}"));
        QSignalSpy found(&previews, &LinkPreviews::found);
        stage.view.setPreviews(&previews);
        QTRY_COMPARE(found.size(), 1);
        TimelineStage::settle();
        QSignalSpy followed(&stage.view, &TimelineView::linkActivated);
        stage.click(stage.rect(195).bottomLeft() + QPoint(90, -20));
        QVERIFY(stage.view.findChild<QWidget *>(u"linkQuestion"_qs));
        QVERIFY(followed.isEmpty());
        stage.view.setPreviews(nullptr);
    }
    void whatIsKnownNotToComeHasNoPlace()
    {
        LinkPreviews previews(m_api);
        m_server.expects(Request::Method::Get, Path).replies(502, R"({"errcode":"M_UNKNOWN"})");
        QSignalSpy missing(&previews, &LinkPreviews::missing);
        previews.want(QUrl(u"https://example.org/195"_qs));
        QVERIFY(missing.wait());
        TimelineStage stage(rowsWith({195}, 200));
        const int plain = stage.rect(195).height();
        stage.view.setPreviews(&previews);
        TimelineStage::settle();
        QCOMPARE(stage.rect(195).height(), plain);
        stage.view.setPreviews(nullptr);
    }
    void whatWasScrolledAwayGetsItsCardLater()
    {
        TimelineStage stage(rowsWith({10}, 200));
        LinkPreviews previews(m_api);
        stage.scrollTo(8);
        auto &held = m_server.expects(Request::Method::Get, Path).holds();
        stage.view.setPreviews(&previews);
        QTRY_VERIFY(held.isAsked());
        const int before = stage.rect(10).height();
        stage.scrollTo(100);
        const QRect reading = stage.rect(100);
        held.release(200, R"({"og:title":"A page"})");
        TimelineStage::settle();
        QCOMPARE(stage.rect(100), reading);
        stage.scrollTo(8);
        QCOMPARE(stage.rect(10).height(), before);
        stage.view.setPreviews(nullptr);
    }
};

QTEST_MAIN(TestTimelinePreviews)
#include "tst_timelinepreviews.moc"
