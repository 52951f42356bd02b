// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QScrollArea>

namespace linnet {

class AttachmentCard;
class Attachments;

/// The row of files in the composer that go with the next message. Hidden while there is none. Left and Right
/// go through them, with Ctrl they move one, Delete takes it out. GUI thread.
class AttachmentBar : public QScrollArea
{
    Q_OBJECT

public:
    explicit AttachmentBar(QWidget *parent = nullptr);

    void setAttachments(Attachments *attachments);            ///< null: none
    QList<AttachmentCard *> cards() const { return m_cards; } ///< in their order

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

Q_SIGNALS:
    void sendRequested();
    void left(); ///< the keyboard is to go back to the text

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    AttachmentCard *makeCard(int id);
    void placeCards();
    void onDragged(int id, const QPoint &at);
    void focusCard(int place);
    void showCard(AttachmentCard *card);

    QPointer<Attachments> m_attachments;
    QWidget *m_row;
    QList<AttachmentCard *> m_cards;
};

}
