// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediaopener.h"

#include "base/onpool.h"
#include "session/errortext.h"
#include "session/mediacache.h"
#include "session/wholefile.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QMimeDatabase>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QUrlQuery>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 120;

QString downloads()
{
    return QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
}

}

MediaOpener::MediaOpener(MediaCache &media, QWidget &window)
    : m_media(media), m_window(window), m_fetches(std::make_unique<QObject>())
{
}

MediaOpener::~MediaOpener() = default;

QString MediaOpener::safeName(const MessageContent &media)
{
    static const QRegularExpression unfit(QStringLiteral("[\\x00-\\x1f\\x7f/\\\\:*?\"<>|\\p{Cf}]"));
    QString name = media.fileName.isEmpty() ? media.body : media.fileName;
    name.replace(unfit, QStringLiteral("_"));
    name = name.simplified();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    if (name.size() > LongestName) {
        const QString end = name.right(12);
        name = name.left(LongestName - end.size()) + end;
    }
    return name.isEmpty() ? tr("file") : name;
}

bool MediaOpener::isHarmless(const QMimeType &type)
{
    const QString name = type.name();
    if (name == QLatin1String("image/svg+xml") || name == QLatin1String("image/svg+xml-compressed"))
        return false;
    return name.startsWith(QLatin1String("image/")) || name.startsWith(QLatin1String("audio/")) ||
           name.startsWith(QLatin1String("video/")) || name == QLatin1String("text/plain") ||
           name == QLatin1String("application/pdf");
}

QUrl MediaOpener::mapOf(const QString &geoUri)
{
    static const QRegularExpression geo(
        QStringLiteral("^geo:(-?\\d{1,2}(?:\\.\\d+)?),(-?\\d{1,3}(?:\\.\\d+)?)(?:[,;].*)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = geo.match(geoUri);
    if (!match.hasMatch())
        return {};
    QUrl url(QStringLiteral("https://www.openstreetmap.org/"));
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("mlat"), match.captured(1));
    query.addQueryItem(QStringLiteral("mlon"), match.captured(2));
    url.setQuery(query);
    url.setFragment(QStringLiteral("map=16/%1/%2").arg(match.captured(1), match.captured(2)));
    return url;
}

void MediaOpener::cancel()
{
    m_fetches = std::make_unique<QObject>();
    if (std::exchange(m_fetching, 0) > 0)
        Q_EMIT finished();
}

void MediaOpener::open(const TimelineItem &item)
{
    if (item.kind == TimelineItem::Kind::Location) {
        const QUrl map = mapOf(item.media.geoUri);
        if (map.isEmpty() || !QDesktopServices::openUrl(map))
            Q_EMIT failed(tr("This place cannot be shown on a map."), item.media.geoUri.left(200));
        return;
    }
    fetch(item, [this, media = item.media](const QByteArray &bytes) { openBytes(media, bytes); });
}

void MediaOpener::save(const TimelineItem &item)
{
    auto *dialog = new QFileDialog(&m_window, tr("Save"), downloads());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(safeName(item.media));
    connect(dialog, &QFileDialog::fileSelected, this, [this, item](const QString &path) {
        fetch(item, [this, path](const QByteArray &bytes) { writeTo(path, bytes); });
    });
    dialog->open();
}

void MediaOpener::fetch(const TimelineItem &item, std::function<void(const QByteArray &)> use)
{
    ++m_fetching;
    Q_EMIT started(safeName(item.media));
    m_media.file(item.media.url, MaxSize)
        .then(m_fetches.get(), [this, use = std::move(use)](const Result<QByteArray> &result) {
            if (--m_fetching == 0)
                Q_EMIT finished();
            if (result)
                return use(*result);
            const ErrorText text = ErrorText::of(result.error(), ErrorText::During::Media);
            Q_EMIT failed(text.what, text.detail);
        });
}

void MediaOpener::openBytes(const MessageContent &media, const QByteArray &bytes)
{
    // What it is, not what the sender says that it is.
    const QMimeType type = QMimeDatabase().mimeTypeForData(bytes);
    if (!isHarmless(type)) {
        Q_EMIT failed(tr("“%1” could run as a program, so Linnet does not open it. You can save it.")
                          .arg(safeName(media)),
                      type.comment());
        return;
    }
    if (!m_opened)
        m_opened = std::make_unique<QTemporaryDir>();
    const QString folder = m_opened->filePath(QString::number(QRandomGenerator::global()->generate()));
    // The ending is what other programs go by.
    QString name = safeName(media);
    const QMimeType byName = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension);
    if (byName != type && !type.preferredSuffix().isEmpty())
        name += u'.' + type.preferredSuffix();
    const QString path = folder + u'/' + name;
    QDir().mkpath(folder); // if that cannot be, nor can the file
    write(path, bytes, [this, path, name, type] {
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
            Q_EMIT failed(tr("No program on this computer opens “%1”. You can save it.").arg(name),
                          type.comment());
    });
}

void MediaOpener::writeTo(const QString &path, const QByteArray &bytes)
{
    write(path, bytes, [this, path] { Q_EMIT saved(path); });
}

/// On another thread: it may be a gigabyte.
void MediaOpener::write(const QString &path, const QByteArray &bytes, const std::function<void()> &then)
{
    onPool(
        *QThreadPool::globalInstance(), m_fetches.get(),
        [path, bytes] {
            const Status written = writeWholeFile(path, bytes);
            return written ? QString() : written.error().text;
        },
        [this, then](const QString &trouble) {
            if (trouble.isEmpty())
                then();
            else
                Q_EMIT failed(tr("The file could not be written."), trouble);
        });
}

}
