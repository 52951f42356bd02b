// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/onewaybuffer.h"

#include <algorithm>
#include <cstring>

namespace linnet {

qint64 OneWayBuffer::readData(char *data, qint64 most)
{
    if (atEnd())
        return -1;
    const qint64 count = std::min<qint64>(most, m_bytes.size() - m_at);
    std::memcpy(data, m_bytes.constData() + m_at, static_cast<size_t>(count));
    m_at += count;
    return count;
}

}
