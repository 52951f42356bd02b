// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/imagepack.h"

#include <QFrame>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QToolButton;

namespace linnet {

class ElidedLabel;
class EmojiGrid;
class EmojiModel;
class EmojiTable;
class FilterEdit;
class Pictures;
class Preferences;

/// A panel in which one picks an emoji or a sticker: a field to search in, groups, those of late first, image
/// packs. Arrows move in the grid while one types, Enter picks, Esc closes; the right button, a long press
/// and the menu key offer the skin tones of one. GUI thread; must not outlive its arguments.
class EmojiPicker : public QFrame
{
    Q_OBJECT

public:
    EmojiPicker(const EmojiTable &table, Preferences &preferences, Pictures &pictures,
                QWidget *parent = nullptr);

    /// What can be picked besides emoji; stickers only if they are wanted.
    void setPacks(const QList<ImagePack> &packs, bool hasStickers);
    /// Shows it, its lower end at `at` (global) or where the screen lets it stand; it deletes itself when it
    /// is closed.
    void popUp(const QPoint &at);

Q_SIGNALS:
    // Of these one is said, and it is closed then.
    void picked(const QString &emoji);
    void imagePicked(const linnet::PackImage &image);
    void stickerPicked(const linnet::PackImage &image);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addGroups();
    void addGroup(int id, const QString &sign, const QString &name);
    void addTone();
    void showTone();
    void refresh();
    QList<PackImage> imagesOf(bool areStickers) const;
    void showPackNames(bool areStickers);
    void pick(const QModelIndex &index);
    void pickEmoji(const QString &emoji);
    void sayCurrent();
    void applyTheme();

    Preferences &m_preferences;
    FilterEdit *m_search;
    QButtonGroup *m_groups;
    QHBoxLayout *m_groupLine;
    QComboBox *m_pack; ///< which packs of images are shown
    EmojiModel *m_model;
    EmojiGrid *m_grid;
    ElidedLabel *m_name;
    QToolButton *m_tone;
    QList<ImagePack> m_packs;
};

}
