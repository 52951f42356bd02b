// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleInterface>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace linnet {

/// Words that a screen reader says at once, wherever its person is: something came, or failed. Before Qt 6.8,
/// which has an event for it, they are a notification that shows itself. GUI thread.
class Announcement : public QAccessibleInterface
{
public:
    /// Says `text` on behalf of `where`; nothing happens while nobody listens.
    static void say(QWidget &where, const QString &text);
    /// Hears all that is said, whether a screen reader does or not; empty: nobody.
    static void setListener(std::function<void(const QString &)> listener);

    bool isValid() const override { return m_where; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_where ? m_where->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QString text(QAccessible::Text text) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override { return {}; }
    QAccessible::Role role() const override { return QAccessible::Notification; }
    QAccessible::State state() const override { return {}; }

private:
    Announcement(QWidget &where, const QString &text) : m_where(&where), m_text(text) {}

    QPointer<QWidget> m_where;
    QString m_text;
};

}
