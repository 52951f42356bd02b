// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QWidget>

class QToolButton;

namespace linnet {

class ComposerEdit;

/// What is in the composer's frame while one writes: the text box and the buttons beside it. GUI thread.
class ComposerBox : public QWidget
{
    Q_OBJECT

public:
    /// `attachKey` is told at the button that does the same.
    explicit ComposerBox(const QKeySequence &attachKey, QWidget *parent = nullptr);

    ComposerEdit &edit() { return *m_edit; }
    void setMayAttach(bool may);                   ///< at first one may not
    void setCanPoll(bool can) { m_canPoll = can; } ///< the button that attaches files offers polls too
    /// Whether there is something to send. Where there is not, and one may speak, a microphone takes the
    /// button's place.
    void setSendable(bool hasAnything, bool maySpeak);

Q_SIGNALS:
    void attachRequested();
    void pollRequested();
    void emojiRequested(const QPoint &at); ///< the panel is to be opened with its end there (global)
    void sendRequested();                  ///< by the button, or from the text box
    void speakRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void name(QToolButton *button, const QString &objectName, const QString &text, const QString &toolTip);
    void layOut();
    void offer();
    void applyTheme();

    QKeySequence m_attachKey;
    QToolButton *m_attach;
    ComposerEdit *m_edit;
    QToolButton *m_emoji;
    QToolButton *m_send;
    QToolButton *m_microphone; ///< in the place of m_send while there is nothing to send
    bool m_canPoll = false;
};

}
