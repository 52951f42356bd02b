// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QUrl>

namespace linnet {

/// Asks before a link is followed that says that it leads elsewhere: shows where it really leads, with
/// buttons to open or to copy that. A pop-up; deletes itself. Esc or a click beside it is a no. GUI thread.
class LinkQuestion : public QFrame
{
    Q_OBJECT

public:
    LinkQuestion(const QUrl &url, QWidget *parent);
    /// Near `global`, wholly on the screen.
    void popup(const QPoint &global);

Q_SIGNALS:
    void opened(const QUrl &url);

private:
    const QUrl m_url;
};

}
