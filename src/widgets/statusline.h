// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace linnet {

/// How one thing stands: an icon, a line, a dim line, and at most one thing to do about it. All text is plain
/// text. GUI thread.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    enum class Tone { Good, Neutral, Warning };

    explicit StatusLine(QWidget *parent = nullptr);

    void setStatus(Tone tone, const QString &what, const QString &detail = {});
    void setAction(const QString &text); ///< empty: none
    void setActionEnabled(bool isEnabled);
    QString what() const;
    QString detail() const;
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    Tone m_tone = Tone::Neutral;
    QLabel *m_icon;
    QLabel *m_what;
    QLabel *m_detail;
    QPushButton *m_button;
};

}
