// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/personaction.h"

#include <QObject>

class QWidget;

namespace linnet {

class NoticeBar;
class RoleChange;
class Session;

/// Gives people another role: asks for the level where none is named, and again where one could not take it
/// back; then says what came of it, with a way back as far as there is one. GUI thread; must not outlive its
/// arguments.
class RoleDesk : public QObject
{
    Q_OBJECT

public:
    /// Questions open over `window`.
    RoleDesk(Session &session, NoticeBar &notice, QWidget &window);

    /// PersonAction::Kind::Role, of the first of its people.
    void change(const PersonAction &action);

private:
    void askLevel(const PersonAction &action);
    void onSaved(const RoleChange &change, const PersonAction &action);

    Session &m_session;
    NoticeBar &m_notice;
    QWidget &m_window;
};

}
