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
    QImage picture; ///< null: there is none

    static bool areIn(const QMimeData &data); ///< cheap
    static CarriedFiles read(const QMimeData &data);
};

}
