// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/pilltext.h"

#include <QPlainTextEdit>

namespace linnet {

class SpellMarks;

/// The text box of the composer: plain text with pills in it, as high as its text between 1 and 10 lines;
/// Enter asks to send, Shift+Enter breaks, and an input method that is composing gets every key first. A pill
/// is a name that stands for a person or a custom emoji; who changes a letter of it has text again. Its
/// actions put marks of Markdown around what is selected. GUI thread.
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
    SpellMarks &spelling() { return *m_spelling; }
    /// Puts a pill and a blank in the place of `length` letters at `start`.
    void insertPill(int start, int length, const PillText::Run &pill);

Q_SIGNALS:
    void sendRequested();
    /// Files or a picture were pasted (CarriedFiles).
    void filesPasted(const QMimeData &data);
    void sourceSet(); ///< by setSource(), and not by a person

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addMarks(const QString &text, QKeyCombination keys, const QString &marks);
    void takeFont();
    void fitHeight();
    void turn();
    void mendPills();
    bool removePill();
    QTextCharFormat pillFormat(const PillText::Run &pill);

    SpellMarks *m_spelling;
    QString m_hint;
    LinePainter m_lines; ///< the cursor blinks all day, and each time the hint is painted
    bool m_isComposing = false;
    bool m_isMending = false;
    bool m_hasPills = false;
    int m_pills = 0; ///< made so far: two that are alike stay two
};

}
