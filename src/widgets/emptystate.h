// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace linnet {

/// A page that says why there is nothing to see and what one can do about it: icon, a line, a dim line,
/// buttons. All text is plain text. GUI thread.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    void setIcon(const QString &themeName);
    void setText(const QString &title, const QString &detail);
    /// The first one is the default button. Owned by the page.
    QPushButton *addButton(const QString &text);
    QPushButton *addLesserButton(const QString &text); ///< below the others

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_detail;
    QHBoxLayout *m_buttons;
    QHBoxLayout *m_lesserButtons;
};

}
