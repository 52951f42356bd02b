// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/givensecrets.h"

#include "base/logging.h"
#include "bridge/passphrasebox.h"

namespace linnet {

GivenSecrets::GivenSecrets(Recovery &recovery, QByteArray bundle, QObject *parent)
    : QObject(parent), m_recovery(recovery), m_bundle(std::move(bundle))
{
}

GivenSecrets::~GivenSecrets()
{
    wipe(m_bundle);
}

void GivenSecrets::onCommitted()
{
    if (!isWaiting() || m_isTaking || !m_recovery.isAvailable() || m_recovery.isBusy())
        return;
    m_isTaking = true;
    m_recovery.take(m_bundle).then(this, [this](const Status &status) {
        m_isTaking = false;
        if (!status)
            qCWarning(lcSession) << "what another session has given was not taken:"
                                 << int(status.error().kind) << status.error().httpStatus;
        if (status || !status.error().isTransient())
            wipe(m_bundle);
    });
}

}
