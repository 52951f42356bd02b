// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/codehighlight.h"

#include <QTest>

using namespace linnet;

namespace {

using Kind = CodeHighlight::Kind;

/// What of the code is of that kind.
QStringList parts(const QString &code, const QString &language, Kind kind)
{
    QStringList found;
    for (const auto &span : CodeHighlight::spans(code, language)) {
        if (span.kind == kind)
            found.append(code.mid(span.start, span.length).trimmed());
    }
    return found;
}

}

class TestCodeHighlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsPartsApart_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QString &code, const QString &language, Kind kind,
                            const QStringList &expected) {
            QTest::newRow(name) << code << language << int(kind) << expected;
        };
        const QString rust = u"// 😀 why\nfn main() { let x = 12; print(\"ä\", true) }\n"_qs;
        row("comment", rust, u"rust"_qs, Kind::Comment, {u"// 😀 why"_qs});
        row("number", rust, u"RS"_qs, Kind::Number, {u"12"_qs});
        row("string", rust, u"rust"_qs, Kind::String, {u"\"ä\""_qs});
        row("keyword", rust, u"rust"_qs, Kind::Keyword, {u"fn"_qs, u"let"_qs});
        row("function", rust, u"rust"_qs, Kind::Function, {u"main"_qs, u"print"_qs});
        row("constant", rust, u"rust"_qs, Kind::Constant, {u"true"_qs});
        row("type", u"class A(B):\n  pass\n"_qs, u"Python"_qs, Kind::Type, {u"A"_qs, u"B"_qs});
        row("C++", u"int a; // b"_qs, u"C++"_qs, Kind::Comment, {u"// b"_qs});
        row("TypeScript", u"const a = 'b'"_qs, u"typescript"_qs, Kind::String, {u"'b'"_qs});
        row("PHP", u"$a = 'b';\n"_qs, u"php"_qs, Kind::String, {u"'b'"_qs});
        row("tag", u"<p class=\"a\">b</p>"_qs, u"html"_qs, Kind::Tag, {u"p"_qs, u"p"_qs});
        row("attribute", u"<p class=\"a\">b</p>"_qs, u"html"_qs, Kind::Attribute, {u"class"_qs});
        row("diff", u"--- a\n+++ b\n@@ -1 +1 @@\n-c\n+d\n"_qs, u"diff"_qs, Kind::Inserted, {u"+d"_qs});
    }
    void tellsPartsApart()
    {
        QFETCH(QString, code);
        QFETCH(QString, language);
        QFETCH(int, kind);
        QTEST(parts(code, language, Kind(kind)), "expected");
    }
    void leavesPlain_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("language");
        QTest::newRow("no language") << u"// a"_qs << QString();
        QTest::newRow("unknown language") << u"// a"_qs << u"klingon"_qs;
        QTest::newRow("hostile language") << u"// a"_qs << QString(100000, u'c');
        QTest::newRow("text") << u"// a"_qs << u"txt"_qs;
        QTest::newRow("nothing") << QString() << u"c"_qs;
        QTest::newRow("too much") << u"// a\n"_qs.repeated(5000) << u"c"_qs;
        QTest::newRow("long line") << QString(20000, u'(') << u"c"_qs;
    }
    void leavesPlain()
    {
        QFETCH(QString, code);
        QFETCH(QString, language);
        QVERIFY(CodeHighlight::spans(code, language).isEmpty());
    }
    void knowsManyLanguagesOneAfterTheOther()
    {
        for (const QString &language :
             {u"c"_qs, u"cpp"_qs, u"java"_qs, u"js"_qs, u"go"_qs, u"rust"_qs, u"cs"_qs, u"c"_qs})
            QCOMPARE(parts(u"/* a */\n"_qs, language, Kind::Comment), QStringList{u"/* a */"_qs});
    }
};

QTEST_GUILESS_MAIN(TestCodeHighlight)
#include "tst_codehighlight.moc"
