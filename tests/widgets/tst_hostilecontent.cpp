// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/json.h"
#include "widgets/mainwindowtesting.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSet>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

using Said = std::pair<QString, QJsonObject>; ///< type and content

const QString Message = QStringLiteral("m.room.message");

/// In place of the id of the message that stands before it in the room.
const QString Before = QStringLiteral("$before");

QJsonObject words(const QString &text, const QString &html = {})
{
    QJsonObject content{{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                        {QStringLiteral("body"), text}};
    if (!html.isEmpty()) {
        content.insert(QStringLiteral("format"), QStringLiteral("org.matrix.custom.html"));
        content.insert(QStringLiteral("formatted_body"), html);
    }
    return content;
}

QJsonObject related(QJsonObject content, const char *type, const QString &to)
{
    content.insert(QStringLiteral("m.relates_to"),
                   QJsonObject{{QStringLiteral("rel_type"), QLatin1String(type)},
                               {QStringLiteral("event_id"), to},
                               {QStringLiteral("key"), QStringLiteral("👍")}});
    return content;
}

QJsonObject poll(int answers)
{
    QJsonArray list;
    for (int i = 0; i < answers; ++i)
        list.append(
            QJsonObject{{QStringLiteral("id"), QString::number(i)},
                        {QStringLiteral("org.matrix.msc1767.text"), QStringLiteral("answer %1").arg(i)}});
    const QJsonObject question{{QStringLiteral("org.matrix.msc1767.text"), QStringLiteral("which?")}};
    return {{QStringLiteral("org.matrix.msc3381.poll.start"),
             QJsonObject{{QStringLiteral("question"), question}, {QStringLiteral("answers"), list}}},
            {QStringLiteral("body"), QStringLiteral("which?")}};
}

/// Every field that a message may have, with something in it that does not belong there.
QList<Said> wrongTypes()
{
    const QStringList fields =
        QStringLiteral("msgtype body format formatted_body url info m.mentions m.relates_to "
                       "m.new_content geo_uri filename file "
                       "org.matrix.msc1767.audio org.matrix.msc3245.voice")
            .split(u' ');
    const QJsonArray rubbish{QJsonValue(), true, -1e300, QString(), QJsonArray{1, QJsonObject{}},
                             QJsonObject{}};
    QList<Said> said;
    for (const char *type : {"m.text", "m.image", "m.audio", "m.video", "m.file", "m.location", "m.emote"}) {
        for (const QString &field : fields) {
            for (const QJsonValue &value : rubbish) {
                QJsonObject content = words(QStringLiteral("typed"));
                content.insert(QStringLiteral("msgtype"), QLatin1String(type));
                content.insert(field, value);
                said.append({Message, content});
            }
        }
    }
    for (const char *type : {"m.image", "m.audio", "m.video"}) {
        for (const char *field : {"w", "h", "duration", "size", "mimetype", "thumbnail_url", "thumbnail_info",
                                  "xyz.amorgan.blurhash"}) {
            for (const QJsonValue &value : rubbish) {
                QJsonObject content = words(QStringLiteral("typed"));
                content.insert(QStringLiteral("msgtype"), QLatin1String(type));
                content.insert(QStringLiteral("url"), QStringLiteral("mxc://localhost/none"));
                content.insert(QStringLiteral("info"), QJsonObject{{QLatin1String(field), value}});
                said.append({Message, content});
            }
        }
    }
    for (const char *type : {"m.reaction", "m.sticker", "m.poll.start", "m.poll.response", "m.poll.end",
                             "org.matrix.msc3381.poll.start", "m.room.topic", "m.room.pinned_events"}) {
        for (const QJsonValue &value : rubbish)
            said.append({QLatin1String(type),
                         {{QStringLiteral("m.relates_to"), value},
                          {QStringLiteral("url"), value},
                          {QStringLiteral("info"), value},
                          {QStringLiteral("m.poll"), value},
                          {QStringLiteral("topic"), value},
                          {QStringLiteral("pinned"), value}}});
    }
    return said;
}

}

/// What a malicious person can say in a room, said over a socket into the real window: it is shown as
/// something harmless, what comes after it is shown as always, and no request leaves because of it.
class TestHostileContent : public WindowTest
{
    Q_OBJECT

    HttpServer m_stranger{[this](const Exchange &exchange) { m_met.append(exchange->path); }};
    QStringList m_met;

    QString said(const RoomId &room, const QString &type, QJsonObject content)
    {
        return m_server->rooms()
            .send(Bob, room.toString(), type, std::move(content))
            .body.toObject()
            .value(u"event_id")
            .toString();
    }
    QSet<QString> kindsAsked() const
    {
        QSet<QString> result;
        for (const QString &asked : m_server->asked())
            result.insert(asked.section(u'/', 0, 5));
        return result;
    }
    void lookAtAll()
    {
        QScrollBar *bar = timeline()->verticalScrollBar();
        for (int step = 40; step >= 0; --step) {
            bar->setValue(bar->maximum() * step / 40);
            QVERIFY(!timeline()->grab().isNull());
        }
        for (int row = 0; row < timeline()->model()->rowCount(); ++row)
            timeline()->rowText(row);
        QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(timeline());
        for (int i = 0; heard && i < heard->childCount(); ++i) {
            if (const QAccessibleInterface *child = heard->child(i))
                child->text(QAccessible::Name);
        }
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_stranger.listen()); }
    void init()
    {
        setUp();
        m_met.clear();
    }
    void cleanup() { tearDown(); }

    void isHarmless_data();
    void isHarmless();
    void aThreadOfAThreadIsSeenInTheRoom();
};

void TestHostileContent::isHarmless_data()
{
    const QString stranger = m_stranger.url().toString();
    QTest::addColumn<QList<Said>>("events");

    QTest::newRow("remote pictures, styles and programs") << QList<Said>{
        {Message,
         words(QStringLiteral("look"),
               QStringLiteral(
                   "<img src='%1/a.png'><link rel=stylesheet href='%1/b.css'>"
                   "<style>@import url(%1/c.css)</style><p style='background:url(%1/d.png)'>text</p>"
                   "<script src='%1/e.js'>f()</script><iframe src='%1/g'></iframe>"
                   "<body background='%1/h.png'><table background='%1/i.png'><tr><td>x</td></tr></table>"
                   "<object data='%1/j'></object><video src='%1/k' autoplay></video>"
                   "<img src='file:///etc/passwd'><img srcset='%1/l.png 1x' src='mxc://localhost/no'>")
                   .arg(stranger))},
        {Message, words(QStringLiteral("<img src='%1/m.png'> %1/n").arg(stranger))},
        {QStringLiteral("m.room.topic"),
         {{QStringLiteral("topic"), QStringLiteral("<img src='%1/o.png'>").arg(stranger)}}},
        {QStringLiteral("m.room.name"),
         {{QStringLiteral("name"), QStringLiteral("<img src='%1/p.png'>").arg(stranger)}}}};
    QTest::newRow("handlers and addresses that run") << QList<Said>{
        {Message, words(QStringLiteral("click"),
                        QStringLiteral("<a href='javascript:alert(1)' onclick='alert(2)'>a</a>"
                                       "<a href='file:///etc/passwd'>b</a><a href='data:text/html,x'>c</a>"
                                       "<img src='x' onerror='alert(3)'><svg onload='alert(4)'></svg>"))}};
    QTest::newRow("10,000 tags in one another")
        << QList<Said>{{Message, words(QStringLiteral("deep"),
                                       QStringLiteral("<blockquote>").repeated(5'000) + QStringLiteral("x") +
                                           QStringLiteral("<b>").repeated(5'000))}};
    QTest::newRow("a word of 60 KB") << QList<Said>{
        {Message, words(QStringLiteral("w").repeated(60'000))},
        {Message, words(QStringLiteral("w"), QStringLiteral("w").repeated(60'000))}};
    QTest::newRow("overrides") << QList<Said>{
        {Message, words(QStringLiteral("\u202e\u2067\u202d evil \u2066\u2066"))},
        {Message,
         words(QStringLiteral("x"), QStringLiteral("<b>\u202e</b><a href='https://a.example'>\u202eb</a>"))}};
    QTest::newRow("pictures that cannot be") << [] {
        QList<Said> said;
        const QList<std::pair<double, double>> sizes{{1, 100'000},   {100'000, 1},     {0, 0},    {-5, -5},
                                                     {1e300, 1e300}, {65'536, 65'536}, {0.5, 0.5}};
        for (const auto &[width, height] : sizes) {
            QJsonObject content = words(QStringLiteral("a.png"));
            content.insert(QStringLiteral("msgtype"), QStringLiteral("m.image"));
            content.insert(QStringLiteral("url"), QStringLiteral("mxc://localhost/../../etc/passwd"));
            content.insert(QStringLiteral("info"),
                           QJsonObject{{QStringLiteral("w"), width},
                                       {QStringLiteral("h"), height},
                                       {QStringLiteral("size"), -1},
                                       {QStringLiteral("mimetype"), QStringLiteral("text/html")},
                                       {QStringLiteral("xyz.amorgan.blurhash"), QStringLiteral("~~~~~~~~")}});
            said.append({Message, content});
        }
        return said;
    }();
    QTest::newRow("wrong types everywhere") << wrongTypes();
    QTest::newRow("relations to nothing, to themselves, of others") << QList<Said>{
        {Message, words(QStringLiteral("first"))},
        {QStringLiteral("m.reaction"), related({}, "m.annotation", QStringLiteral("$nowhere"))},
        {QStringLiteral("m.reaction"), related({}, "m.annotation", Before)},
        {QStringLiteral("m.reaction"), related({}, "m.annotation", Before)},
        {Message, related(words(QStringLiteral("* edit")), "m.replace", QStringLiteral("$nowhere"))},
        {Message, related(words(QStringLiteral("aside")), "m.thread", Before)},
        {Message, related(words(QStringLiteral("aside of an aside")), "m.thread", Before)},
        {QStringLiteral("m.room.redaction"), {{QStringLiteral("redacts"), Before}}}};
    QTest::newRow("500 reactions") << [] {
        QList<Said> said{{Message, words(QStringLiteral("popular"))}};
        for (int i = 0; i < 500; ++i) {
            QJsonObject content = related({}, "m.annotation", QStringLiteral("$first"));
            QJsonObject relation = content.value(u"m.relates_to").toObject();
            relation.insert(QStringLiteral("key"), QStringLiteral("key %1").arg(i));
            content.insert(QStringLiteral("m.relates_to"), relation);
            said.append({QStringLiteral("m.reaction"), content});
        }
        return said;
    }();
    QTest::newRow("polls of 0 and of 200 answers")
        << QList<Said>{{QStringLiteral("org.matrix.msc3381.poll.start"), poll(0)},
                       {QStringLiteral("org.matrix.msc3381.poll.start"), poll(200)}};
}

void TestHostileContent::isHarmless()
{
    QFETCH(QList<Said>, events);
    const RoomId room = openRoom(QStringLiteral("Birds"));
    m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("before"));
    QTRY_VERIFY(texts().contains(QStringLiteral("before")));
    const QSet<QString> kinds = kindsAsked();
    QString first, last;
    for (auto &[type, content] : events) {
        QByteArray text = toText(content);
        text.replace("$before", last.toUtf8());
        text.replace("$first", first.toUtf8());
        last = said(room, type, QJsonDocument::fromJson(text).object());
        if (first.isEmpty())
            first = last;
    }
    m_server->wake();
    lookAtAll();
    m_server->say(QStringLiteral("bob"), room.toString(), QStringLiteral("after"));
    QTRY_VERIFY(texts().contains(QStringLiteral("after")));
    lookAtAll();
    QCOMPARE(m_met, QStringList());
    QCOMPARE(m_stranger.connections(), 0);
    for (const QString &kind : kindsAsked() - kinds)
        QVERIFY2(kind.contains(QLatin1String("/receipt")) || kind.contains(QLatin1String("/rooms")),
                 qPrintable(kind));
    QVERIFY(timeline()->height() > 0 && m_window->isVisible());
}

/// It cannot be, so there is no other place where it could be seen.
void TestHostileContent::aThreadOfAThreadIsSeenInTheRoom()
{
    const RoomId room = openRoom(QStringLiteral("Birds"));
    const QString root = said(room, Message, words(QStringLiteral("root")));
    const QString aside = said(room, Message, related(words(QStringLiteral("aside")), "m.thread", root));
    said(room, Message, related(words(QStringLiteral("aside of an aside")), "m.thread", aside));
    m_server->wake();
    QTRY_VERIFY(texts().contains(QStringLiteral("aside of an aside")));
    QVERIFY(!texts().contains(QStringLiteral("aside")));
    lookAtAll();
}

QTEST_MAIN(TestHostileContent)
#include "tst_hostilecontent.moc"
