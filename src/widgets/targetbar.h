// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/drafttarget.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace linnet {

class ElidedLabel;

/// The bar above the composer that says what the draft answers or replaces. Hidden where that is nothing.
/// GUI thread.
class TargetBar : public QWidget
{
    Q_OBJECT

public:
    explicit TargetBar(QWidget *parent = nullptr);

    void setTarget(const DraftTarget &target);

Q_SIGNALS:
    void activated(); ///< the message is to be shown
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    QLabel *m_icon;
    ElidedLabel *m_title;
    ElidedLabel *m_text;
    QToolButton *m_close;
    bool m_isEdit = false;
};

}
