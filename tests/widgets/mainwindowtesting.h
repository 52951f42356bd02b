// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/networktransport.h"
#include "models/timelinemodel.h"
#include "session/session.h"
#include "support/fakehomeserver.h"
#include "widgets/composeredit.h"
#include "widgets/emptystate.h"
#include "widgets/mainwindow.h"
#include "widgets/roompage.h"
#include "widgets/roomview.h"
#include "widgets/timelineview.h"

#include <QAction>
#include <QMenuBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace linnet::testing {

inline const QString Alice = QStringLiteral("@alice:localhost");
inline const QString Bob = QStringLiteral("@bob:localhost");

/// A main window over a real session, database and socket, at a server of 2014 on which bob is the other
/// person.
class WindowTest : public QObject
{
protected:
    void setUp()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<test::FakeHomeserver>(test::Era::V03);
        QVERIFY(m_server->listen());
        m_token = m_server->addUser(QStringLiteral("alice"), QStringLiteral("wonderland"));
        m_server->addUser(QStringLiteral("bob"), QStringLiteral("wonderland"));
    }
    void tearDown()
    {
        closeAll();
        m_server.reset();
        m_folder.reset();
    }

    void openSession()
    {
        const UserId alice(Alice);
        std::unique_ptr<Store> store;
        Store::open(m_folder->filePath(QStringLiteral("db")), QByteArray(32, 'k'), alice)
            .then(this, [&store](Result<std::unique_ptr<Store>> result) {
                QVERIFY(result.isOk());
                store = result.take();
            });
        QTRY_VERIFY(store);
        OpenAccount account;
        account.account.user = alice;
        account.account.server = {QStringLiteral("localhost"), m_server->url(), {Dialect::V1, false}};
        account.tokens.access = m_token;
        account.store = std::move(store);
        m_session = std::make_unique<Session>(std::move(account), m_transport, m_clock,
                                              m_folder->filePath(QStringLiteral("cache")));
        m_session->start();
        QTRY_VERIFY(m_session->isReady());
    }

    void openWindow()
    {
        if (!m_session)
            openSession();
        m_window =
            std::make_unique<MainWindow>(*m_session, m_folder->filePath(QStringLiteral("settings.ini")));
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_COMPARE(m_session->connection().phase, Connection::Phase::Syncing);
    }

    void closeAll()
    {
        m_window.reset();
        if (m_session)
            m_session->close();
        m_session.reset();
    }

    RoomId makeRoom(const QString &name, const QStringList &invited = {})
    {
        QJsonArray invite;
        for (const QString &user : invited)
            invite.append(user);
        const test::Answer answer =
            m_server->rooms().create(Bob, {{QStringLiteral("visibility"), QStringLiteral("public")},
                                           {QStringLiteral("name"), name},
                                           {QStringLiteral("room_alias_name"), name.toLower()},
                                           {QStringLiteral("invite"), invite}});
        m_server->wake();
        return RoomId(answer.body.toObject().value(QLatin1String("room_id")).toString());
    }

    QStringList texts() const
    {
        QStringList result;
        const QAbstractItemModel *model = timeline()->model();
        for (int row = 0; model && row < model->rowCount(); ++row)
            result << model->index(row, 0).data(TimelineModel::TextRole).toString();
        return result;
    }

    QString shownTitle() const
    {
        const auto pages = find<RoomPage>()->findChildren<EmptyState *>();
        for (const EmptyState *page : pages) {
            if (page->isVisible())
                return page->accessibleName();
        }
        return {};
    }

    /// One that is to be seen before others of the same words.
    QPushButton *button(QWidget *parent, const QString &text) const
    {
        QPushButton *found = nullptr;
        const auto buttons = parent->findChildren<QPushButton *>();
        for (QPushButton *candidate : buttons) {
            if (candidate->text() != text)
                continue;
            if (candidate->isVisible())
                return candidate;
            found = found ? found : candidate;
        }
        return found;
    }

    void trigger(const QString &text)
    {
        const auto actions = m_window->menuBar()->findChildren<QAction *>();
        for (QAction *action : actions) {
            if (QString(action->text()).remove(u'&') == text && action->isEnabled())
                return action->trigger();
        }
        QFAIL(qPrintable(text));
    }

    template <typename T>
    T *find(const char *name = nullptr) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    ComposerEdit *edit() const { return find<ComposerEdit>(); }
    TimelineView *timeline() const { return find<RoomView>()->findChild<TimelineView *>(); }
    template <typename T>
    T *dialog() const
    {
        T *found = m_window->findChild<T *>();
        return found && found->isVisible() ? found : nullptr;
    }
    /// A room of bob's in which alice is, open in the window.
    RoomId openRoom(const QString &name)
    {
        const RoomId room = makeRoom(name);
        m_server->rooms().join(Alice, room.toString());
        openWindow();
        [&] { QTRY_VERIFY(m_session->rooms().find(room)); }();
        m_window->showRoom(room);
        return room;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeHomeserver> m_server;
    NetworkTransport m_transport;
    SystemClock m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    QByteArray m_token;
};

}
