// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/linkpreviews.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "timelinetesting.h"

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
    void aCardMovesNothingAboveIt()
    {
        TimelineStage stage(rowsWith({100, 103}, 200));
        LinkPreviews previews(m_api);
        stage.scrollTo(100, 3);
        auto &first = m_server.expects(Request::Method::Get, Path).holds();
        auto &second = m_server.expects(Request::Method::Get, Path).holds();
        stage.view.setPreviews(&previews);
        QTRY_VERIFY(first.isAsked() && second.isAsked());
        const QRect top = stage.rect(100);
        const QRect middle = stage.rect(103);
        const QByteArray body = R"({"og:title":"A page","og:description":"What it is"})";
        // One comes, the other fails.
        auto &good = first.sent().query("url").endsWith(u"103") ? first : second;
        auto &bad = &good == &first ? second : first;
        bad.release(502, R"({"errcode":"M_UNKNOWN"})");
        good.release(200, body);
        QTRY_VERIFY(stage.rect(103).height() > middle.height());
        QCOMPARE(stage.rect(100), top);
        QCOMPARE(stage.rect(103).top(), middle.top());
        const QPoint card = stage.rect(103).bottomLeft() + QPoint(90, -20);
        QSignalSpy followed(&stage.view, &TimelineView::linkActivated);
        stage.click(card);
        QCOMPARE(followed.size(), 1);
        QCOMPARE(followed.first().first().toUrl(), QUrl(u"https://example.org/103"_qs));
        // Where they are turned off nothing is left of it.
        stage.view.setPreviews(nullptr);
        TimelineStage::settle();
        QCOMPARE(stage.rect(103).height(), middle.height());
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
        QVERIFY(stage.rect(10).height() > before);
        stage.view.setPreviews(nullptr);
    }
};

QTEST_MAIN(TestTimelinePreviews)
#include "tst_timelinepreviews.moc"
