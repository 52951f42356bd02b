// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "models/roomorder.h"
#include "widgets/density.h"
#include "widgets/picturesettings.h"

#include <QObject>
#include <QSet>
#include <QStringList>
#include <QVariant>

#include <optional>

namespace linnet {

/// What a person has chosen of how Linnet behaves: keeps it in the application's settings (INI) and tells all
/// who follow it. What is missing there, or makes no sense, is as if it had never been chosen. GUI thread;
/// owned by the main window.
class Preferences : public QObject
{
    Q_OBJECT

public:
    explicit Preferences(QString settingsPath, QObject *parent = nullptr);

    const PictureSettings &pictures() const { return m_pictures; }
    void setPictures(const PictureSettings &pictures);

    /// How much of others' pictures and files may lie on disk, in MiB.
    int mediaCacheLimit() const { return m_mediaCacheLimit; }
    void setMediaCacheLimit(int mebibytes);

    /// Others are told up to where one has read, that one is typing, and that one is online.
    bool tellsRead() const { return m_tellsRead; }
    void setTellsRead(bool tells);
    bool tellsTyping() const { return m_tellsTyping; }
    void setTellsTyping(bool tells);
    bool tellsPresence() const { return m_tellsPresence; }
    void setTellsPresence(bool tells);

    /// Keys are given only to sessions that their owners have verified (MSC4153).
    bool trustsVerifiedOnly() const { return m_trustsVerifiedOnly; }
    void setTrustsVerifiedOnly(bool isOnly);

    /// The codes of the dictionaries that one's spelling is checked with; not set: those of the system's
    /// languages.
    const std::optional<QStringList> &spellingLanguages() const { return m_spellingLanguages; }
    void setSpellingLanguages(const QStringList &codes);
    /// Whether links in a room get a card that says what they lead to: as it was chosen for this room, else
    /// for all. Never in an encrypted one, whose links are nobody else's business.
    WhichRooms previews() const { return m_previews; }
    void setPreviews(WhichRooms rooms);
    bool showsPreviewsIn(const Room &room) const;
    void setPreviewsIn(const RoomId &room, bool areShown);
    /// Erases from a file of settings what it tells of an account: its rooms, and what was picked in them.
    static void forgetAccount(const QString &settingsPath);

    /// The skin of emoji in the panel, as EmojiTones has it.
    int emojiTone() const { return m_emojiTone; }
    void setEmojiTone(int tone);
    /// The emoji that were picked of late, of packs the addresses of theirs, the last one first; changed()
    /// does not tell of them.
    QStringList recentEmoji() const { return m_recentEmoji; }
    void addRecentEmoji(const QString &emoji);
    static constexpr int MostRecentEmoji = 40;
    /// Whether the timeline says who changed their name or picture.
    bool areProfileChangesShown() const { return m_areProfileChangesShown; }
    void setProfileChangesShown(bool areShown);
    Density density() const { return m_density; }
    void setDensity(Density density);
    /// Whether the list of rooms has sections, how those stand that nobody has put anywhere, and which
    /// sections are closed (RoomSection::id); changed() does not tell of the last.
    bool groupsRooms() const { return m_groupsRooms; }
    void setGroupsRooms(bool groups);
    RoomOrder::Sort roomSort() const { return m_roomSort; }
    void setRoomSort(RoomOrder::Sort sort);
    const QSet<QString> &closedSections() const { return m_closedSections; }
    void setClosedSections(const QSet<QString> &ids);

Q_SIGNALS:
    void changed(); ///< any of them

private:
    template <typename T>
    void choose(T &value, const T &choice, const QString &key);

    QString m_path;
    PictureSettings m_pictures;
    int m_mediaCacheLimit;
    bool m_tellsRead;
    bool m_tellsTyping;
    bool m_tellsPresence;
    bool m_trustsVerifiedOnly;
    std::optional<QStringList> m_spellingLanguages;
    int m_emojiTone;
    QStringList m_recentEmoji;
    WhichRooms m_previews = WhichRooms::Private;
    QVariantMap m_roomPreviews; ///< room id to bool
    bool m_areProfileChangesShown;
    Density m_density = Density::Comfortable;
    bool m_groupsRooms;
    RoomOrder::Sort m_roomSort = RoomOrder::Sort::Newest;
    QSet<QString> m_closedSections;
};

}
