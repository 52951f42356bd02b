// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spellmarks.h"

#include "widgets/spellchecker.h"
#include "widgets/theme.h"

#include <QMenu>
#include <QPlainTextEdit>

#include <algorithm>
#include <utility>

namespace linnet {

namespace {

constexpr qsizetype LongestText = 100'000; ///< longer ones are pasted, not written
constexpr qsizetype MostMarks = 500;

}

SpellMarks::SpellMarks(QPlainTextEdit &edit) : QObject(&edit), m_edit(edit)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SpellMarks::mark);
    connect(&edit, &QPlainTextEdit::textChanged, this, &SpellMarks::onTyped);
    connect(&edit, &QPlainTextEdit::cursorPositionChanged, &m_timer, qOverload<>(&QTimer::start));
}

void SpellMarks::setChecker(SpellChecker *checker)
{
    if (m_checker)
        disconnect(m_checker.data(), nullptr, &m_timer, nullptr);
    m_checker = checker;
    if (m_checker)
        connect(m_checker, &SpellChecker::checked, &m_timer, qOverload<>(&QTimer::start));
    m_timer.start();
}

void SpellMarks::onTyped()
{
    m_isTyping = m_edit.hasFocus();
    m_timer.start();
}

void SpellMarks::mark()
{
    m_words.clear();
    m_wrong.clear();
    QList<QTextEdit::ExtraSelection> marks;
    if (m_checker && m_checker->isOn()) {
        const QString text =
            m_edit.document()->characterCount() > LongestText ? QString() : m_edit.toPlainText();
        const int cursor = m_edit.textCursor().position();
        m_words = spellWords(text);
        m_words.removeIf([this](const SpellWord &word) { return m_isSkipped && m_isSkipped(word.start); });
        const auto isAtCursor = [cursor](const SpellWord &word) {
            return word.start <= cursor && cursor <= word.start + word.length;
        };
        // Once the cursor has left the word it is done.
        m_isTyping = m_isTyping && std::any_of(m_words.cbegin(), m_words.cend(), isAtCursor);
        QSet<QString> asked;
        for (const SpellWord &word : std::as_const(m_words)) {
            if (!m_isTyping || !isAtCursor(word))
                asked.insert(text.mid(word.start, word.length));
        }
        const QSet<QString> wrong = m_checker->wrong(asked);
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
        format.setUnderlineColor(Theme(m_edit.palette()).danger);
        for (const SpellWord &word : std::as_const(m_words)) {
            if ((m_isTyping && isAtCursor(word)) || !wrong.contains(text.mid(word.start, word.length)) ||
                m_wrong.size() >= MostMarks)
                continue;
            m_wrong.append(word);
            QTextEdit::ExtraSelection selection;
            selection.cursor = QTextCursor(m_edit.document());
            selection.cursor.setPosition(word.start);
            selection.cursor.setPosition(word.start + word.length, QTextCursor::KeepAnchor);
            selection.format = format;
            marks.append(selection);
        }
    }
    if (!marks.isEmpty() || !m_edit.extraSelections().isEmpty())
        m_edit.setExtraSelections(marks);
}

const SpellWord *SpellMarks::wordAt(const QList<SpellWord> &words, int position)
{
    for (const SpellWord &word : words) {
        if (word.start <= position && position <= word.start + word.length)
            return &word;
    }
    return nullptr;
}

void SpellMarks::openMenu(const QPoint &at, bool isByKeyboard)
{
    const QPoint local = isByKeyboard ? m_edit.cursorRect().bottomLeft() : at;
    const QPoint global = m_edit.viewport()->mapToGlobal(local);
    const int position =
        isByKeyboard ? m_edit.textCursor().position() : m_edit.cursorForPosition(local).position();
    // Who asks is done with the word that was being typed, of which nothing is known yet.
    const bool wasTyping = std::exchange(m_isTyping, false);
    if (wasTyping)
        mark();
    const SpellWord *found = m_checker ? wordAt(wasTyping ? m_words : m_wrong, position) : nullptr;
    const auto open = [this, global](const std::function<void(QMenu &)> &fillIn) {
        QMenu *menu = m_edit.createStandardContextMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillIn(*menu);
        menu->addSeparator();
        menu->addActions(m_edit.actions());
        menu->popup(global);
    };
    if (!found)
        return open([](QMenu &) {});
    const SpellWord word = *found;
    const QString before = m_edit.toPlainText();
    const QString text = before.mid(word.start, word.length);
    m_checker->suggest(text, this, [this, open, word, before, text](const QStringList &suggestions) {
        // It must not pop up over what one does by now.
        if (!m_edit.hasFocus() || m_edit.toPlainText() != before)
            return;
        mark(); // it has been looked up by now
        open([&](QMenu &menu) {
            if (wordAt(m_wrong, word.start))
                fill(menu, word, text, suggestions);
        });
    });
}

void SpellMarks::fill(QMenu &menu, const SpellWord &word, const QString &text, const QStringList &suggestions)
{
    QAction *before = menu.actions().value(0);
    const auto add = [&](const QString &words) {
        auto *action = new QAction(QString(words).replace(u'&', QLatin1String("&&")), &menu);
        menu.insertAction(before, action);
        return action;
    };
    for (const QString &each : suggestions) {
        QAction *action = add(each);
        QFont font = action->font();
        font.setBold(true);
        action->setFont(font);
        connect(action, &QAction::triggered, this, [this, word, text, each] { replace(word, text, each); });
    }
    if (suggestions.isEmpty())
        add(tr("No suggestions"))->setEnabled(false);
    menu.insertSeparator(before);
    connect(add(tr("Add to dictionary")), &QAction::triggered, this, [this, text] {
        if (m_checker)
            m_checker->add(text);
    });
    connect(add(tr("Ignore")), &QAction::triggered, this, [this, text] {
        if (m_checker)
            m_checker->ignore(text);
    });
    menu.insertSeparator(before);
}

void SpellMarks::replace(const SpellWord &word, const QString &text, const QString &by)
{
    QTextCursor cursor(m_edit.document());
    cursor.setPosition(word.start);
    cursor.setPosition(word.start + word.length, QTextCursor::KeepAnchor);
    if (cursor.selectedText() != text)
        return; // it was edited while the menu was open
    cursor.insertText(by);
}

}
