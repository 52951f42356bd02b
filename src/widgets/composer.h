// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace linnet {

class ComposerEdit;

/// Where one writes: text box and send button in one frame, and a line above them for what cannot be sent.
/// Knows nothing of rooms; drafts are kept by its owner. GUI thread.
class Composer : public QWidget
{
    Q_OBJECT

public:
    explicit Composer(QWidget *parent = nullptr);

    void setRoomName(const QString &name);
    QString text() const;
    void setText(const QString &text); ///< a draft: nothing is said to be typed
    void focusText();
    /// A key that was pressed elsewhere in the window: takes the focus and types it.
    void typeKey(QKeyEvent *event);
    void showNotice(const QString &text); ///< empty: none

Q_SIGNALS:
    /// Ready to go out; `isEmote` for `/me`. The box is empty already.
    void sendRequested(const QString &text, bool isEmote);
    void textEdited();
    /// False when the text is gone or sent.
    void typingChanged(bool isTyping);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void send();
    void sendAsText();
    void onEdited();
    void applyTheme();

    QWidget *m_box;
    ComposerEdit *m_edit;
    QToolButton *m_send;
    QWidget *m_notice;
    QLabel *m_noticeText;
    QPushButton *m_asText;
    bool m_isTyping = false;
    bool m_isLoading = false;
};

}
