// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictures.h"

#include "base/onpool.h"
#include "bridge/blurhash.h"
#include "matrix/mediaaddress.h"
#include "session/errortext.h"
#include "session/mediacache.h"
#include "session/outboxfile.h"
#include "widgets/pictureanimation.h"
#include "widgets/picturedecoder.h"
#include "widgets/rowpicture.h"
#include "widgets/rowwords.h"

namespace linnet {

namespace {

constexpr int MostWishes = 200; ///< more than a screen shows of pictures and custom emoji
constexpr int RetryAfterMs = 60'000;
constexpr qint64 SmallFile = 64 * 1024; ///< bytes; a thumbnail of it would not be smaller

int kibibytes(qint64 bytes)
{
    return qMax(1, int(bytes / 1024));
}

bool isMovingType(const QString &mimeType)
{
    return mimeType == u"image/gif" || mimeType == u"image/webp";
}

}

Pictures::Pictures(MediaCache &media, QObject *parent)
    : QObject(parent), m_media(media), m_cache(CacheKiB), m_animations(MovingKiB)
{
    m_decoders.setMaxThreadCount(2);
}

Pictures::~Pictures()
{
    m_decoders.clear(); // what has not begun is not waited for
}

void Pictures::setSettings(const PictureSettings &settings)
{
    // What never moves is shown as the server's small picture of it.
    if (settings.play != m_settings.play)
        m_cache.clear();
    m_settings = settings;
    Q_EMIT changed({});
}

void Pictures::setRoom(const Room &room)
{
    if (room.id != m_room.id) {
        m_clicked.clear();
        m_echoes.clear();
    }
    m_room = room;
    Q_EMIT changed({});
}

bool Pictures::isHidden(const TimelineItem &item) const
{
    return isHidden(item.key, item.isOwn);
}

bool Pictures::isHidden(const QString &key, bool isOwn) const
{
    return !isOwn && !m_clicked.contains(key) && !m_settings.showsIn(m_room);
}

QPixmap Pictures::blurOf(const QString &hash)
{
    static constexpr QSize Size(32, 24);
    static constexpr qsizetype Longest = 200; // 9x9 colours are 166 letters
    if (hash.isEmpty() || hash.size() > Longest)
        return {};
    const QString key = u"blur " % hash;
    if (const QPixmap *known = m_cache.object(key))
        return *known;
    const QByteArray pixels = BlurHash::decode(hash, Size);
    QPixmap blur;
    if (!pixels.isEmpty())
        blur = QPixmap::fromImage(QImage(reinterpret_cast<const uchar *>(pixels.constData()), Size.width(),
                                         Size.height(), QImage::Format_RGBA8888));
    m_cache.insert(key, new QPixmap(blur), kibibytes(pixels.size()));
    return blur;
}

Pictures::Wish Pictures::wishFor(const TimelineItem &item, const PictureFrame &frame, qreal ratio) const
{
    const MessageContent &media = *item.media;
    const bool isVideo = item.kind == TimelineItem::Kind::Video;
    const bool isMoving = m_settings.play != PictureSettings::Play::Never && isMovingType(media.mimeType);
    const bool isSmall = media.size >= 0 && media.size <= SmallFile;
    // What is here is not read as a whole if there is something smaller.
    const bool isLocal = outboxfile::placeOf(media.url).has_value();
    const bool isEncrypted = MediaAddress::isEncrypted(media.url);
    const bool isThumbnail =
        isVideo || ((isLocal || isEncrypted) && !isMoving && !media.thumbnailUrl.isEmpty());
    Wish wish;
    wish.url = isThumbnail ? media.thumbnailUrl : media.url;
    if (!RowWords::isAddress(item, wish.url))
        wish.url.clear();
    wish.isExact = !frame.picture.isEmpty();
    wish.box = ((wish.isExact ? frame.picture : frame.size).toSizeF() * ratio).toSize().expandedTo({1, 1});
    // In 2014 there were no thumbnails.
    wish.isWholeFile =
        !wish.url.startsWith(u"mxc:") || (!isVideo && media.size <= MaxFile && (isSmall || isMoving));
    return wish;
}

Pictures::Look Pictures::look(const TimelineItem &item, const PictureFrame &frame, qreal ratio, bool isActive,
                              bool isHovered)
{
    Look look;
    if (isHidden(item)) {
        look.state = State::Hidden;
        look.blur = blurOf(item.media->blurhash);
        return look;
    }
    const Wish wish = wishFor(item, frame, ratio);
    if (wish.url.isEmpty()) { // of a video that came without a picture
        look.blur = blurOf(item.media->blurhash);
        return look;
    }
    const QString key = keyOf(wish);
    if (const QPixmap *pixmap = m_cache.object(key)) {
        if (outboxfile::placeOf(wish.url))
            m_echoes.insert(item.key, key);
        else if (item.isOwn)
            m_echoes.remove(item.key);
        look.state = State::Ready;
        look.pixmap = *pixmap;
        PictureAnimation *animation = m_animations.object(key);
        look.isStill = animation && !m_settings.mayPlay(isActive, isHovered);
        if (animation && !look.isStill)
            animation->proceed();
        return look;
    }
    if (hasFailed(wish.url)) {
        look.state = State::Failed;
        look.reason = m_failures.value(wish.url).reason;
        return look;
    }
    want(key, wish);
    // What was just sent is on the screen, and stays there while the server's is fetched.
    if (const QPixmap *echo = m_cache.object(m_echoes.value(item.key))) {
        look.state = State::Ready;
        look.pixmap = *echo;
        return look;
    }
    look.blur = blurOf(item.media->blurhash);
    return look;
}

QString Pictures::keyOf(const Wish &wish)
{
    return wish.url % u' ' % QString::number(wish.box.width()) % u'x' % QString::number(wish.box.height());
}

bool Pictures::hasFailed(const QString &url)
{
    const auto failure = m_failures.constFind(url);
    if (failure == m_failures.cend())
        return false;
    const bool isOver = failure->until.hasExpired();
    if (isOver)
        m_failures.erase(failure);
    return !isOver;
}

QPixmap Pictures::small(const QString &url, const QString &row, bool isOwn, const QSize &size, qreal ratio)
{
    if (isHidden(row, isOwn) || !url.startsWith(u"mxc://") || hasFailed(url))
        return {};
    Wish wish;
    wish.url = url;
    wish.box = (size.toSizeF() * ratio).toSize().expandedTo({1, 1});
    const QString key = keyOf(wish);
    if (const QPixmap *pixmap = m_cache.object(key))
        return *pixmap;
    want(key, wish);
    return {};
}

bool Pictures::isShownByClick(const TimelineItem &item) const
{
    return m_clicked.contains(item.key) && !m_settings.showsIn(m_room);
}

bool Pictures::isMissing(const QString &url) const
{
    const auto failure = m_failures.constFind(url);
    return failure != m_failures.cend() && failure->until.isForever();
}

void Pictures::setHidden(const TimelineItem &item, bool isHidden)
{
    if (isHidden)
        m_clicked.remove(item.key);
    else
        m_clicked.insert(item.key);
    Q_EMIT changed({});
}

bool Pictures::takeClick(const TimelineItem &item)
{
    if (RowPicture::isShown(item) && isHidden(item)) {
        setHidden(item, false);
        return true;
    }
    if (item.kind != TimelineItem::Kind::Image || m_failures.remove(item.media->url) == 0)
        return false;
    Q_EMIT changed(item.media->url);
    return true;
}

void Pictures::want(const QString &key, const Wish &wish)
{
    m_order.removeOne(key);
    m_order.append(key);
    if (m_wishes.contains(key))
        return;
    // What was asked for first has been scrolled away by now.
    if (m_order.size() > MostWishes)
        forget(m_order.first());
    m_wishes.insert(key, wish);
    fetch(key);
}

void Pictures::forget(const QString &key)
{
    m_wishes.remove(key);
    m_order.removeOne(key);
}

void Pictures::fetch(const QString &key)
{
    Wish &wish = m_wishes[key];
    const auto context = std::make_shared<QObject>();
    wish.context = context;
    auto task = wish.isWholeFile ? m_media.file(wish.url, MaxFile)
                                 : m_media.thumbnail(wish.url, qMax(wish.box.width(), wish.box.height()));
    // The answer may be there already, and end the wish.
    std::move(task).then(context.get(), [this, key](const Result<QByteArray> &result) {
        if (result)
            return decode(key, *result);
        const Error &error = result.error();
        tryOtherwise(key, ErrorText::of(error, ErrorText::During::Media).what, error.isTransient());
    });
}

void Pictures::decode(const QString &key, const QByteArray &bytes)
{
    using Decoder = PictureDecoder;
    const Wish wish = m_wishes.value(key);
    const auto work = [bytes, box = wish.box, isExact = wish.isExact] {
        return Decoder::decode(bytes, box, isExact ? Decoder::Fit::Exact : Decoder::Fit::Inside);
    };
    const std::weak_ptr<QObject> context = wish.context;
    onPool(m_decoders, this, work, [this, key, bytes, context](const Decoder::Picture &picture) {
        if (context.expired())
            return;
        if (picture.trouble == Decoder::Trouble::None)
            return keep(key, picture.image, picture.isMoving ? bytes : QByteArray());
        // What was broken on disk can be whole on the server.
        m_media.forget(m_wishes.value(key).url);
        tryOtherwise(key,
                     picture.trouble == Decoder::Trouble::TooLarge  ? tr("Too large to show")
                     : picture.trouble == Decoder::Trouble::Unknown ? tr("Not a picture")
                                                                    : tr("The file is damaged"),
                     false);
    });
}

void Pictures::keep(const QString &key, const QImage &image, const QByteArray &movingBytes)
{
    const QString url = m_wishes.value(key).url;
    forget(key);
    m_cache.insert(key, new QPixmap(QPixmap::fromImage(image)), kibibytes(image.sizeInBytes()));
    m_animations.remove(key);
    if (!movingBytes.isEmpty()) {
        auto animation = std::make_unique<PictureAnimation>(m_decoders, movingBytes, image.size());
        connect(animation.get(), &PictureAnimation::frame, this, [this, key, url](const QImage &next) {
            if (QPixmap *shown = m_cache.object(key))
                *shown = QPixmap::fromImage(next);
            Q_EMIT changed(url);
        });
        m_animations.insert(key, animation.release(), kibibytes(movingBytes.size()));
    }
    Q_EMIT changed(url);
}

/// Not every server makes thumbnails of everything, and not every file can be had as a whole.
void Pictures::tryOtherwise(const QString &key, const QString &reason, bool isPassing)
{
    Wish &wish = m_wishes[key];
    if (!wish.isSecondTry && !isPassing && wish.url.startsWith(u"mxc:")) {
        wish.isSecondTry = true;
        wish.isWholeFile = !wish.isWholeFile;
        return fetch(key);
    }
    const QString url = wish.url;
    forget(key);
    m_failures.insert(
        url, {reason, isPassing ? QDeadlineTimer(RetryAfterMs) : QDeadlineTimer(QDeadlineTimer::Forever)});
    Q_EMIT changed(url);
}

}
