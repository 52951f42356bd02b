// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace linnet {

/// Floats at the lower end of a timeline that does not follow the bottom: brings one back there and counts
/// what has come since. Keeps itself in its parent's corner. GUI thread.
class JumpButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit JumpButton(QWidget *parent);

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

    int m_count = 0;
    bool m_isAtLeast = false;
};

}
