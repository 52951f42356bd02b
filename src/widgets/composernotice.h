// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace linnet {

/// The line in the composer that says what could not be done, with at most one thing to do about it. Hidden
/// while it says nothing. All text is plain text. GUI thread.
class ComposerNotice : public QWidget
{
    Q_OBJECT

public:
    explicit ComposerNotice(QWidget *parent = nullptr);

    void say(const QString &text); ///< empty: nothing
    /// Says it beside a button `verb` that does `act`.
    void offer(const QString &text, const QString &verb, std::function<void()> act);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_act;
};

}
