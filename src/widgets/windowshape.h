// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>

class QMainWindow;
class QSplitter;

namespace linnet {

class MembersDock;

/// Where the main window stands, how large it is and how it is divided, from one start to the next, in
/// `settingsPath` (INI). GUI thread; must not outlive its arguments.
class WindowShape
{
public:
    static constexpr QSize FirstSize{1000, 700};

    WindowShape(QMainWindow &window, QSplitter &splitter, MembersDock &members, QString settingsPath);

    void restore(); ///< or a first shape that fits the screen
    void save() const;

private:
    QMainWindow &m_window;
    QSplitter &m_splitter;
    MembersDock &m_members;
    QString m_settingsPath;
};

}
