// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/spelldictionary.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace linnet::testing {

/// Dictionaries of a few words, as a system has them.
class SpellFolder
{
public:
    QString path() const { return m_folder.path(); }
    QString ownWords() const { return m_folder.filePath(QStringLiteral("words.txt")); }
    void add(const QString &code, const QStringList &words, const QByteArray &encoding = "UTF-8")
    {
        write(code + QStringLiteral(".aff"), "SET " + encoding + "\nTRY esianrtolcdugmphbyfvkwz\n");
        QByteArray list = QByteArray::number(words.size()) + '\n';
        for (const QString &word : words)
            list += (encoding == "UTF-8" ? word.toUtf8() : word.toLatin1()) + '\n';
        write(code + QStringLiteral(".dic"), list);
    }
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
    }
    QList<SpellDictionary> all() const { return SpellDictionary::find({path()}); }

private:
    QTemporaryDir m_folder;
};

}
