// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exportformat.h"

#include "matrix/displayname.h"
#include "matrix/mediaaddress.h"
#include "matrix/messagetext.h"
#include "session/timelinerows.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::ExportFormat)
};

QDateTime timeOf(qint64 ts)
{
    return QDateTime::fromMSecsSinceEpoch(ts);
}

bool isNewDay(qint64 ts, qint64 previousTs)
{
    return previousTs == 0 || timeOf(ts).date() != timeOf(previousTs).date();
}

QString nameOf(const TimelineItem &row)
{
    const QString name = cleanName(row.senderName);
    return name.isEmpty() ? row.sender.toString() : name;
}

/// What lies somewhere else: its name, where it is, and what was written beside it.
QString fileWords(const TimelineItem &row)
{
    const bool isPlace = row.kind == TimelineItem::Kind::Location;
    const QString name = cleanName(isPlace ? row.text : row.media->fileName);
    const QString where = isPlace ? row.media->geoUri : MediaAddress::location(row.media->url);
    QString text = isPlace ? Words::tr("Place: %1") : Words::tr("File: %1");
    text = text.arg(name.isEmpty() ? Words::tr("(no name)") : name);
    if (!where.isEmpty())
        text += u" (" + where + u')';
    const QString caption = row.caption();
    return caption.isEmpty() ? text : QString(text + u'\n' + caption);
}

/// What a row says.
QString wordsOf(const TimelineItem &row)
{
    using Kind = TimelineItem::Kind;
    switch (row.kind) {
    case Kind::Encrypted:
        return Words::tr("Encrypted message that cannot be read here");
    case Kind::Emote:
        return u"* " + nameOf(row) + u' ' + row.text;
    case Kind::Image:
    case Kind::Audio:
    case Kind::Video:
    case Kind::File:
    case Kind::Location:
        return fileWords(row);
    case Kind::Redacted:
    case Kind::Text:
    case Kind::Poll:
    case Kind::Notice:
    case Kind::State:
        break;
    }
    return row.text;
}

bool isLineBreak(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'\n' && u <= u'\r') || (u >= 0x1c && u <= 0x1e) || u == 0x85 || u == 0x2028 || u == 0x2029;
}

/// Every line but the first is indented, so that nobody can write one that looks like another person's;
/// control characters go, with which a terminal could be led to another line.
QString indented(const QString &text)
{
    QString lines;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            continue;
        if (isLineBreak(c)) {
            lines += QStringLiteral("\n      ");
        } else if (c == u'\t' || c.category() != QChar::Other_Control) {
            lines += c;
        }
    }
    return lines;
}

QStringList closing(const ExportFormat::Counts &counts)
{
    QStringList lines{Words::tr("%n event(s).", nullptr, counts.events)};
    if (counts.unreadable > 0)
        lines.append(Words::tr("%n message(s) could not be decrypted.", nullptr, counts.unreadable));
    if (counts.gaps > 0)
        lines.append(
            Words::tr("At %n place(s) messages are missing that were not fetched.", nullptr, counts.gaps));
    return lines;
}

/// Rows as the timeline has them, under a heading for each day.
class RowFormat : public ExportFormat
{
public:
    explicit RowFormat(const UserId &self) : m_rows(self) {}

    QByteArray event(const StoredEvent &stored, const Place &place) final
    {
        auto row = readMessageEdit(stored.event) ? std::nullopt : m_rows.of(stored);
        if (!row)
            return {};
        const bool isEdited = !place.newContent.isEmpty();
        if (isEdited)
            m_rows.showContent(*row, place.newContent);
        const QString said = isEdited ? Words::tr("%1 (edited)").arg(wordsOf(*row)) : wordsOf(*row);
        const QDateTime time = timeOf(stored.event.ts);
        QString text;
        if (isNewDay(stored.event.ts, place.previousTs))
            text = heading(QLocale().toString(time.date(), QLocale::LongFormat));
        return QString(text + line(*row, time, said)).toUtf8();
    }

protected:
    static bool isState(const TimelineItem &row) { return row.kind == TimelineItem::Kind::State; }
    /// The others say in their words who it is.
    static bool hasName(const TimelineItem &row)
    {
        return !isState(row) && row.kind != TimelineItem::Kind::Emote;
    }

private:
    virtual QString heading(const QString &day) const = 0;
    virtual QString line(const TimelineItem &row, const QDateTime &time, const QString &said) const = 0;

    TimelineRows m_rows;
};

class TextFormat final : public RowFormat
{
public:
    using RowFormat::RowFormat;

    QByteArray begin(const Room &room, qint64 now) override
    {
        QString text = indented(room.name) + u'\n';
        if (!room.topic.isEmpty())
            text += indented(room.topic) + u'\n';
        text +=
            Words::tr("Exported on %1").arg(QLocale().toString(timeOf(now), QLocale::ShortFormat)) + u'\n';
        return text.toUtf8();
    }
    QByteArray gap(bool) override
    {
        return u"\n[%1]\n"_qs.arg(Words::tr("Messages are missing here.")).toUtf8();
    }
    QByteArray end(const Counts &counts) override
    {
        return QString(u'\n' + closing(counts).join(u'\n') + u'\n').toUtf8();
    }

private:
    QString heading(const QString &day) const override { return u'\n' + day + u'\n'; }
    QString line(const TimelineItem &row, const QDateTime &time, const QString &said) const override
    {
        QString text = time.toString(QStringLiteral("HH:mm")) + u' ';
        if (hasName(row))
            text += nameOf(row) + QStringLiteral(": ");
        return indented(text + said) + u'\n';
    }
};

class HtmlFormat final : public RowFormat
{
public:
    using RowFormat::RowFormat;

    QByteArray begin(const Room &room, qint64 now) override
    {
        const QString when = QLocale().toString(timeOf(now), QLocale::ShortFormat);
        QString text =
            QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                           "style-src 'unsafe-inline'\"><title>%1</title><style>\n"
                           ":root{color-scheme:light dark}body{font:15px/1.4 sans-serif;max-width:46em;"
                           "margin:2em auto;padding:0 1em}h1{margin:0}h2{font-size:1em;margin:2em 0 .5em;"
                           "border-bottom:1px solid #8884}p{margin:.25em 0;white-space:pre-wrap;"
                           "overflow-wrap:anywhere}time,.dim{opacity:.65;font-size:.85em}"
                           ".gap{border:1px dashed #888;padding:.5em;text-align:center}"
                           "</style></head>\n<body><h1 dir=\"auto\">%1</h1>\n")
                .arg(room.name.toHtmlEscaped());
        if (!room.topic.isEmpty())
            text += QStringLiteral("<p class=\"dim\" dir=\"auto\">%1</p>\n").arg(room.topic.toHtmlEscaped());
        text += QStringLiteral("<p class=\"dim\">%1</p>\n")
                    .arg(Words::tr("Exported on %1").arg(when).toHtmlEscaped());
        return text.toUtf8();
    }
    QByteArray gap(bool) override
    {
        return QStringLiteral("<p class=\"gap\">%1</p>\n")
            .arg(Words::tr("Messages are missing here.").toHtmlEscaped())
            .toUtf8();
    }
    QByteArray end(const Counts &counts) override
    {
        return QStringLiteral("<p class=\"dim\">%1</p>\n</body></html>\n")
            .arg(closing(counts).join(u'\n').toHtmlEscaped())
            .toUtf8();
    }

private:
    QString heading(const QString &day) const override
    {
        return QStringLiteral("<h2>%1</h2>\n").arg(day.toHtmlEscaped());
    }
    QString line(const TimelineItem &row, const QDateTime &time, const QString &said) const override
    {
        // One after the other and not by arg(): what somebody wrote may contain "%1".
        QString text = QStringLiteral("<p dir=\"auto\"") +
                       (isState(row) ? QStringLiteral(" class=\"dim\"") : QString()) +
                       QStringLiteral("><time datetime=\"") + time.toUTC().toString(Qt::ISODate) +
                       QStringLiteral("\">") + time.toString(QStringLiteral("HH:mm")) +
                       QStringLiteral("</time> ");
        if (hasName(row))
            text += QStringLiteral("<b><bdi>") + nameOf(row).toHtmlEscaped() + QStringLiteral("</bdi></b> ");
        return text + said.toHtmlEscaped() + QStringLiteral("</p>\n");
    }
};

/// Every event as the server gave it; between two of which some are missing stands an object of the type
/// `chat.linnet.gap`.
class JsonFormat final : public ExportFormat
{
public:
    QByteArray begin(const Room &room, qint64 now) override
    {
        QJsonObject head{{QStringLiteral("room_id"), room.id.toString()},
                         {QStringLiteral("name"), room.name},
                         {QStringLiteral("topic"), room.topic},
                         {QStringLiteral("exported_at"), now}};
        QByteArray text = QJsonDocument(head).toJson(QJsonDocument::Compact);
        text.chop(1);
        return text + ",\"events\":[\n";
    }
    QByteArray event(const StoredEvent &stored, const Place &place) override
    {
        return element(stored.event.raw, place.isFirst);
    }
    QByteArray gap(bool isFirst) override { return element("{\"type\":\"chat.linnet.gap\"}", isFirst); }
    QByteArray end(const Counts &counts) override
    {
        const QJsonObject tail{{QStringLiteral("count"), counts.events},
                               {QStringLiteral("undecrypted"), counts.unreadable},
                               {QStringLiteral("gaps"), counts.gaps}};
        return "\n]," + QJsonDocument(tail).toJson(QJsonDocument::Compact).mid(1) + "\n";
    }

private:
    static QByteArray element(const QByteArray &object, bool isFirst)
    {
        return (isFirst ? QByteArray() : QByteArrayLiteral(",\n")) + object;
    }
};

}

std::unique_ptr<ExportFormat> ExportFormat::make(Kind kind, const UserId &self)
{
    switch (kind) {
    case Kind::Html:
        return std::make_unique<HtmlFormat>(self);
    case Kind::Json:
        return std::make_unique<JsonFormat>();
    case Kind::Text:
        break;
    }
    return std::make_unique<TextFormat>(self);
}

QString ExportFormat::suffix(Kind kind)
{
    switch (kind) {
    case Kind::Html:
        return QStringLiteral("html");
    case Kind::Json:
        return QStringLiteral("json");
    case Kind::Text:
        break;
    }
    return QStringLiteral("txt");
}

}
