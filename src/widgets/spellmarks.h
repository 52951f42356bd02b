// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/spellwords.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

class QMenu;
class QPlainTextEdit;
class QTextCursor;

namespace linnet {

class SpellChecker;

/// Underlines the words of a text box that are spelled wrong, but for the one that is being typed, and offers
/// better ones in its context menu. Owned by the box. GUI thread.
class SpellMarks : public QObject
{
    Q_OBJECT

public:
    explicit SpellMarks(QPlainTextEdit &edit);

    void setChecker(SpellChecker *checker); ///< null: nothing is marked
    /// What `isSkipped` says of the first letter of a word: it stands for something else, such as a person.
    void setSkip(std::function<bool(int position)> isSkipped) { m_isSkipped = std::move(isSkipped); }
    /// Opens the context menu of the box, with its own actions at the end, for the word there, the one that
    /// is being typed too, once it is known what to offer; not at all if one has gone on by then.
    void openMenu(const QPoint &at, bool isByKeyboard);

private:
    void mark();
    void onTyped();
    static const SpellWord *wordAt(const QList<SpellWord> &words, int position);
    void fill(QMenu &menu, const SpellWord &word, const QString &text, const QStringList &suggestions);
    void replace(const SpellWord &word, const QString &text, const QString &by);

    QPlainTextEdit &m_edit;
    QPointer<SpellChecker> m_checker;
    std::function<bool(int)> m_isSkipped;
    QList<SpellWord> m_words; ///< all that are looked at
    QList<SpellWord> m_wrong;
    QTimer m_timer;
    bool m_isTyping = false; ///< the word before the cursor is not done yet
};

}
