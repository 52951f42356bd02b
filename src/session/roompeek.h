// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/hiding.h"
#include "session/timelineitem.h"
#include "store/records.h"

#include <QObject>

#include <memory>

namespace linnet {

/// The newest messages of a room that one is not in and that everybody may read (client-server API, "Room
/// History Visibility"). Nothing of it is stored. GUI thread; must not outlive its ApiClient.
class RoomPeek : public QObject
{
    Q_OBJECT

public:
    static constexpr int Most = 30;
    enum class State { Nothing, Loading, Here, Failed };

    RoomPeek(ApiClient &api, UserId self, QObject *parent = nullptr);

    /// Whose words are left out: nothing here would open a cover.
    void setHiding(const HidingRule &rule);
    void load(const RoomId &room);
    void clear();
    State state() const { return m_state; }
    const Error &error() const { return m_error; }               ///< of Failed
    const QList<TimelineItem> &items() const { return m_items; } ///< oldest first, without comings and goings

Q_SIGNALS:
    void changed();

private:
    void take(const Result<HistoryPage> &page);
    void reduce();

    ApiClient &m_api;
    UserId m_self;
    State m_state = State::Nothing;
    Error m_error;
    HidingRule m_hiding;
    HistoryWindow m_window; ///< of what came
    QList<TimelineItem> m_items;
    std::unique_ptr<QObject> m_asking;
};

}
