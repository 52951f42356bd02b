// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/attachments.h"

#include <QAbstractButton>
#include <QPixmap>

class QMenu;
class QToolButton;

namespace linnet {

class ElidedLabel;

/// One file that waits in the composer: a small picture, its name, how large it is and what will be done to
/// it. A click or a key opens what may be changed; it can be dragged to another place. GUI thread.
class AttachmentCard : public QAbstractButton
{
    Q_OBJECT

public:
    explicit AttachmentCard(Attachments &attachments, int id, QWidget *parent = nullptr);

    int id() const { return m_id; }
    void refresh(); ///< as it is now in the Attachments

    QSize sizeHint() const override;

Q_SIGNALS:
    void moveRequested(int steps);    ///< by that many places
    void focusRequested(int steps);   ///< the card that many places further gets the keyboard
    void draggedTo(const QPoint &at); ///< in the parent
    void removeRequested();
    void sendRequested();
    void leaveRequested(); ///< back to the text

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void applyTheme();
    void showMenu(const QPoint &globalAt);
    const Attachments::Item *item() const;

    Attachments &m_attachments;
    const int m_id;
    QWidget *m_tile; ///< where the small picture is painted
    ElidedLabel *m_name;
    ElidedLabel *m_size;
    ElidedLabel *m_note;
    QToolButton *m_remove;
    QToolButton *m_options;
    QPixmap m_preview;
    QString m_iconName;
    QPoint m_pressedAt;
    bool m_isDragged = false;
    bool m_hasTrouble = false;
};

}
