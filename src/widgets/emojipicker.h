// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QButtonGroup;
class QListView;

namespace linnet {

class ElidedLabel;
class EmojiModel;
class FilterEdit;

/// A panel in which one picks an emoji: a field to search in, groups, those of late first. Arrows move in the
/// grid while one types, Enter picks, Esc closes. GUI thread.
class EmojiPicker : public QFrame
{
    Q_OBJECT

public:
    explicit EmojiPicker(QWidget *parent = nullptr);

    /// Shows one, its lower end at `at` (global) or where the screen lets it stand; it deletes itself when it
    /// is closed.
    static EmojiPicker *popUp(const QPoint &at, QWidget *parent);

Q_SIGNALS:
    void picked(const QString &emoji); ///< it is closed then

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addGroups();
    void refresh();
    void pick(const QModelIndex &index);
    bool onKey(int key, Qt::KeyboardModifiers modifiers);
    void moveBy(int steps);
    int columns() const;
    void sayCurrent();
    void applyTheme();

    FilterEdit *m_search;
    QButtonGroup *m_groups;
    EmojiModel *m_model;
    QListView *m_view;
    ElidedLabel *m_name;
};

}
