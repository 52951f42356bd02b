// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompicker.h"

#include "models/emojitable.h"
#include "widgets/emojipicker.h"
#include "widgets/pictures.h"
#include "widgets/sessionstage.h"

#include <QAbstractButton>

using namespace linnet;
using namespace linnet::testing;

class TestRoomPicker : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<Pictures> m_pictures;
    EmojiTable m_emojis;
    std::unique_ptr<RoomPicker> m_picker;
    QWidget m_window;

    EmojiPicker *open(const RoomId &in, bool hasStickers)
    {
        return m_picker->open(in, hasStickers, QPoint(500, 500), &m_window);
    }
    static bool offers(const EmojiPicker *picker, const QString &group)
    {
        const auto buttons = picker->findChildren<QAbstractButton *>();
        return std::any_of(buttons.cbegin(), buttons.cend(), [&](const QAbstractButton *button) {
            return button->isCheckable() && button->accessibleName() == group && button->isVisible();
        });
    }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_stage->transport.holdUnexpected(); // one's own packs
        m_preferences = m_stage->preferences();
        m_pictures = std::make_unique<Pictures>(m_stage->session->media());
        m_picker = std::make_unique<RoomPicker>(*m_stage->session, *m_preferences, *m_pictures, m_emojis);
        m_stage->bring("{'!r:x':{'state':{'events':[{'type':'im.ponies.room_emotes','event_id':'$p',"
                       "'sender':'@bob:x','state_key':'birds','content':{'pack':{'display_name':'Birds'},"
                       "'images':{'finch':{'url':'mxc://x/finch'}}}}]}}}");
    }
    void cleanup()
    {
        m_picker.reset();
        m_pictures.reset();
        m_preferences.reset();
        m_stage.reset();
    }

    void offersWhatTheRoomHas()
    {
        EmojiPicker *picker = open(room, true);
        QTRY_VERIFY(offers(picker, u"Custom emoji"_qs));
        QVERIFY(offers(picker, u"Stickers"_qs));
        picker->close();
        picker = open(room, false);
        QTRY_VERIFY(offers(picker, u"Custom emoji"_qs));
        QVERIFY(!offers(picker, u"Stickers"_qs));
        picker->close();
    }
    void whatIsOfAnotherRoomStaysThere()
    {
        EmojiPicker *picker = open(chat, true);
        QVERIFY(picker->isVisible());
        QTest::qWait(0);
        QVERIFY(!offers(picker, u"Custom emoji"_qs));
        picker->close();
    }
};

QTEST_MAIN(TestRoomPicker)
#include "tst_roompicker.moc"
