// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attachments.h"

#include "base/onpool.h"
#include "widgets/rowwords.h"

#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace linnet {

namespace {

QString newKept()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

}

Attachments::Attachments(MediaPlayer::Maker make, QObject *parent)
    : QObject(parent), m_probe(m_pool, std::move(make))
{
    m_pool.setMaxThreadCount(2);
}

Attachments::~Attachments()
{
    m_pool.clear(); // what has not begun is not waited for
}

void Attachments::setLimit(qint64 bytes)
{
    if (m_limit == bytes)
        return;
    m_limit = bytes;
    Q_EMIT changed();
}

bool Attachments::add(const QStringList &paths)
{
    for (const QString &path : paths) {
        if (m_items.size() >= Most)
            return false;
        Item item;
        item.prepared.file.name = QFileInfo(path).fileName();
        item.prepared.file.path = path;
        append(item, [path] { return FilePreparer::file(path); });
    }
    return true;
}

bool Attachments::addPicture(const QImage &picture)
{
    return appendPicture(picture);
}

bool Attachments::addPicture(const QByteArray &png)
{
    return appendPicture(png);
}

template <typename Picture>
bool Attachments::appendPicture(const Picture &picture)
{
    if (m_items.size() >= Most)
        return false;
    Item item;
    item.kept = newKept();
    item.prepared.file.name = tr("Picture");
    append(item,
           [picture, now = QDateTime::currentDateTime()] { return FilePreparer::picture(picture, now); });
    return true;
}

void Attachments::appendVoice(const OutgoingFile &file, const QString &kept)
{
    Item item;
    item.kept = kept.isEmpty() ? newKept() : kept;
    item.id = ++m_lastId;
    item.prepared.file = file;
    item.prepared.bytes = file.bytes.size();
    item.isReady = true;
    m_items.append(item);
    if (m_items.size() == 1)
        Q_EMIT begun();
    Q_EMIT changed();
}

void Attachments::append(Item item, std::function<PreparedFile()> prepare)
{
    item.id = ++m_lastId;
    item.prepare = std::move(prepare);
    m_items.append(item);
    begin(item);
    if (m_items.size() == 1)
        Q_EMIT begun();
    Q_EMIT changed();
}

void Attachments::begin(const Item &item)
{
    onPool(m_pool, this, item.prepare, [this, id = item.id](const PreparedFile &prepared) {
        m_probe.complete(prepared).then(
            this, [this, id](const Result<PreparedFile> &completed) { onPrepared(id, *completed); });
    });
}

void Attachments::onPrepared(int id, const PreparedFile &prepared)
{
    Item *known = find(id);
    if (!known || known->isReady)
        return;
    known->prepared = prepared;
    known->isReady = true;
    known->prepare = {};
    Q_EMIT changed();
}

void Attachments::putBack(const QList<Item> &items)
{
    m_items = items + m_items;
    for (const Item &item : items) {
        if (!item.isReady) // what came of it while it was away is lost
            begin(item);
    }
    Q_EMIT changed();
}

void Attachments::restore(const QList<NotedFile> &files)
{
    for (const NotedFile &noted : files) {
        if (noted.isVoice) {
            OutgoingFile voice;
            voice.bytes = noted.bytes;
            voice.name = noted.name;
            voice.mimeType = noted.mimeType;
            voice.msgtype = QStringLiteral("m.audio");
            voice.durationMs = noted.durationMs;
            voice.isVoice = true;
            voice.waveform = noted.waveform;
            appendVoice(voice, noted.id);
            continue;
        }
        Item item;
        item.kept = noted.id;
        item.isAsFile = noted.isAsFile;
        item.prepared.file.path = noted.path;
        item.prepared.file.bytes = noted.bytes;
        item.prepared.file.mimeType = noted.mimeType;
        item.prepared.file.name = noted.name.isEmpty() ? QFileInfo(noted.path).fileName() : noted.name;
        item.prepared.file.keepsMetadata = noted.keepsPlace;
        append(item, [noted] {
            PreparedFile prepared = noted.path.isEmpty()
                                        ? FilePreparer::picture(noted.bytes, QDateTime::currentDateTime())
                                        : FilePreparer::file(noted.path);
            if (!noted.name.isEmpty())
                prepared.file.name = noted.name;
            prepared.file.keepsMetadata = noted.keepsPlace;
            return prepared;
        });
    }
}

QList<NotedFile> Attachments::noted() const
{
    QList<NotedFile> files;
    for (const Item &item : m_items) {
        const OutgoingFile &file = item.prepared.file;
        NotedFile noted{file.path};
        noted.isAsFile = item.isAsFile;
        noted.keepsPlace = file.keepsMetadata;
        if (file.path.isEmpty()) {
            noted.id = item.kept;
            noted.bytes = file.bytes;
            noted.name = file.name;
            noted.mimeType = file.mimeType;
            noted.isVoice = file.isVoice;
            noted.durationMs = file.durationMs;
            noted.waveform = file.waveform;
        }
        if (!noted.path.isEmpty() || !noted.bytes.isEmpty())
            files << noted;
    }
    return files;
}

void Attachments::remove(int id)
{
    if (m_items.removeIf([id](const Item &item) { return item.id == id; }) > 0)
        Q_EMIT changed();
}

void Attachments::move(int id, int place)
{
    const int from = placeOf(id);
    const int to = std::clamp(place, 0, qMax(0, int(m_items.size()) - 1));
    if (from < 0 || from == to)
        return;
    m_items.move(from, to);
    Q_EMIT changed();
}

void Attachments::setAsFile(int id, bool isAsFile)
{
    if (Item *item = find(id)) {
        item->isAsFile = isAsFile;
        Q_EMIT changed();
    }
}

void Attachments::setKeepsPlace(int id, bool keepsPlace)
{
    if (Item *item = find(id)) {
        item->prepared.file.keepsMetadata = keepsPlace;
        Q_EMIT changed();
    }
}

int Attachments::placeOf(int id) const
{
    const auto it =
        std::find_if(m_items.cbegin(), m_items.cend(), [id](const Item &i) { return i.id == id; });
    return it == m_items.cend() ? -1 : int(it - m_items.cbegin());
}

Attachments::Item *Attachments::find(int id)
{
    const int place = placeOf(id);
    return place < 0 ? nullptr : &m_items[place];
}

bool Attachments::isPreparing() const
{
    return std::any_of(m_items.cbegin(), m_items.cend(), [](const Item &item) { return !item.isReady; });
}

QString Attachments::troubleOf(const Item &item) const
{
    if (!item.prepared.trouble.isEmpty() || m_limit < 0 || item.prepared.bytes <= m_limit)
        return item.prepared.trouble;
    return tr("Too large, the limit is %1").arg(RowWords::size(m_limit));
}

bool Attachments::hasSendable() const
{
    return std::any_of(m_items.cbegin(), m_items.cend(),
                       [this](const Item &item) { return troubleOf(item).isEmpty(); });
}

QList<Attachments::Item> Attachments::takeSendable()
{
    QList<Item> taken, left;
    for (const Item &item : std::as_const(m_items))
        (item.isReady && troubleOf(item).isEmpty() ? taken : left).append(item);
    m_items = left;
    Q_EMIT changed();
    return taken;
}

QList<Attachments::Item> Attachments::takeAll()
{
    const QList<Item> all = std::exchange(m_items, {});
    Q_EMIT changed();
    return all;
}

OutgoingFile Attachments::outgoing(const Item &item)
{
    OutgoingFile file = item.prepared.file;
    if (item.isAsFile) {
        file.msgtype = QStringLiteral("m.file");
        file.size = {};
        file.durationMs = 0;
        file.blurhash.clear();
        file.thumbnail.clear();
        file.thumbnailType.clear();
        file.thumbnailSize = {};
    }
    return file;
}

}
