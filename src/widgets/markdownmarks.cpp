// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/markdownmarks.h"

#include <QPlainTextEdit>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace linnet {

namespace {

/// How many of `mark` follow each other from `at` on, forwards or (`step` -1) backwards.
int countFrom(const QTextDocument &text, int at, int step, QChar mark)
{
    int count = 0;
    while (text.characterAt(at + step * count) == mark)
        ++count;
    return count;
}

/// Three stars are both kinds of emphasis.
bool contains(int count, const QString &marks)
{
    return marks.size() == 1 ? count % 2 == 1 : count >= marks.size();
}

void replace(QTextCursor &cursor, int start, int end, const QString &by)
{
    cursor.setPosition(start);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.insertText(by, QTextCharFormat()); // they are no part of a name that they stand beside
}

}

void MarkdownMarks::toggle(QPlainTextEdit &edit, const QString &marks)
{
    const QTextDocument &text = *edit.document();
    const QChar mark = marks.front();
    const int length = int(marks.size());
    QTextCursor cursor = edit.textCursor();
    int start = cursor.selectionStart();
    int end = cursor.selectionEnd();
    // With a blank inside of them they are no marks.
    while (start < end && text.characterAt(end - 1).isSpace())
        --end;
    while (start < end && text.characterAt(start).isSpace())
        ++start;
    while (end - start > 1 && text.characterAt(start) == mark && text.characterAt(end - 1) == mark) {
        ++start;
        --end;
    }
    const int before = countFrom(text, start - 1, -1, mark);
    const int after = countFrom(text, end, 1, mark);
    const QChar neighbour = text.characterAt(start - before - 1);
    if (start == end && before != after && contains(after, marks) && !neighbour.isNull() &&
        !neighbour.isSpace()) {
        cursor.setPosition(end + length);
        return edit.setTextCursor(cursor);
    }
    const bool isMarked = contains(std::min(before, after), marks);
    const int outside = isMarked ? length : 0;
    const QString by = isMarked ? QString() : marks;
    cursor.beginEditBlock();
    replace(cursor, end, end + outside, by);
    replace(cursor, start - outside, start, by);
    cursor.endEditBlock();
    const int shift = isMarked ? -length : length;
    cursor.setPosition(start + shift);
    cursor.setPosition(end + shift, QTextCursor::KeepAnchor);
    edit.setTextCursor(cursor);
}

}
