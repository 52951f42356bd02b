// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinetesting.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using Part = RowLayout::Part;

/// Some rows and a formatted one below them.
QList<TimelineItem> rowsWith(const QString &html, const QString &plain = u"plain"_qs)
{
    QList<TimelineItem> items = fake::rows(0, 4);
    items.append(fake::row(4, plain));
    items.last().html = html;
    return items;
}

}

/// Formatted messages in a timeline: real clicks and what is copied.
class TestTimelineBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->clear(); }

    void hiddenTextIsShownByAClick()
    {
        TimelineStage stage(rowsWith(u"It was <span data-mx-spoiler=\"the end\">the gardener</span>."_qs,
                                     u"It was the gardener."_qs));
        QVERIFY(!stage.view.rowText(4).contains(u"gardener"));
        const QPoint point = stage.pointOf(4, Part::Spoiler);
        QVERIFY(point.x() >= 0);
        const QImage before = stage.picture();
        const QRect place = stage.rect(4);
        stage.click(point);
        QVERIFY(stage.view.rowText(4).contains(u"gardener"));
        QVERIFY(stage.picture() != before);
        QCOMPARE(stage.rect(4), place);
        // A receipt does not hide it again.
        TimelineItem item = stage.model.item(4);
        item.readers.append({UserId(u"@r:x"_qs), u"R"_qs, {}, {}, 0});
        stage.apply(fake::update(4, item));
        QVERIFY(stage.view.rowText(4).contains(u"gardener"));
    }
    void codeIsCopiedAsItIs()
    {
        TimelineStage stage(
            rowsWith(u"<pre><code class=\"language-c\">if (a &lt; b)\n\treturn;</code></pre>"_qs));
        const QPoint point = stage.pointOf(4, Part::CopyCode);
        QVERIFY(point.x() >= 0);
        stage.click(point);
        QCOMPARE(QGuiApplication::clipboard()->text().trimmed(), u"if (a < b)\n\treturn;"_qs);
    }
    void copiedAsTextAndHtml()
    {
        TimelineStage stage(rowsWith(u"see <a href=\"https://example.org/x\"><b>here</b></a>"_qs));
        stage.view.setCurrentIndex(stage.model.index(4));
        QTest::keySequence(&stage.view, QKeySequence::Copy);
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), u"see here"_qs);
        QVERIFY2(data->html().contains(u"<a href=\"https://example.org/x\"><b>here</b></a>"),
                 qPrintable(data->html()));
        QTest::keySequence(&stage.view, QKeySequence::SelectAll);
        QTest::keySequence(&stage.view, QKeySequence::Copy);
        data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->text().count(u'\n'), 4);
        QVERIFY(data->html().contains(u"<b>Bob</b>: see <a "));
    }
    void misleadingLinkAsksFirst()
    {
        TimelineStage stage(rowsWith(u"<a href=\"https://evil.example/x\">https://bank.example/</a>"_qs));
        QSignalSpy links(&stage.view, &TimelineView::linkActivated);
        stage.click(stage.pointOf(4, Part::Link));
        QVERIFY(links.isEmpty());
        auto *question = stage.view.findChild<QWidget *>(u"linkQuestion"_qs);
        QVERIFY(question && !question->isModal());
        question->findChild<QPushButton *>(u"open"_qs)->click();
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.first().first().toUrl(), QUrl(u"https://evil.example/x"_qs));
        TimelineStage honest(rowsWith(u"<a href=\"https://example.org/x\">example.org</a>"_qs));
        QSignalSpy honestLinks(&honest.view, &TimelineView::linkActivated);
        honest.click(honest.pointOf(4, Part::Link));
        QCOMPARE(honestLinks.size(), 1);
    }
    void nothingLeftIsThePlainText()
    {
        TimelineStage stage(rowsWith(u"<script>x</script>"_qs, u"the plain words"_qs));
        QCOMPARE(stage.view.rowText(4), u"the plain words"_qs);
    }
    void emoteBeginsWithItsName()
    {
        QList<TimelineItem> items = rowsWith(u"<b>waves</b>"_qs, u"waves"_qs);
        items.last().kind = TimelineItem::Kind::Emote;
        TimelineStage stage(items);
        QCOMPARE(stage.view.rowText(4), u"* Bob waves"_qs);
    }
};

QTEST_MAIN(TestTimelineBody)
#include "tst_timelinebody.moc"
