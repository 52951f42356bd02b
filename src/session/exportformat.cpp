// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exportformat.h"

#include "session/timelinerows.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace linnet {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("linnet::ExportFormat", text);
}

QString counted(const char *text, int count)
{
    return QCoreApplication::translate("linnet::ExportFormat", text, nullptr, count);
}

QDateTime timeOf(qint64 ts)
{
    return QDateTime::fromMSecsSinceEpoch(ts);
}

bool isNewDay(qint64 ts, qint64 previousTs)
{
    return previousTs == 0 || timeOf(ts).date() != timeOf(previousTs).date();
}

/// What a row says; empty for what is no row.
QString wordsOf(const TimelineItem &row)
{
    using Kind = TimelineItem::Kind;
    switch (row.kind) {
    case Kind::Redacted:
        return words("Message deleted");
    case Kind::Encrypted:
        return words("Encrypted message that cannot be read here");
    case Kind::Emote:
        return u"* " + row.senderName + u' ' + row.text;
    case Kind::Image:
    case Kind::Audio:
    case Kind::Video:
    case Kind::File:
        return words("File: %1").arg(row.media.fileName) +
               (row.media.url.isEmpty() ? QString() : QString(u" (" + row.media.url + u')'));
    case Kind::Text:
    case Kind::Notice:
    case Kind::Location:
    case Kind::State:
        break;
    }
    return row.text;
}

QStringList closing(const ExportFormat::Counts &counts)
{
    QStringList lines{counted("%n event(s).", counts.events)};
    if (counts.unreadable > 0)
        lines.append(counted("%n message(s) could not be decrypted.", counts.unreadable));
    if (counts.gaps > 0)
        lines.append(counted("At %n place(s) messages are missing that were not fetched.", counts.gaps));
    return lines;
}

/// Rows as the timeline has them, under a heading for each day.
class RowFormat : public ExportFormat
{
public:
    explicit RowFormat(const UserId &self) : m_rows(self) {}

    QByteArray event(const StoredEvent &stored, bool, qint64 previousTs) final
    {
        const auto row = m_rows.of(stored);
        if (!row)
            return {};
        const QDateTime time = timeOf(stored.event.ts);
        QString text;
        if (isNewDay(stored.event.ts, previousTs))
            text = heading(QLocale().toString(time.date(), QLocale::LongFormat));
        return QString(text + line(*row, time)).toUtf8();
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
    virtual QString line(const TimelineItem &row, const QDateTime &time) const = 0;

    TimelineRows m_rows;
};

class TextFormat final : public RowFormat
{
public:
    using RowFormat::RowFormat;

    QByteArray begin(const Room &room, qint64 now) override
    {
        QString text = room.name + u'\n';
        if (!room.topic.isEmpty())
            text += room.topic + u'\n';
        text += words("Exported on %1").arg(QLocale().toString(timeOf(now), QLocale::ShortFormat)) + u'\n';
        return text.toUtf8();
    }
    QByteArray gap() override { return u"\n[%1]\n"_qs.arg(words("Messages are missing here.")).toUtf8(); }
    QByteArray end(const Counts &counts) override
    {
        return QString(u'\n' + closing(counts).join(u'\n') + u'\n').toUtf8();
    }

private:
    QString heading(const QString &day) const override { return u'\n' + day + u'\n'; }
    QString line(const TimelineItem &row, const QDateTime &time) const override
    {
        QString text = time.toString(QStringLiteral("HH:mm")) + u' ';
        if (hasName(row))
            text += QString(row.senderName).simplified() + QStringLiteral(": ");
        // Lines of their own, so that nobody can write one that looks like another person's.
        return text + wordsOf(row).replace(u'\n', QStringLiteral("\n      ")) + u'\n';
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
                    .arg(words("Exported on %1").arg(when).toHtmlEscaped());
        return text.toUtf8();
    }
    QByteArray gap() override
    {
        return QStringLiteral("<p class=\"gap\">%1</p>\n")
            .arg(words("Messages are missing here.").toHtmlEscaped())
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
    QString line(const TimelineItem &row, const QDateTime &time) const override
    {
        // One after the other and not by arg(): what somebody wrote may contain "%1".
        QString text = QStringLiteral("<p dir=\"auto\"") +
                       (isState(row) ? QStringLiteral(" class=\"dim\"") : QString()) +
                       QStringLiteral("><time datetime=\"") + time.toUTC().toString(Qt::ISODate) +
                       QStringLiteral("\">") + time.toString(QStringLiteral("HH:mm")) +
                       QStringLiteral("</time> ");
        if (hasName(row))
            text +=
                QStringLiteral("<b><bdi>") + row.senderName.toHtmlEscaped() + QStringLiteral("</bdi></b> ");
        return text + wordsOf(row).toHtmlEscaped() + QStringLiteral("</p>\n");
    }
};

/// Every event as the server gave it, and where some are missing.
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
    QByteArray event(const StoredEvent &stored, bool isFirst, qint64) override
    {
        return (isFirst ? QByteArray() : QByteArrayLiteral(",\n")) + stored.event.raw;
    }
    QByteArray gap() override { return {}; }
    QByteArray end(const Counts &counts) override
    {
        const QJsonObject tail{{QStringLiteral("count"), counts.events},
                               {QStringLiteral("undecrypted"), counts.unreadable},
                               {QStringLiteral("gaps"), counts.gaps}};
        return "\n]," + QJsonDocument(tail).toJson(QJsonDocument::Compact).mid(1) + "\n";
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
