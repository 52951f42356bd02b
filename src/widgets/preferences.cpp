// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/preferences.h"

#include "models/emojitones.h"
#include "session/mediacache.h"
#include "store/records.h"

#include <QSettings>

namespace linnet {

namespace {

const QString MediaCacheLimitKey = QStringLiteral("media/cacheLimit");
const QString EmojiToneKey = QStringLiteral("emoji/tone");
const QString RecentEmojiKey = QStringLiteral("emoji/recent");
const QString PreviewsKey = QStringLiteral("previews/show");
const QString RoomPreviewsKey = QStringLiteral("previews/rooms");

const QString TellReadKey = QStringLiteral("privacy/tellRead");
const QString SpellingKey = QStringLiteral("writing/spelling");
const QString NoLanguage = QStringLiteral("none"); ///< an empty list cannot be told from none
const QString TellTypingKey = QStringLiteral("privacy/tellTyping");
const QString TellPresenceKey = QStringLiteral("privacy/tellPresence");

const QString TrustedOnlyKey = QStringLiteral("encryption/trustedOnly");
const QString ProfileChangesKey = QStringLiteral("timeline/profileChanges");
const QString DensityKey = QStringLiteral("window/density");
const QString Compact = QStringLiteral("compact");
const QString Comfortable = QStringLiteral("comfortable");
const QString GroupRoomsKey = QStringLiteral("rooms/grouped");
const QString RoomSortKey = QStringLiteral("rooms/sort");
const QString ClosedSectionsKey = QStringLiteral("rooms/closed");

constexpr int LeastCache = 10;
constexpr int MostCache = 100'000;

}

Preferences::Preferences(QString settingsPath, QObject *parent)
    : QObject(parent), m_path(std::move(settingsPath)), m_pictures(PictureSettings::read(m_path))
{
    const QSettings settings(m_path, QSettings::IniFormat);
    const int usual = int(MediaCache::DefaultLimit >> 20);
    bool isNumber = false;
    const int limit = settings.value(MediaCacheLimitKey).toInt(&isNumber);
    m_mediaCacheLimit = isNumber ? qBound(LeastCache, limit, MostCache) : usual;
    if (const QString languages = settings.value(SpellingKey).toString(); !languages.isEmpty())
        m_spellingLanguages =
            languages == NoLanguage ? QStringList() : languages.split(u' ', Qt::SkipEmptyParts);
    m_tellsRead = settings.value(TellReadKey, true).toBool();
    m_tellsTyping = settings.value(TellTypingKey, true).toBool();
    m_tellsPresence = settings.value(TellPresenceKey, true).toBool();
    m_trustsVerifiedOnly = settings.value(TrustedOnlyKey, false).toBool();
    if (settings.value(DensityKey).toString() == Compact)
        m_density = Density::Compact;
    const int previews = settings.value(PreviewsKey, int(m_previews)).toInt();
    if (previews >= 0 && previews <= int(WhichRooms::None))
        m_previews = WhichRooms(previews);
    m_roomPreviews = settings.value(RoomPreviewsKey).toMap();
    m_emojiTone = qBound(0, settings.value(EmojiToneKey).toInt(), EmojiTones::Count - 1);
    m_recentEmoji = settings.value(RecentEmojiKey).toStringList().mid(0, MostRecentEmoji);
    m_groupsRooms = settings.value(GroupRoomsKey, true).toBool();
    const int sort = settings.value(RoomSortKey, int(m_roomSort)).toInt();
    if (sort >= 0 && sort <= int(RoomOrder::Sort::Unread))
        m_roomSort = RoomOrder::Sort(sort);
    const QStringList closed = settings.value(ClosedSectionsKey).toStringList();
    m_closedSections = QSet<QString>(closed.begin(), closed.end());
    m_areProfileChangesShown = settings.value(ProfileChangesKey).toString() != QLatin1String("false");
}

template <typename T>
void Preferences::choose(T &value, const T &choice, const QString &key)
{
    if (value == choice)
        return;
    value = choice;
    QSettings(m_path, QSettings::IniFormat).setValue(key, choice);
    Q_EMIT changed();
}

void Preferences::setPictures(const PictureSettings &pictures)
{
    if (m_pictures == pictures)
        return;
    m_pictures = pictures;
    m_pictures.write(m_path);
    Q_EMIT changed();
}

void Preferences::setSpellingLanguages(const QStringList &codes)
{
    QString kept = m_spellingLanguages ? m_spellingLanguages->join(u' ') : QString();
    m_spellingLanguages = codes;
    choose(kept, codes.isEmpty() ? NoLanguage : codes.join(u' '), SpellingKey);
}

void Preferences::setTellsRead(bool tells)
{
    choose(m_tellsRead, tells, TellReadKey);
}

void Preferences::setTellsTyping(bool tells)
{
    choose(m_tellsTyping, tells, TellTypingKey);
}

void Preferences::setTellsPresence(bool tells)
{
    choose(m_tellsPresence, tells, TellPresenceKey);
}

void Preferences::setTrustsVerifiedOnly(bool isOnly)
{
    choose(m_trustsVerifiedOnly, isOnly, TrustedOnlyKey);
}

void Preferences::setDensity(Density density)
{
    const auto word = [](Density of) { return of == Density::Compact ? Compact : Comfortable; };
    QString kept = word(m_density);
    m_density = density;
    choose(kept, word(density), DensityKey);
}

void Preferences::setProfileChangesShown(bool areShown)
{
    choose(m_areProfileChangesShown, areShown, ProfileChangesKey);
}

void Preferences::setMediaCacheLimit(int mebibytes)
{
    choose(m_mediaCacheLimit, qBound(LeastCache, mebibytes, MostCache), MediaCacheLimitKey);
}

void Preferences::setPreviews(WhichRooms rooms)
{
    int value = int(m_previews);
    m_previews = rooms;
    choose(value, int(rooms), PreviewsKey);
}

bool Preferences::showsPreviewsIn(const Room &room) const
{
    if (room.isEncrypted || room.membership != Membership::Join)
        return false;
    if (const QVariant own = m_roomPreviews.value(room.id.toString()); own.isValid())
        return own.toBool();
    return isAmong(room, m_previews);
}

void Preferences::setPreviewsIn(const RoomId &room, bool areShown)
{
    QVariantMap rooms = m_roomPreviews;
    rooms.insert(room.toString(), areShown);
    choose(m_roomPreviews, rooms, RoomPreviewsKey);
}

void Preferences::setGroupsRooms(bool groups)
{
    choose(m_groupsRooms, groups, GroupRoomsKey);
}

void Preferences::setRoomSort(RoomOrder::Sort sort)
{
    int kept = int(m_roomSort);
    m_roomSort = sort;
    choose(kept, int(sort), RoomSortKey);
}

void Preferences::setClosedSections(const QSet<QString> &ids)
{
    if (m_closedSections == ids)
        return;
    m_closedSections = ids;
    QStringList kept(ids.begin(), ids.end());
    kept.sort();
    QSettings(m_path, QSettings::IniFormat).setValue(ClosedSectionsKey, kept);
}

void Preferences::forgetAccount(const QString &settingsPath)
{
    QSettings settings(settingsPath, QSettings::IniFormat);
    settings.remove(RoomPreviewsKey);
    settings.remove(RecentEmojiKey);
    settings.remove(ClosedSectionsKey);
    settings.remove(QStringLiteral("spaces"));    // which one was chosen
    settings.remove(QStringLiteral("directory")); // where they looked for rooms
}

void Preferences::addRecentEmoji(const QString &emoji)
{
    m_recentEmoji.removeAll(emoji);
    m_recentEmoji.prepend(emoji);
    m_recentEmoji = m_recentEmoji.mid(0, MostRecentEmoji);
    QSettings(m_path, QSettings::IniFormat).setValue(RecentEmojiKey, m_recentEmoji);
}

void Preferences::setEmojiTone(int tone)
{
    choose(m_emojiTone, qBound(0, tone, EmojiTones::Count - 1), EmojiToneKey);
}

}
