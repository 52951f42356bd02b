// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/announcement.h"

#include <QAccessible>
#include <QList>

#include <utility>

namespace linnet {

namespace {

std::function<void(const QString &)> &heardBy()
{
    static std::function<void(const QString &)> listener;
    return listener;
}

}

void Announcement::setListener(std::function<void(const QString &)> listener)
{
    heardBy() = std::move(listener);
}

void Announcement::say(QWidget &where, const QString &text)
{
    if (!text.isEmpty() && heardBy())
        heardBy()(text);
    if (!QAccessible::isActive() || text.isEmpty())
        return;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(&where, text);
    QAccessible::updateAccessibility(&event);
#else
    // A reader asks for the words later, when the next ones may have been said.
    static constexpr qsizetype MostKept = 16;
    static QList<QAccessible::Id> kept;
    while (kept.size() >= MostKept)
        QAccessible::deleteAccessibleInterface(kept.takeFirst());
    auto *said = new Announcement(where, text);
    kept.append(QAccessible::registerAccessibleInterface(said));
    QAccessibleEvent event(said, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&event);
#endif
}

QAccessibleInterface *Announcement::parent() const
{
    return m_where ? QAccessible::queryAccessibleInterface(m_where) : nullptr;
}

QString Announcement::text(QAccessible::Text text) const
{
    return text == QAccessible::Name ? m_text : QString();
}

}
