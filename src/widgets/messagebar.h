// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace linnet {

/// A thin bar with a line, a dim line, and one thing to do about it or two. Takes no focus and covers
/// nothing. All text is plain text. GUI thread.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    enum class Tone { Information, Warning, Failure };

    explicit MessageBar(QWidget *parent = nullptr);

    void setMessage(Tone tone, const QString &what, const QString &detail = {});
    void setAction(const QString &text);       ///< empty: none
    void setSecondAction(const QString &text); ///< the lesser of two; empty: none
    void setClosable(bool isClosable);
    QString message() const;

Q_SIGNALS:
    void actionTriggered();
    void secondTriggered();
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyTheme();

    Tone m_tone = Tone::Information;
    QLabel *m_icon;
    QLabel *m_what;
    QLabel *m_detail;
    QPushButton *m_action;
    QPushButton *m_second;
    QToolButton *m_close;
};

}
