// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/linepainter.h"

#include <QPlainTextEdit>

namespace linnet {

/// The text box of the composer: plain text with pills in it, as high as its text between 1 and 10 lines;
/// Enter asks to send, Shift+Enter breaks, and an input method that is composing gets every key first. A pill
/// is a name that stands for a person; who changes a letter of it has text again. GUI thread.
class ComposerEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr int MaxLines = 10;

    explicit ComposerEdit(QWidget *parent = nullptr);

    void setHint(const QString &text); ///< shown while there is no text, cut where there is no room
    bool isComposing() const { return m_isComposing; }

    QString source() const; ///< with pills as PillText writes them
    void setSource(const QString &source);
    /// Puts a pill and a blank in the place of `length` letters at `start`.
    void insertPill(int start, int length, const QString &name, const UserId &user);

Q_SIGNALS:
    void sendRequested();
    /// Files or a picture were pasted (CarriedFiles).
    void filesPasted(const QMimeData &data);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitHeight();
    void mendPills();
    bool removePill();
    QTextCharFormat pillFormat(const QString &name, const UserId &user) const;

    QString m_hint;
    LinePainter m_lines; ///< the cursor blinks all day, and each time the hint is painted
    bool m_isComposing = false;
    bool m_isMending = false;
    bool m_hasPills = false;
};

}
