// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/displayname.h"

namespace linnet {

namespace {

constexpr QChar FirstStrongIsolate = QChar(0x2068);
constexpr QChar PopDirectionalIsolate = QChar(0x2069);

bool isDirectionControl(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F ||
           u == 0x061C;
}

}

QString cleanName(const QString &name)
{
    QString clean;
    clean.reserve(name.size());
    for (const QChar c : name) {
        if (!isDirectionControl(c))
            clean.append(c.category() == QChar::Other_Control ? QChar(u' ') : c);
    }
    return clean.simplified();
}

QString isolated(const QString &name)
{
    return FirstStrongIsolate + cleanName(name) + PopDirectionalIsolate;
}

QString withoutIsolates(QString text)
{
    return text.remove(FirstStrongIsolate).remove(PopDirectionalIsolate);
}

QString shortened(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    const qsizetype kept = longest - 1;
    return text.first(text.at(kept - 1).isHighSurrogate() ? kept - 1 : kept).trimmed() + QChar(0x2026);
}

QString oneLine(const QString &text, qsizetype longest)
{
    QString line = text.left(2 * longest).simplified().left(longest);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1);
    return line;
}

}
