// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QHBoxLayout;
class QLabel;

namespace linnet {

class ElidedLabel;

/// One message in a list of them: who said it, when, and its first words. A click or Enter wants to see it,
/// the arrow keys go to the next. GUI thread.
class MessageEntry : public QAbstractButton
{
    Q_OBJECT

public:
    explicit MessageEntry(QWidget *parent);

    /// Any of them may be empty. Without `who` the words themselves have this colour.
    void say(const QString &who, const QColor &colour, const QString &when, const QString &what);
    void sayMore(const QString &more); ///< in a line below; empty: none
    void addSide(QWidget *widget);     ///< at the end of its line

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void sayAloud();

    ElidedLabel *m_who;
    QLabel *m_when;
    ElidedLabel *m_what;
    ElidedLabel *m_more;
    QHBoxLayout *m_line;
};

}
