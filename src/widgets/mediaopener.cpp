// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mediaopener.h"

#include "base/onpool.h"
#include "session/errortext.h"
#include "session/mediacache.h"
#include "session/wholefile.h"
#include "widgets/noticebar.h"
#include "widgets/rowwords.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 120;

/// What is shown, and has no programs in it: names or aliases of shared-mime-info. Never by what they
/// inherit, since a program may be an archive, and a document with macros a document.
constexpr std::array documents{
    "text/plain",
    "text/csv",
    "text/tab-separated-values",
    "text/markdown",
    "text/x-log",
    "text/x-rst",
    "text/org",
    "text/x-patch",
    "text/x-tex",
    "text/x-bibtex",
    "text/x-csrc",
    "text/x-chdr",
    "text/x-c++src",
    "text/x-c++hdr",
    "text/x-java",
    "text/rust",
    "text/x-go",
    "text/calendar",
    "text/vcard",
    "text/vtt",
    "application/x-subrip",
    "application/json",
    "application/geo+json",
    "application/x-yaml",
    "application/toml",
    "application/rtf",
    "application/pdf",
    "application/epub+zip",
    "application/vnd.comicbook+zip",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet-template",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.presentation-template",
    "application/vnd.oasis.opendocument.graphics",
    "application/vnd.oasis.opendocument.graphics-template",
    "application/vnd.oasis.opendocument.chart",
    "application/vnd.oasis.opendocument.formula",
    "application/vnd.oasis.opendocument.image",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
    "application/vnd.openxmlformats-officedocument.presentationml.template",
    "application/zip",
    "application/x-7z-compressed",
    "application/vnd.rar",
    "application/x-rar",
    "application/x-tar",
    "application/gzip",
    "application/x-compressed-tar",
    "application/x-bzip",
    "application/x-bzip2",
    "application/x-bzip-compressed-tar",
    "application/x-bzip2-compressed-tar",
    "application/x-xz",
    "application/x-xz-compressed-tar",
    "application/zstd",
    "application/x-zstd-compressed-tar",
};

QString downloads()
{
    return QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
}

}

MediaOpener::MediaOpener(MediaCache &media, PlainFolder plain, NoticeBar &notice, QWidget &window)
    : m_media(media), m_plain(std::move(plain)), m_notice(notice), m_window(window),
      m_fetches(std::make_unique<QObject>())
{
    connect(&media, &MediaCache::progressed, this, &MediaOpener::onProgress);
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

QMimeType MediaOpener::typeOf(const QString &name, const QByteArray &bytes)
{
    const QMimeDatabase known;
    const QMimeType byBytes = known.mimeTypeForData(bytes);
    const QMimeType byName = known.mimeTypeForFile(name, QMimeDatabase::MatchExtension);
    // All kinds are octets, so these say nothing.
    if (byBytes.isDefault() || !byName.inherits(byBytes.name()))
        return byBytes;
    // Text can always be read as such.
    return byBytes.name() == QLatin1String("text/plain") && !isHarmless(byName) ? byBytes : byName;
}

bool MediaOpener::isHarmless(const QMimeType &type)
{
    const auto has = [&type](const char *name) {
        const QLatin1String wanted(name);
        return type.name() == wanted || type.aliases().contains(wanted);
    };
    if (std::any_of(documents.begin(), documents.end(), has))
        return true;
    const QString family = type.name().section(u'/', 0, 0);
    const bool isMedia = family == u"image" || family == u"audio" || family == u"video";
    // Those that are written in words have scripts in them, or lists of addresses.
    return isMedia && !type.inherits(QStringLiteral("text/plain")) &&
           !type.inherits(QStringLiteral("application/gzip")) &&
           !type.inherits(QStringLiteral("application/x-bzip"));
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
        m_notice.endWait();
}

void MediaOpener::open(const TimelineItem &item)
{
    if (item.kind == TimelineItem::Kind::Location) {
        const QUrl map = mapOf(item.media->geoUri);
        if (map.isEmpty() || !QDesktopServices::openUrl(map))
            m_notice.complain(tr("This place cannot be shown on a map."), item.media->geoUri.left(200));
        return;
    }
    fetch(item, [this, item](const QByteArray &bytes) { openBytes(item, bytes); });
}

void MediaOpener::save(const TimelineItem &item)
{
    auto *dialog = new QFileDialog(&m_window, tr("Save"), downloads());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(safeName(*item.media));
    connect(dialog, &QFileDialog::fileSelected, this, [this, item](const QString &path) {
        fetch(item, [this, path](const QByteArray &bytes) { writeTo(path, bytes); });
    });
    dialog->open();
}

void MediaOpener::fetch(const TimelineItem &item, std::function<void(const QByteArray &)> use)
{
    ++m_fetching;
    m_last = *item.media;
    m_said = tr("Fetching %1…").arg(safeName(*item.media));
    m_notice.wait(m_said, tr("Cancel"), [this] { cancel(); });
    m_media.file(item.media->url, MaxSize)
        .then(m_fetches.get(), [this, use = std::move(use)](const Result<QByteArray> &result) {
            if (--m_fetching == 0)
                m_notice.endWait();
            if (result)
                return use(*result);
            const ErrorText text = ErrorText::of(result.error(), ErrorText::During::Media);
            m_notice.complain(text.what, text.detail);
        });
}

void MediaOpener::onProgress(const QString &url, qint64 received, qint64 total)
{
    if (m_fetching == 0 || url != m_last.url)
        return;
    const QString now = tr("Fetching %1… %2", "name, how much of it")
                            .arg(safeName(m_last), RowWords::fetched(received, total));
    m_notice.goOn(std::exchange(m_said, now), now);
}

void MediaOpener::openBytes(const TimelineItem &item, const QByteArray &bytes)
{
    QString name = safeName(*item.media);
    // What it is, not what the sender says that it is.
    const QMimeType type = typeOf(name, bytes);
    if (type.isDefault())
        return offerToSave(item,
                           tr("It is not known what kind of file “%1” is, so it is not opened.").arg(name));
    if (!isHarmless(type))
        return offerToSave(item, tr("“%1” is not opened, as files of its kind can contain programs: %2.")
                                     .arg(name, type.comment()));
    if (!m_opened)
        m_opened = m_plain.make();
    const QString folder = m_opened->filePath(QString::number(QRandomGenerator::global()->generate()));
    // The ending is what other programs go by.
    const QMimeType byName = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension);
    if (byName != type && !type.preferredSuffix().isEmpty())
        name += u'.' + type.preferredSuffix();
    const QString path = folder + u'/' + name;
    QDir().mkpath(folder); // if that cannot be, nor can the file
    write(path, bytes, [this, item, path, name] {
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
            offerToSave(item, tr("No program on this computer opens “%1”.").arg(name));
    });
}

void MediaOpener::offerToSave(const TimelineItem &item, const QString &what)
{
    m_notice.offerUntilClosed(what, tr("Save as…"), [this, item] { save(item); });
}

void MediaOpener::writeTo(const QString &path, const QByteArray &bytes)
{
    write(path, bytes,
          [this, path] { m_notice.offerFolder(path, tr("Saved as %1.").arg(QFileInfo(path).fileName())); });
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
                m_notice.complain(tr("The file could not be written."), trouble);
        });
}

}
