// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/typedtext.h"

#include "bridge/markdown.h"
#include "widgets/coloredtext.h"
#include "widgets/pilltext.h"

#include <QRegularExpression>

namespace linnet {

namespace {

QString trimmedLines(QString text)
{
    // Blanks in front may be meant (code, quotations); blank lines around are not.
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    qsizetype start = 0;
    while (start < text.size() && text.at(start) == u'\n')
        ++start;
    return text.mid(start);
}

QString spaced(const QString &text, const QString &sign)
{
    return text.isEmpty() ? sign : text + u' ' + sign;
}

Draft formatted(const QString &html, const QString &text)
{
    Draft draft;
    draft.text = text;
    draft.html = html;
    draft.form = Draft::Form::Html;
    return draft;
}

Draft plain(const QString &text)
{
    Draft draft;
    draft.text = text;
    draft.form = Draft::Form::Plain;
    return draft;
}

Draft asText(const QString &text)
{
    Draft draft;
    draft.text = text;
    return draft;
}

/// None for a command that sends nothing.
std::optional<Draft> messageOf(Command::Id id, const QString &rest)
{
    Draft draft;
    draft.text = rest;
    switch (id) {
    case Command::Id::Me:
        draft.msgtype = QStringLiteral("m.emote");
        return draft;
    case Command::Id::Shrug:
        return plain(spaced(PillText::plain(rest), QStringLiteral("¯\\_(ツ)_/¯")));
    case Command::Id::TableFlip:
        return plain(spaced(PillText::plain(rest), QStringLiteral("(╯°□°)╯︵ ┻━┻")));
    case Command::Id::Lenny:
        return plain(spaced(PillText::plain(rest), QStringLiteral("( ͡° ͜ʖ ͡°)")));
    case Command::Id::Plain:
        return plain(PillText::plain(rest));
    case Command::Id::Html:
        return formatted(rest, ColoredText::withoutTags(rest));
    case Command::Id::Rainbow:
        draft.text = PillText::plain(rest);
        return formatted(ColoredText::rainbow(draft.text), draft.text);
    case Command::Id::Spoiler:
        draft.text = PillText::plain(rest);
        return formatted(QStringLiteral("<span data-mx-spoiler>%1</span>")
                             .arg(draft.text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))),
                         draft.text);
    default:
        return std::nullopt;
    }
}

}

TypedText TypedText::read(const QString &typed)
{
    const QString text = trimmedLines(typed);
    TypedText result;
    if (text.isEmpty())
        return result;
    result.kind = Kind::Message;
    result.draft = asText(text);
    if (!text.startsWith(u'/'))
        return result;
    if (text.startsWith(u"//")) {
        result.draft = asText(text.mid(1));
        return result;
    }
    qsizetype end = 1;
    while (end < text.size() && !text.at(end).isSpace())
        ++end;
    if (end == 1)
        return result;
    result.command = text.left(qMin(end, qsizetype(40)));
    const linnet::Command *command = linnet::Command::find(text.mid(1, end - 1));
    if (!command) {
        result.kind = Kind::Unknown;
        return result;
    }
    const QString rest = text.mid(end).trimmed();
    // Who leaves "#that:room" does not mean this one.
    if (rest.isEmpty() ? command->needsArgument : command->arguments.isEmpty()) {
        result.kind = Kind::Incomplete;
        return result;
    }
    if (const auto message = messageOf(command->id, rest)) {
        result.draft = *message;
        return result;
    }
    result.kind = Kind::Command;
    result.id = command->id;
    result.argument = rest;
    return result;
}

QString TypedText::write(const QString &text, bool isEmote)
{
    if (isEmote)
        return QStringLiteral("/me ") + text;
    return text.startsWith(u'/') ? QString(u'/' + text) : text;
}

bool TypedText::callsRoom(const Draft &draft)
{
    static const QRegularExpression room(QStringLiteral(R"((?<![\w@])@room(?![\w:]))"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression code(QStringLiteral("<code[ >].*?</code>"),
                                         QRegularExpression::DotMatchesEverythingOption);
    if (!draft.text.contains(room))
        return false;
    QString html = draft.form == Draft::Form::Markdown ? Markdown::toHtml(draft.text) : QString();
    return html.isEmpty() || html.replace(code, QStringLiteral(" ")).contains(room);
}

std::pair<UserId, QString> TypedText::takeUser(const QString &argument)
{
    const QList<PillText::Run> runs = PillText::read(argument);
    if (!runs.isEmpty() && !runs.first().user.isEmpty()) {
        QString rest;
        for (const PillText::Run &run : runs.mid(1))
            rest += PillText::write(run);
        return {runs.first().user, rest.trimmed()};
    }
    qsizetype end = 0;
    while (end < argument.size() && !argument.at(end).isSpace())
        ++end;
    return {UserId(argument.left(end)), argument.mid(end).trimmed()};
}

}
