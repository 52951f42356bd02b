// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace linnet {

/// Bytes that can be read once. QNetworkAccessManager quietly sends a request again when a kept connection
/// turns out to be dead; it cannot with a body like this, so that nothing is posted twice. Internal to this
/// layer.
class OneWayBuffer final : public QIODevice
{
    Q_OBJECT

public:
    OneWayBuffer(QByteArray bytes, QObject *parent) : QIODevice(parent), m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } // without the warning of QIODevice
    bool atEnd() const override { return m_at == m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

}
