// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/pinnedmessages.h"

#include <QAbstractButton>

class QLabel;

namespace linnet {

class ElidedLabel;

/// One pinned message in a list of them: who said it, when, and its first words. A click on it wants to see
/// it. GUI thread.
class PinRow : public QAbstractButton
{
    Q_OBJECT

public:
    PinRow(const PinnedMessages::Pin &pin, bool canUnpin, QWidget *parent);

    void setPin(const PinnedMessages::Pin &pin); ///< the same pin, of which more is known now
    QSize sizeHint() const override;

Q_SIGNALS:
    void unpinRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void say(const QString &who, const QColor &colour, const QString &when, const QString &what);

    ElidedLabel *m_who;
    QLabel *m_when;
    ElidedLabel *m_what;
    bool m_canUnpin;
};

}
