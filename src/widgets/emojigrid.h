// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QTimer>

namespace linnet {

class EmojiDelegate;
class EmojiModel;
class Pictures;

/// The emoji and images among which one picks. It never has the focus: its keys come from the field in which
/// one searches. The right button, a long press and the menu key offer the skin tones of one. GUI thread;
/// must not outlive its arguments.
class EmojiGrid : public QListView
{
    Q_OBJECT

public:
    EmojiGrid(EmojiModel &model, Pictures &pictures, QWidget *parent = nullptr);

    void setLarge(bool isLarge); ///< the cells, for stickers
    void goToFirst();
    /// Goes to another one, or picks. False if the key means nothing here.
    bool takeKey(const QKeyEvent &event);

Q_SIGNALS:
    void picked(const QModelIndex &index);
    void tonePicked(const QString &emoji); ///< one of those that were offered

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void offerTones(const QModelIndex &index);
    void moveBy(int steps);
    int columns() const;

    EmojiDelegate *m_delegate;
    QTimer m_press; ///< until it is a long one
    bool m_isLongPress = false;
};

}
