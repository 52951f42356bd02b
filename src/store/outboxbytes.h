// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace linnet {

/// What an unsent message carries and what lies nowhere else. Null: there is none of it.
struct OutboxBytes
{
    QByteArray file; ///< of a pasted picture, a voice recording
    QByteArray thumbnail;

    bool isEmpty() const { return file.isNull() && thumbnail.isNull(); }
};

}
