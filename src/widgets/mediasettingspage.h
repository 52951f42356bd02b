// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace linnet {

class Preferences;
class Session;

/// Which pictures are shown and move by themselves, and what is kept of them on disk. GUI thread; must not
/// outlive its arguments.
class MediaSettingsPage : public QWidget
{
    Q_OBJECT

public:
    MediaSettingsPage(Preferences &preferences, Session &session, QWidget *parent);

private:
    static void addRooms(QComboBox &box, const QString &none); ///< `none`: what stands for no room
    void choosePictures();
    void emptyCache();

    Preferences &m_preferences;
    Session &m_session;
    QComboBox *m_show;
    QComboBox *m_play;
    QComboBox *m_previews;
    QSpinBox *m_limit;
    QPushButton *m_empty;
    QLabel *m_outcome;
};

}
