// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowwords.h"

#include "bridge/coveredtext.h"
#include "matrix/displayname.h"
#include "matrix/requests.h"
#include "session/encryptiontext.h"
#include "session/outboxfile.h"
#include "session/sizetext.h"
#include "widgets/relationwords.h"
#include "widgets/rowstyle.h"
#include "widgets/rowtime.h"

#include <QDateTime>
#include <QLocale>

namespace linnet {

namespace {

QDateTime local(qint64 ts)
{
    return QDateTime::fromMSecsSinceEpoch(ts);
}

}

QString RowWords::date(qint64 ts)
{
    const QDate day = local(ts).date();
    const QLocale locale;
    // The long format without its year, whatever order and separators the language has.
    if (day.year() != QDate::currentDate().year())
        return locale.toString(day, QLocale::LongFormat);
    QString format = locale.dateFormat(QLocale::LongFormat);
    static const QStringList years{QStringLiteral(", yyyy"), QStringLiteral(" 'de' yyyy"),
                                   QStringLiteral(" yyyy"),  QStringLiteral("yyyy年"),
                                   QStringLiteral("yyyy, "), QStringLiteral("yyyy ")};
    for (const QString &year : years) {
        if (const auto at = format.indexOf(year); at >= 0) {
            format.remove(at, year.size());
            break;
        }
    }
    return locale.toString(day, format);
}

QString RowWords::time(qint64 ts)
{
    return timeOfDay(local(ts).time(), QLocale());
}

QString RowWords::shortTime(qint64 ts)
{
    // Without "AP" Qt takes the hours for those of 24.
    QString form = QLocale().timeFormat(QLocale::ShortFormat);
    form.remove(QStringLiteral(":ss")).remove(QStringLiteral("AP"), Qt::CaseInsensitive);
    return QLocale().toString(local(ts).time(), form.trimmed());
}

QString RowWords::dateAndTime(qint64 ts)
{
    return QLocale().toString(local(ts), QLocale::LongFormat);
}

QString RowWords::size(qint64 bytes)
{
    return bytes < 0 ? QString() : sizeText(bytes);
}

QString RowWords::fetched(qint64 bytes, qint64 ofBytes)
{
    return ofBytes > 0 ? tr("%1 of %2", "what is here of a file").arg(size(bytes), size(ofBytes))
                       : size(bytes);
}

QString RowWords::loading(int part)
{
    return part > 0 ? tr("Loading… %1", "how many percent").arg(percent(part)) : tr("Loading…");
}

QString RowWords::percent(int part)
{
    return tr("%1%", "a part of a whole").arg(part);
}

QString RowWords::played(qint64 ms, qint64 ofMs)
{
    return ofMs > 0 ? tr("%1 / %2", "played time of the whole").arg(duration(ms), duration(ofMs))
                    : duration(ms);
}

QString RowWords::duration(qint64 ms)
{
    if (ms < 0)
        return {};
    const qint64 seconds = (ms + 500) / 1000;
    const QString minutes =
        seconds >= 3600
            ? QStringLiteral("%1:%2").arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
            : QString::number(seconds / 60);
    return QStringLiteral("%1:%2").arg(minutes).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString RowWords::senderName(const TimelineItem &item)
{
    const QString name = item.senderName.simplified();
    return name.isEmpty() ? item.sender.toString() : name;
}

QString RowWords::text(const TimelineItem &item)
{
    using Kind = TimelineItem::Kind;
    switch (item.kind) {
    case Kind::Redacted:
        return item.text.isEmpty() ? tr("Message deleted") : item.text;
    case Kind::Encrypted:
        return item.text.isEmpty() ? tr("This message is encrypted") : item.text;
    case Kind::Emote:
        return u"* " + isolated(senderName(item)) + u' ' + item.text;
    case Kind::Image:
    case Kind::Audio:
    case Kind::Video:
    case Kind::File:
    case Kind::Location: {
        const QString beside = item.caption();
        return beside.isEmpty() ? mediaName(item) : QString(mediaName(item) + u'\n' + beside);
    }
    case Kind::Poll: {
        const QString poll = RelationWords::poll(item);
        return poll.isEmpty() ? item.text : poll;
    }
    default:
        return item.text;
    }
}

QString RowWords::shortText(const TimelineItem &item)
{
    static constexpr qsizetype Longest = 500;
    QString words = text(item);
    const QString said = RowStyle::isMedia(item.kind) ? item.caption() : item.text;
    if (!item.html.isEmpty() && words.endsWith(said)) // behind who does it, or the name of a file
        words = words.chopped(said.size()) + coveredText(said, item.html);
    return words.left(Longest).simplified();
}

QString RowWords::mediaName(const TimelineItem &item)
{
    if (item.kind == TimelineItem::Kind::Location)
        return item.text.isEmpty() ? tr("Location") : item.text.simplified();
    const QString name = item.media->fileName.isEmpty() ? item.text : item.media->fileName;
    const QString shown = cleanName(name);
    return shown.isEmpty() ? tr("File without a name") : shown;
}

bool RowWords::isAddress(const TimelineItem &item, const QString &url)
{
    return Requests::download(url).isOk() || url.startsWith(u"http:") || url.startsWith(u"https:") ||
           (item.state != TimelineItem::State::Sent && outboxfile::placeOf(url));
}

bool RowWords::hasFile(const TimelineItem &item)
{
    return item.kind == TimelineItem::Kind::Location || isAddress(item, item.media->url);
}

QString RowWords::mediaKind(const TimelineItem &item)
{
    using Kind = TimelineItem::Kind;
    switch (item.kind) {
    case Kind::Image:
        return item.type == u"m.sticker" ? tr("Sticker") : tr("Picture");
    case Kind::Audio:
        return item.media->isVoice ? tr("Voice message") : tr("Sound");
    case Kind::Video:
        return tr("Video");
    case Kind::Location:
        return tr("Location");
    default:
        return tr("File");
    }
}

QString RowWords::mediaInfo(const TimelineItem &item)
{
    QStringList parts{mediaKind(item)};
    if (item.uploaded >= 0)
        parts = QStringList{state(item)};
    if (item.kind == TimelineItem::Kind::Location)
        return parts.first();
    if (!hasFile(item))
        parts.append(tr("the message does not say where it is"));
    parts.append(duration(item.media->durationMs));
    parts.append(size(item.media->size));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString RowWords::readers(const TimelineItem &item)
{
    static constexpr qsizetype MostNames = 10;
    if (item.readers.isEmpty())
        return {};
    QStringList names;
    for (const RoomReader &reader : item.readers.first(qMin(item.readers.size(), MostNames)))
        names.append(isolated(reader.name));
    const auto others = item.readers.size() - names.size();
    if (others > 0)
        return tr("Read by %1 and %n other(s)", nullptr, int(others)).arg(names.join(tr(", ")));
    return tr("Read by %1").arg(QLocale().createSeparatedList(names));
}

QString RowWords::shield(const TimelineItem &item)
{
    if (item.kind == TimelineItem::Kind::Redacted || item.kind == TimelineItem::Kind::State)
        return {};
    return item.isInClear ? EncryptionText::inClear() : EncryptionText::shield(item.encryption);
}

QString RowWords::state(const TimelineItem &item)
{
    switch (item.state) {
    case TimelineItem::State::Sending:
        return item.uploaded < 0 ? tr("Sending") : tr("Sending, %1").arg(percent(item.uploaded));
    case TimelineItem::State::Failed:
        return item.reason.isEmpty() ? tr("Not sent") : tr("Not sent: %1").arg(item.reason);
    case TimelineItem::State::Sent:
        break;
    }
    return {};
}

}
