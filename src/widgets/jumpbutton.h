// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace linnet {

/// Floats over a timeline and brings one to what is out of sight: at its lower end to the latest, and counts
/// what has come since; at its upper end to the first unread. Keeps itself in its parent's corner. GUI
/// thread.
class JumpButton : public QAbstractButton
{
    Q_OBJECT

public:
    enum class To { Latest, Unread };
    JumpButton(To to, QWidget *parent);

    /// `isAtLeast`: more has come than was counted.
    void setCount(int count, bool isAtLeast = false);
    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void place();
    QString badge() const;
    QString words() const;

    To m_to;
    int m_count = 0;
    bool m_isAtLeast = false;
};

}
