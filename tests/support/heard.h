// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QStringList>

#include <utility>

namespace linnet::test {

/// What a screen reader is told to say at once, as long as this lives; one at a time. GUI thread.
class Heard
{
public:
    Heard()
    {
        said().clear();
        QAccessible::setActive(true);
        QAccessible::installUpdateHandler(&Heard::hear);
    }
    ~Heard()
    {
        QAccessible::installUpdateHandler(nullptr);
        QAccessible::setActive(false);
    }
    static QStringList take() { return std::exchange(said(), {}); }

private:
    static QStringList &said()
    {
        static QStringList said;
        return said;
    }
    static void hear(QAccessibleEvent *event)
    {
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        if (event->type() == QAccessible::Announcement)
            said() << static_cast<QAccessibleAnnouncementEvent *>(event)->message();
#else
        QAccessibleInterface *shown = event->accessibleInterface();
        if (event->type() == QAccessible::ObjectShow && shown && shown->role() == QAccessible::Notification)
            said() << shown->text(QAccessible::Name);
#endif
    }
};

}
