// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pilltext.h"

#include <QRegularExpression>
#include <QUrl>

namespace linnet {

namespace {

constexpr int MostPills = 500; ///< more than anybody means

const QRegularExpression &pill()
{
    static const QRegularExpression expression(QStringLiteral(
        R"re(\[((?:[^\[\]\\\n]|\\.){1,300})\]\(https://matrix\.to/#/(@[^\s()/?]{1,500})\)|)re"
        R"re(!\[(:[^\[\]\n:]{1,100}:)\]\((mxc://[^\s()"<>&]{1,500})(?: "([^"\\\n]{1,100})")?\))re"));
    return expression;
}

bool isEscapable(QChar c)
{
    return QStringView(u"\\[]*_`~<>&!|").contains(c);
}

QString unescaped(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'\\' && i + 1 < text.size() && isEscapable(text.at(i + 1)))
            ++i;
        result += text.at(i);
    }
    return result;
}

}

QList<PillText::Run> PillText::read(const QString &source)
{
    QList<Run> runs;
    qsizetype end = 0;
    auto matches = pill().globalMatch(source);
    for (int count = 0; count < MostPills && matches.hasNext(); ++count) {
        const QRegularExpressionMatch match = matches.next();
        const QString user = QUrl::fromPercentEncoding(match.captured(2).toUtf8());
        const QString image = match.captured(4);
        if (image.isEmpty() && !user.contains(u':'))
            continue;
        if (match.capturedStart() > end)
            runs << Run{source.mid(end, match.capturedStart() - end), {}};
        if (image.isEmpty())
            runs << Run{unescaped(match.captured(1)), UserId(user)};
        else
            runs << Run{match.captured(3), {}, image, match.captured(5)};
        end = match.capturedEnd();
    }
    if (end < source.size())
        runs << Run{source.mid(end), {}};
    return runs;
}

QString PillText::write(const QString &name, const UserId &user)
{
    QString text;
    for (const QChar c : name.left(100).simplified()) {
        if (isEscapable(c))
            text += u'\\';
        text += c;
    }
    const QByteArray id = QUrl::toPercentEncoding(user.toString(), "@:");
    return QStringLiteral("[%1](https://matrix.to/#/%2)").arg(text, QString::fromLatin1(id));
}

QString PillText::write(const Run &run)
{
    if (!run.image.isEmpty()) {
        const QString body = run.body.isEmpty() ? QString() : QString(u" \"" + run.body + u'"');
        return QStringLiteral("![%1](%2%3)").arg(run.text, run.image, body);
    }
    return run.user.isEmpty() ? run.text : write(run.text, run.user);
}

PillText::Run PillText::emoticon(const QString &shortcode, const QString &mxc, const QString &body)
{
    static const QRegularExpression others(QStringLiteral("[\\[\\]:]"));
    static const QRegularExpression marks(QStringLiteral("[\"\\\\]"));
    const QString name = shortcode.left(100).remove(others).simplified();
    const QString shown = body.left(100).remove(marks).simplified();
    return {u':' + name + u':', {}, mxc, shown == name ? QString() : shown};
}

QString PillText::plain(const QString &source)
{
    QString text;
    for (const Run &run : read(source))
        text += run.text;
    return text;
}

QList<UserId> PillText::users(const QString &source)
{
    QList<UserId> users;
    for (const Run &run : read(source)) {
        if (!run.user.isEmpty() && !users.contains(run.user))
            users << run.user;
    }
    return users;
}

}
