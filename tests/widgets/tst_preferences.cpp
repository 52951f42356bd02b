// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/preferences.h"

#include "store/records.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;

class TestPreferences : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path() const { return m_folder.filePath(QStringLiteral("settings.ini")); }

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void keepsWhatWasChosen()
    {
        {
            Preferences preferences(path());
            QCOMPARE(preferences.pictures(), PictureSettings());
            QSignalSpy changed(&preferences, &Preferences::changed);
            preferences.setPictures({WhichRooms::None, PictureSettings::Play::OnHover});
            preferences.setMediaCacheLimit(50);
            QCOMPARE(changed.size(), 2);
            preferences.setMediaCacheLimit(50);
            preferences.setPictures(preferences.pictures());
            QVERIFY(preferences.areProfileChangesShown());
            QCOMPARE(changed.size(), 2);
            QVERIFY(preferences.tellsRead() && preferences.tellsTyping());
            preferences.setTellsRead(false);
            preferences.setTellsTyping(false);
            QCOMPARE(changed.size(), 4);
            preferences.setProfileChangesShown(false);
            QCOMPARE(changed.size(), 5);
            QVERIFY(preferences.tellsPresence());
            preferences.setTellsPresence(false);
            QVERIFY(preferences.density() == Density::Comfortable);
            preferences.setDensity(Density::Compact);
            preferences.setDensity(Density::Compact);
            QCOMPARE(changed.size(), 7);
            QVERIFY(!preferences.trustsVerifiedOnly());
            preferences.setTrustsVerifiedOnly(true);
            QCOMPARE(changed.size(), 8);
            QVERIFY(preferences.groupsRooms());
            preferences.setGroupsRooms(false);
            preferences.setRoomSort(RoomOrder::Sort::Unread);
            QCOMPARE(changed.size(), 10);
            preferences.setClosedSections({QStringLiteral("m.favourite"), QStringLiteral("u.Work, too")});
            QCOMPARE(changed.size(), 10);
        }
        const Preferences again(path());
        QCOMPARE(again.pictures().show, WhichRooms::None);
        QCOMPARE(again.pictures().play, PictureSettings::Play::OnHover);
        QCOMPARE(again.mediaCacheLimit(), 50);
        QVERIFY(!again.tellsRead() && !again.tellsTyping());
        QVERIFY(!again.areProfileChangesShown());
        QVERIFY(!again.tellsPresence());
        QVERIFY(again.density() == Density::Compact);
        QVERIFY(again.trustsVerifiedOnly());
        QVERIFY(!again.groupsRooms());
        QVERIFY(again.roomSort() == RoomOrder::Sort::Unread);
        QCOMPARE(again.closedSections(),
                 (QSet<QString>{QStringLiteral("m.favourite"), QStringLiteral("u.Work, too")}));
    }
    void forgetsWhatIsTheAccounts()
    {
        Room room;
        room.id = RoomId(QStringLiteral("!room:example.org"));
        {
            Preferences preferences(path());
            preferences.setDensity(Density::Compact);
            preferences.setPreviewsIn(room.id, false);
            for (int i = 0; i < Preferences::MostRecentEmoji + 5; ++i)
                preferences.addRecentEmoji(QString::number(i));
            preferences.addRecentEmoji(QStringLiteral("10"));
        }
        QStringList recent = Preferences(path()).recentEmoji();
        QCOMPARE(recent.size(), Preferences::MostRecentEmoji);
        QCOMPARE(recent.first(), QStringLiteral("10"));
        QCOMPARE(recent.removeAll(QStringLiteral("10")), 1);
        Preferences::forgetAccount(path());
        QCOMPARE(QSettings(path(), QSettings::IniFormat).allKeys(),
                 QStringList{QStringLiteral("window/density")});
    }
    void takesNonsenseForNothing()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[pictures]\nshow=sometimes\nplay=\n[media]\ncacheLimit=much\n[timeline]\nprofileChanges="
                   "perhaps\n[window]\ndensity=7\n");
        file.close();
        const Preferences preferences(path());
        QCOMPARE(preferences.pictures(), PictureSettings());
        QCOMPARE(preferences.mediaCacheLimit(), 200);
        QVERIFY(preferences.areProfileChangesShown());
        QVERIFY(preferences.density() == Density::Comfortable);
    }
    void previewsAreChosenForAllAndForOne()
    {
        Room room;
        room.id = RoomId(QStringLiteral("!r:x"));
        room.membership = Membership::Join;
        Room open = room;
        open.id = RoomId(QStringLiteral("!open:x"));
        open.joinRule = QStringLiteral("public");
        Room secret = room;
        secret.isEncrypted = true;
        {
            Preferences preferences(path());
            QVERIFY(preferences.showsPreviewsIn(room) && !preferences.showsPreviewsIn(open));
            preferences.setPreviews(WhichRooms::None);
            QVERIFY(!preferences.showsPreviewsIn(room));
            preferences.setPreviewsIn(open.id, true);
            preferences.setPreviewsIn(secret.id, true);
            QVERIFY(preferences.showsPreviewsIn(open));
            QVERIFY(!preferences.showsPreviewsIn(secret));
            preferences.setEmojiTone(3);
        }
        const Preferences again(path());
        QCOMPARE(again.previews(), WhichRooms::None);
        QVERIFY(again.showsPreviewsIn(open));
        QCOMPARE(again.emojiTone(), 3);
        room.membership = Membership::Invite;
        QVERIFY(!again.showsPreviewsIn(room));
    }
    void keepsLimitsInBounds()
    {
        Preferences preferences(path());
        preferences.setMediaCacheLimit(-5);
        QCOMPARE(preferences.mediaCacheLimit(), 10);
        preferences.setMediaCacheLimit(1'000'000'000);
        QCOMPARE(preferences.mediaCacheLimit(), 100'000);
    }
};

QTEST_MAIN(TestPreferences)
#include "tst_preferences.moc"
