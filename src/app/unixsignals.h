// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace linnet {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, so that the program ends as if one had quit it. A
/// second one ends it at once. GUI thread; one per process. Does nothing on Windows.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void endRequested();

private:
    int m_readEnd = -1;
};

}
