// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>

class QMimeData;

namespace linnet {

/// What a clipboard or a drag holds that can be attached to a message: files of this computer, else a picture
/// that comes without text. A value. GUI thread.
struct CarriedFiles
{
    QStringList paths;
    QByteArray png; ///< of a picture as it is, to be looked at elsewhere; empty: there is none
    QImage picture; ///< one that has no such bytes; null: there is none

    static bool areIn(const QMimeData &data); ///< cheap
    static CarriedFiles read(const QMimeData &data);
};

}
