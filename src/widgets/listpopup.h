// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAbstractButton;
class QLabel;
class QScrollArea;

namespace linnet {

/// A list below a button. Closes by Esc, by a click elsewhere or with a choice, and deletes itself then. GUI
/// thread.
class ListPopup : public QFrame
{
    Q_OBJECT

public:
    void popUp(const QRect &button); ///< of the screen

protected:
    ListPopup(const QString &name, QWidget *parent);

    /// Shows these, or where there are none the words. Takes the rows; who had the focus by its place has it
    /// again.
    void setRows(const QList<QAbstractButton *> &rows, const QString &ifNone);
    void place(); ///< after a row has become higher

private:
    QList<QAbstractButton *> rows() const;

    QLabel *m_nothing;
    QScrollArea *m_area;
    QWidget *m_list;
    QRect m_button;
};

}
