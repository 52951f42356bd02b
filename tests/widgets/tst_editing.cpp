// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/emojitable.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/composernotice.h"
#include "widgets/roomview.h"
#include "widgets/sessionstage.h"
#include "widgets/timelineview.h"

#include <QPushButton>

using namespace linnet;
using namespace linnet::testing;

/// Editing one's last message in its room, with the keyboard.
class TestEditing : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<RoomView> m_view;
    EmojiTable m_emojis;

    template <typename T>
    T *find() const
    {
        return m_view->findChild<T *>();
    }
    Composer &composer() const { return *find<Composer>(); }
    void press(Qt::Key key) { QTest::keyClick(&composer().edit(), key); }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_stage->transport.holdUnexpected();
        m_preferences = m_stage->preferences();
        m_view = std::make_unique<RoomView>(*m_stage->session, m_stage->avatars.avatars(), *m_preferences,
                                            m_emojis, [](const UserId &user) { return user.toString(); });
        m_view->resize(600, 500);
        m_view->show();
        m_view->setRoom(m_stage->known());
        const QAbstractItemModel *rows = find<TimelineView>()->model();
        QTRY_COMPARE(rows->rowCount(), 3);
        m_view->focusComposer();
        press(Qt::Key_Up);
        QTRY_COMPARE(composer().text(), QStringLiteral("mine"));
    }
    void cleanup()
    {
        m_view.reset();
        m_preferences.reset();
        m_stage.reset();
    }

    void whatDidNotChangeIsNotSent()
    {
        press(Qt::Key_Return);
        QVERIFY(composer().target().isEmpty());
        QCOMPARE(m_stage->outbox(), QStringList());
    }
    void whatIsEmptyCanBeDeleted()
    {
        composer().edit().clear();
        press(Qt::Key_Return);
        auto *remove = find<ComposerNotice>()->findChild<QPushButton *>();
        QVERIFY(remove->isVisible());
        QTest::mouseClick(remove, Qt::LeftButton);
        QVERIFY(composer().target().isEmpty());
        auto *popup = find<TimelineView>()->findChild<QWidget *>(QStringLiteral("reasonPopup"));
        QVERIFY(popup);
        QTest::mouseClick(popup->findChild<QPushButton *>(QStringLiteral("doIt")), Qt::LeftButton);
        QCOMPARE(m_stage->outbox(), QStringList{QStringLiteral("m.room.redaction {\"redacts\":\"$mine\"}")});
    }
};

QTEST_MAIN(TestEditing)
#include "tst_editing.moc"
