// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace linnet {

/// The box above a list that narrows it down: a magnifying glass, what it finds in grey, and a ground of its
/// own. GUI thread.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(const QString &what, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    QAction *m_icon;
    bool m_isApplying = false;
};

}
