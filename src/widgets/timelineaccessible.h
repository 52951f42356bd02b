// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>

namespace linnet {

class TimelineModel;
class TimelineView;

/// A timeline for screen readers: a list with one stop a message. Rows are known by key, so a reader stays on
/// its message while others come and go. Made and owned by QAccessible. GUI thread.
class TimelineAccessible : public QAccessibleWidget
{
public:
    explicit TimelineAccessible(TimelineView &view);
    ~TimelineAccessible() override;

    /// Makes QAccessible know this class, for `view` too: to be called when it is made.
    static void install(TimelineView &view);
    // What a view tells of its rows; nothing happens while nobody listens.
    static void announce(TimelineView &view, int first, int last);
    /// What is said of rows that came: one's own are known, and of many only how many and the last.
    static QString newsOf(const TimelineView &view, int first, int last);
    static void changed(TimelineView &view, int first, int last);
    static void focused(TimelineView &view, int row);
    static void forget(TimelineView &view, int first, int last);
    static void forgetGone(TimelineView &view); ///< after a reset

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QString text(QAccessible::Text text) const override;

private:
    void drop(const QString &key);
    TimelineView *view() const;
    const TimelineModel *model() const;

    mutable QHash<QString, QAccessible::Id> m_rows;
};

/// One message of it.
class TimelineRowAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    TimelineRowAccessible(TimelineView &view, const QString &key) : m_view(&view), m_key(key) {}

    int row() const; ///< -1 when it is gone

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QString text(QAccessible::Text text) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &actionName) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    TimelineView *m_view;
    QString m_key;
};

}
