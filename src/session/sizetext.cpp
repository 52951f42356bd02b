// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sizetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace linnet {

namespace {

constexpr qint64 Kilo = 1000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::SizeText)
};

}

QString sizeText(qint64 bytes)
{
    // QLocale knows of no plural.
    if (bytes >= 0 && bytes < Kilo)
        return Words::tr("%n byte(s)", nullptr, int(bytes));
    return QLocale().formattedDataSize(bytes, bytes < 10 * Kilo ? 0 : 1, QLocale::DataSizeSIFormat);
}

}
