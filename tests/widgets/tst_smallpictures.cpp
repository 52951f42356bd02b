// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/mediacache.h"
#include "support/fakeclock.h"
#include "support/fakerelations.h"
#include "support/faketransport.h"
#include "timelinetesting.h"
#include "widgets/pictures.h"
#include "widgets/testpictures.h"

#include <QHelpEvent>
#include <QTemporaryDir>
#include <QToolTip>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

using Part = RowLayout::Part;

QList<TimelineItem> rowsWith(const QString &html)
{
    QList<TimelineItem> items = fake::rows(0, 4);
    items.append(fake::row(4, QStringLiteral("plain")));
    items.last().html = html;
    return items;
}

bool has(const QImage &image, QColor colour)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

}

/// Custom emoji and other pictures in the text of messages, in a timeline.
class TestSmallPictures : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeTransport> m_server;
    FakeClock m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<MediaCache> m_media;
    std::unique_ptr<Pictures> m_pictures;

    static Room roomOf(bool isPublic)
    {
        Room room;
        room.id = RoomId(QStringLiteral("!r:x"));
        room.membership = Membership::Join;
        room.joinRule = isPublic ? QStringLiteral("public") : QStringLiteral("invite");
        return room;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeTransport>();
        m_api = std::make_unique<ApiClient>(*m_server, m_clock, Server{}, "token");
        m_media = std::make_unique<MediaCache>(*m_api, m_folder->path());
        m_pictures = std::make_unique<Pictures>(*m_media);
    }
    void cleanup()
    {
        QCOMPARE(m_server->unmet(), QStringList());
        m_pictures.reset();
        m_media.reset();
        QThreadPool::globalInstance()->waitForDone();
    }

    void nothingMovesWhenItComes()
    {
        TimelineStage stage(rowsWith(QStringLiteral(
            "a <img data-mx-emoticon src=\"mxc://x/a\" alt=\":a:\"> b <img src=\"mxc://x/b\" width=\"60\" "
            "height=\"40\" alt=\"picture\"> c")));
        for (const char *id : {"thumbnail/x/a", "thumbnail/x/b"})
            m_server->expects(Request::Method::Get, QString::fromLatin1(id))
                .replies(200, pictureBytes({120, 80}), "image/png");
        const QRect place = stage.rect(4);
        m_pictures->setRoom(roomOf(false));
        stage.view.setPictures(*m_pictures);
        stage.view.viewport()->update();
        QTRY_VERIFY(has(stage.picture(), Qt::red));
        QCOMPARE(stage.rect(4), place);
        QCOMPARE(stage.view.rowText(4), QStringLiteral("a :a: b picture c"));
        stage.view.setTimeline(nullptr);
    }
    void reactionsToOnesOwnCanBeShown()
    {
        QList<TimelineItem> items = rowsWith(QStringLiteral("mine"));
        items.last().isOwn = true;
        items.last().reactions = {fake::reaction(QStringLiteral("mxc://x/a"), 1)};
        TimelineStage stage(items);
        m_pictures->setRoom(roomOf(true));
        stage.view.setPictures(*m_pictures);
        stage.picture();
        TimelineStage::settle();
        QCOMPARE(m_server->sent().size(), 0);
        m_server->expects(Request::Method::Get, QStringLiteral("thumbnail/x/a"))
            .replies(200, pictureBytes({64, 64}), "image/png");
        QMenu *menu = openMenu(stage, stage.rect(4).center());
        actionOf(*menu, QStringLiteral("Show pictures"))->trigger();
        menu->close();
        QTRY_VERIFY(has(stage.picture(), Qt::red));
        stage.view.setTimeline(nullptr);
    }
    void whatDidNotComeSaysWhy()
    {
        QList<TimelineItem> items = rowsWith({});
        items.last().kind = TimelineItem::Kind::Image;
        auto &media = items.last().media.edit();
        media.url = QStringLiteral("mxc://x/big");
        media.body = media.fileName = QStringLiteral("hedge.png");
        media.mimeType = QStringLiteral("image/png");
        media.width = media.height = 60; // no room for words
        m_server->expects(Request::Method::Get, QRegularExpression(QStringLiteral("x/big")))
            .replies(404, "{\"errcode\":\"M_NOT_FOUND\"}")
            .always();
        TimelineStage stage(items);
        m_pictures->setRoom(roomOf(false));
        stage.view.setPictures(*m_pictures);
        const QPoint inside = stage.pointOf(4, RowLayout::Part::Open);
        const auto toolTip = [&] {
            QHelpEvent event(QEvent::ToolTip, inside, stage.view.viewport()->mapToGlobal(inside));
            QCoreApplication::sendEvent(stage.view.viewport(), &event);
            return QToolTip::text();
        };
        stage.picture();
        QTRY_VERIFY(toolTip().contains(u"<br")); // above the name
        QVERIFY(toolTip().contains(u"hedge.png"));
        QToolTip::hideText();
        stage.view.setTimeline(nullptr);
    }
    void aReactionWithoutItsPictureHasItsName_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("gone") << u"mxc://x/a"_qs;
        QTest::newRow("no address") << u"mxc://"_qs;
    }
    void aReactionWithoutItsPictureHasItsName()
    {
        QFETCH(QString, key);
        QList<TimelineItem> items = rowsWith(u"mine"_qs);
        items.last().reactions = {fake::reaction(key, 1), fake::reaction(u"mxc://x/other"_qs, 1)};
        items.last().reactions.first().shortcode = u":party_parrot:"_qs;
        m_server->expects(Request::Method::Get, u"/x/*"_qs)
            .replies(404, "{\"errcode\":\"M_NOT_FOUND\"}")
            .always();
        TimelineStage stage(items);
        m_pictures->setRoom(roomOf(false));
        const auto pills = [&] {
            RowStyle style(stage.view, stage.view.viewport()->width());
            style.pictures = m_pictures.get();
            return RowLayout(stage.model.item(4), style, false).extras.reactions.pills;
        };
        QCOMPARE(pills().first().labelRect.width(), pills().last().labelRect.width()); // two squares
        stage.view.setPictures(*m_pictures);
        const int made = stage.view.layoutsMade();
        stage.view.viewport()->update();
        QTRY_VERIFY(m_pictures->isMissing(key) && m_pictures->isMissing(u"mxc://x/other"_qs));
        QTRY_COMPARE(stage.view.layoutsMade(), made + 1); // that row alone
        QVERIFY(!pills().first().isPicture);
        QCOMPARE(pills().first().label, u":party_parrot:"_qs);
        QVERIFY(pills().first().labelRect.width() >=
                QFontMetrics(stage.view.font()).horizontalAdvance(u":party_parrot:"_qs));
        // Without a name there is a sign, and no letters that are cut off.
        const RowPills::Pill other = pills().last();
        QVERIFY(other.isPicture);
        const QRect place = other.labelRect.translated(stage.rect(4).topLeft());
        const QImage sign = stage.picture().copy(place);
        QVERIFY(sign != stage.picture().copy(place.translated(0, -place.height() * 2)));
        stage.view.setTimeline(nullptr);
    }
    void strangersWaitForAClick()
    {
        TimelineStage stage(rowsWith(QStringLiteral("a <img data-mx-emoticon src=\"mxc://x/a\" alt=\":a:\"> "
                                                    "<img src=\"https://x/b.png\" alt=\"b\">")));
        m_pictures->setRoom(roomOf(true));
        stage.view.setPictures(*m_pictures);
        stage.picture();
        TimelineStage::settle();
        QCOMPARE(m_server->sent().size(), 0);
        const QRect place = stage.rect(4);
        const QPoint point = stage.pointOf(4, Part::Picture);
        QVERIFY(point.x() >= 0);
        m_server->expects(Request::Method::Get, QStringLiteral("thumbnail/x/a"))
            .replies(200, pictureBytes({64, 64}), "image/png");
        stage.click(point);
        QTRY_VERIFY(has(stage.picture(), Qt::red));
        QCOMPARE(stage.rect(4), place);
        QMenu *menu = openMenu(stage, point);
        actionOf(*menu, QStringLiteral("Hide pictures again"))->trigger();
        menu->close();
        QTRY_VERIFY(!has(stage.picture(), Qt::red));
        TimelineStage::settle();
        menu = openMenu(stage, point);
        QVERIFY(textsOf(*menu).contains(QStringLiteral("Show pictures")));
        menu->close();
        TimelineStage::settle();
        // What has none offers nothing.
        menu = openMenu(stage, stage.rect(3).center());
        for (const QString &text : textsOf(*menu))
            QVERIFY(!text.contains(QStringLiteral("pictures")));
        menu->close();
        stage.view.setTimeline(nullptr);
    }
};

QTEST_MAIN(TestSmallPictures)
#include "tst_smallpictures.moc"
