// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messagebar.h"

#include <QTimer>

#include <functional>

namespace linnet {

/// One passing message at a time: what was done goes by itself, what failed stays until it is closed. A newer
/// message takes the place of the one before. GUI thread.
class NoticeBar : public MessageBar
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void say(const QString &what);
    /// Something that can be done about it; goes after a while.
    void offer(const QString &what, const QString &verb, std::function<void()> act);
    /// The same for what somebody may have waited for a while: stays until it is closed.
    void offerUntilClosed(const QString &what, const QString &verb, std::function<void()> act);
    /// offer(), to show where the file lies that `what` is about.
    void offerFolder(const QString &path, const QString &what);
    /// Stays until endWait(), and comes only if it lasts.
    void wait(const QString &what, const QString &verb, std::function<void()> act);
    /// What has become of what wait() said, if `was` still stands there.
    void goOn(const QString &was, const QString &what);
    void complain(const QString &what, const QString &detail);
    void endWait(); ///< takes away what wait() said, if it is still that
    void dismiss();

private:
    void put(Tone tone, const QString &what, const QString &detail, const QString &verb,
             std::function<void()> act);

    std::function<void()> m_act;
    bool m_isWaiting = false;
    QTimer m_patience; ///< until a wait() is shown
    QTimer m_leave;    ///< until what was said goes
};

}
