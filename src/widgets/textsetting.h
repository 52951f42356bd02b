// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/settingnote.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>

namespace linnet {

/// A line that says when it is left for something else in its window. Who looks into another window comes
/// back to it. GUI thread.
class WrittenLine : public QLineEdit
{
    Q_OBJECT

public:
    explicit WrittenLine(QWidget *parent) : QLineEdit(parent) {}

Q_SIGNALS:
    void left();

protected:
    void focusOutEvent(QFocusEvent *event) override;
};

/// Several lines that say when one has written them: by leaving them as a WrittenLine is left, or with
/// Ctrl+Enter. GUI thread.
class LinesEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LinesEdit(QWidget *parent);

Q_SIGNALS:
    void confirmed(); ///< by the keys
    void editingFinished();

protected:
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

/// A text that is saved once it is written, by Enter or by leaving it, with what came of it below. What
/// others change meanwhile never replaces what is being typed. GUI thread.
class TextSetting : public QWidget
{
    Q_OBJECT

public:
    TextSetting(const QString &label, bool hasLines, QWidget *parent);

    void setValue(const QString &value); ///< as it is now
    void setCanChange(const CanChange &may);
    void setSaved();
    void setFailed(const Error &error); ///< what was typed stays
    void commit();                      ///< as if it were left

Q_SIGNALS:
    void changeRequested(const QString &value);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString typed() const;
    void put(const QString &text);
    void onEdited();
    void tryAgain();
    void undo();
    void request(const QString &value);

    WrittenLine *m_line = nullptr;
    LinesEdit *m_lines = nullptr;
    SettingNote *m_note;
    QString m_value;
    QString m_before; ///< of what was saved last
    bool m_isPutting = false;
    bool m_isEdited = false;
    bool m_isSaving = false;
    bool m_isRefused = false; ///< as it stands there; leaving it does not try it again
};

}
