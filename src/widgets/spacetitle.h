// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace linnet {

class ElidedLabel;

/// Above the list of rooms: the name of the space whose rooms it shows, which opens the space, and its menu.
/// Hidden where all are shown. GUI thread.
class SpaceTitle : public QWidget
{
    Q_OBJECT

public:
    explicit SpaceTitle(QWidget *parent = nullptr);

    void setName(const QString &name); ///< empty: there is none

Q_SIGNALS:
    void openRequested();
    void menuRequested(const QPoint &at); ///< on the screen

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    ElidedLabel *m_name;
    QToolButton *m_menu;
};

}
