// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/roomsettingspage.h"

class QCheckBox;
class QListWidget;
class QRadioButton;

namespace linnet {

class RoomList;

/// Who can join a room: one of four, with what each means, and the spaces whose members can. GUI thread; must
/// not outlive its arguments.
class JoinRuleSetting : public RoomSettingsPage
{
    Q_OBJECT

public:
    JoinRuleSetting(RoomSettings &settings, RoomList &rooms, QWidget *parent);

protected:
    void refresh() override;

private:
    struct Choice
    {
        QString rule;
        QRadioButton *button;
        QLabel *words;
    };
    Choice addChoice(const QString &rule, const char *name, const QString &text, const QString &words);
    void choose(const QString &rule);
    void chooseMembers();
    void fillSpaces();
    QList<RoomId> ticked() const;
    void apply(const JoinRules &rules);

    RoomList &m_rooms;
    QList<Choice> m_choices;
    QListWidget *m_spaces;
    QCheckBox *m_mayAsk;
    bool m_isChoosing = false; ///< members of spaces, but no space yet
    bool m_isFilling = false;
};

}
