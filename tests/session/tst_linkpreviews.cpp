// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/linkpreviews.h"

#include "sessiontesting.h"
#include "support/json.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

namespace {

const QString Path = QStringLiteral("/_matrix/client/v1/media/preview_url");
const QString OldPath = QStringLiteral("/_matrix/media/v3/preview_url");
const QUrl Link(QStringLiteral("https://example.org/a"));

}

class TestLinkPreviews : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<LinkPreviews> m_previews;

    void open(Dialect dialect = Dialect::V3)
    {
        m_previews.reset();
        m_bench = std::make_unique<Bench>(dialect);
        m_previews = std::make_unique<LinkPreviews>(*m_bench->api);
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_previews.reset();
        m_bench.reset();
    }

    void asksOnceAndKnowsThen()
    {
        auto &asked =
            m_bench->server.expects(Method::Get, Path)
                .replies(
                    200,
                    jsonText(
                        "{'og:title':'A page\\nof words','og:site_name':'Example','og:description':'What it "
                        "is','og:image':'mxc://x/i','og:image:width':'640','og:image:height':480}"));
        QSignalSpy found(m_previews.get(), &LinkPreviews::found);
        m_previews->want(Link);
        m_previews->want(Link);
        QVERIFY(!m_previews->find(Link));
        QVERIFY(found.wait());
        m_previews->want(Link);
        QCOMPARE(asked.asked(), 1);
        QCOMPARE(asked.sent().query("url"), Link.toString());
        const LinkPreview preview = *m_previews->find(Link);
        QCOMPARE(preview.title, u"A page of words"_qs);
        QCOMPARE(preview.site, u"Example"_qs);
        QCOMPARE(preview.image, u"mxc://x/i"_qs);
    }
    void olderServersHaveAnotherPath()
    {
        m_bench->server.expects(Method::Get, Path).replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        m_bench->server.expects(Method::Get, OldPath).replies(200, jsonText("{'og:title':'A'}"));
        m_bench->server.expects(Method::Get, OldPath).replies(200, jsonText("{'og:title':'B'}"));
        QSignalSpy found(m_previews.get(), &LinkPreviews::found);
        m_previews->want(Link);
        QVERIFY(found.wait());
        m_previews->want(QUrl(u"https://example.org/b"_qs));
        QVERIFY(found.wait());
    }
    void whereThereAreNoneNobodyAsksAgain()
    {
        m_bench->server.expects(Method::Get, Path).replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        m_bench->server.expects(Method::Get, OldPath).replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        m_previews->want(Link);
        m_bench->settle();
        QVERIFY(!m_previews->mayCome(QUrl(u"https://example.org/b"_qs)));
        m_previews->want(QUrl(u"https://example.org/b"_qs));
        m_bench->settle();
        QCOMPARE(m_bench->server.sent().size(), 2);
    }
    void failuresLeaveNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("forbidden") << 403 << jsonText("{'errcode':'M_FORBIDDEN'}");
        QTest::newRow("bad gateway") << 502 << jsonText("{'errcode':'M_UNKNOWN'}");
        QTest::newRow("nothing said") << 200 << QByteArray("{}");
        QTest::newRow("wrong types")
            << 200 << jsonText("{'og:title':[1],'og:description':{'a':1},'og:image':7,'og:image:width':'x'}");
        QTest::newRow("list") << 200 << QByteArray("[]");
    }
    void failuresLeaveNothing()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_bench->server.expects(Method::Get, Path).replies(status, body).always();
        QSignalSpy found(m_previews.get(), &LinkPreviews::found);
        QSignalSpy missing(m_previews.get(), &LinkPreviews::missing);
        QVERIFY(m_previews->mayCome(Link));
        m_previews->want(Link);
        QTRY_VERIFY(m_previews->find(Link));
        QVERIFY(m_previews->find(Link)->isEmpty());
        QVERIFY(!m_previews->mayCome(Link));
        QVERIFY(found.isEmpty());
        QCOMPARE(missing.size(), 1);
    }
    void whatWasCutOffIsAskedForAgain()
    {
        auto &cut = m_bench->server.expects(Method::Get, Path).fails(Error::Kind::Network).always();
        m_previews->want(Link);
        m_bench->settle();
        const int tries = cut.asked();
        // Not with each look at it.
        m_previews->want(Link);
        m_bench->settle();
        QCOMPARE(cut.asked(), tries);
        QVERIFY(m_previews->mayCome(Link));
        open();
        m_bench->server.expects(Method::Get, Path).fails(Error::Kind::Portal);
        m_previews->want(Link);
        m_bench->settle();
        m_bench->server.expects(Method::Get, Path).replies(200, jsonText("{'og:title':'A'}"));
        QSignalSpy found(m_previews.get(), &LinkPreviews::found);
        m_previews->resume();
        QTRY_COMPARE(found.size(), 1);
        m_previews->resume();
        m_bench->settle();
        QCOMPARE(m_bench->server.sent().size(), 2);
    }
    void picturesComeFromTheServerOnly()
    {
        m_bench->server.expects(Method::Get, Path)
            .replies(200,
                     jsonText("{'og:title':'A','og:image':'https://e.org/a.png','og:image:width':99999999}"));
        m_previews->want(Link);
        QTRY_VERIFY(m_previews->find(Link));
        QCOMPARE(m_previews->find(Link)->image, QString());
    }
    void textsAreShortLines()
    {
        const QByteArray body = toText({{u"og:title"_qs, QString(QString(100'000, u'x') + u"\u202e\ny")},
                                        {u"og:description"_qs, u"a\u2066b\n\nc"_qs}});
        m_bench->server.expects(Method::Get, Path).replies(200, body);
        m_previews->want(Link);
        QTRY_VERIFY(m_previews->find(Link));
        QVERIFY(m_previews->find(Link)->title.size() <= 600);
        QCOMPARE(m_previews->find(Link)->description, u"ab c"_qs);
    }
    void someLinksAreNobodysBusiness_data()
    {
        QTest::addColumn<QString>("link");
        for (const char *link :
             {"ftp://example.org/a", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd",
              "https://user:secret@example.org/", "https://user@example.org/", "http://localhost/a",
              "http://printer/a", "http://nas.local/a", "https://", "matrix:r/a:example.org"})
            QTest::newRow(link) << QString::fromLatin1(link);
        QTest::newRow("long") << QString(u"https://example.org/" + QString(3'000, u'a'));
    }
    void someLinksAreNobodysBusiness()
    {
        QFETCH(QString, link);
        m_previews->want(QUrl(link));
        m_bench->settle();
        QCOMPARE(m_bench->server.sent().size(), 0);
    }
    void manyAreNotAskedForAtOnce()
    {
        for (int i = 0; i < 3; ++i)
            m_bench->server.expects(Method::Get, Path).holds();
        for (int i = 0; i < 100; ++i)
            m_previews->want(QUrl(u"https://example.org/%1"_qs.arg(i)));
        QCOMPARE(m_bench->server.sent().size(), 3);
    }
    void serversOf2014HaveNone()
    {
        open(Dialect::V1);
        m_previews->want(Link);
        m_bench->settle();
        QCOMPARE(m_bench->server.sent().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestLinkPreviews)
#include "tst_linkpreviews.moc"
