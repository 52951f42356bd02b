// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"

#include <QPlainTextEdit>

namespace linnet {

/// The text box of the composer: plain text only, as high as its text between 1 and 10 lines; Enter asks to
/// send, Shift+Enter breaks, and an input method that is composing gets every key first. GUI thread.
class ComposerEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr int MaxLines = 10;

    explicit ComposerEdit(QWidget *parent = nullptr);

    void setHint(const QString &text); ///< shown while there is no text, cut where there is no room
    bool isComposing() const { return m_isComposing; }

Q_SIGNALS:
    void sendRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitHeight();

    QString m_hint;
    LinePainter m_lines; ///< the cursor blinks all day, and each time the hint is painted
    bool m_isComposing = false;
};

}
