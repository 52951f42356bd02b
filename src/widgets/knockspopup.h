// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/knocks.h"
#include "widgets/listpopup.h"

#include <QAbstractButton>

class QPushButton;

namespace linnet {

class Avatars;

/// Somebody who asks to be let in, with what they say and what can be answered. GUI thread.
class KnockRow : public QAbstractButton
{
    Q_OBJECT

public:
    KnockRow(const Knocks::Knock &knock, const Knocks &knocks, Avatars &avatars, QWidget *parent);

    QSize sizeHint() const override;

Q_SIGNALS:
    void letInRequested();
    void declineRequested();
    void banRequested();

protected:
    void paintEvent(QPaintEvent *) override {}

private:
    QPushButton *addButton(const QString &text, const QString &who, bool isEnabled);
};

/// Who asks to be let into a room. GUI thread; must not outlive its Knocks.
class KnocksPopup : public ListPopup
{
    Q_OBJECT

public:
    KnocksPopup(const Knocks &knocks, Avatars &avatars, QWidget *parent);

Q_SIGNALS:
    void letInRequested(const linnet::UserId &user);
    void declineRequested(const linnet::UserId &user);
    void banRequested(const linnet::UserId &user);

private:
    void refresh();

    const Knocks &m_knocks;
    Avatars &m_avatars;
};

}
