// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/person.h"
#include "support/realclient.h"

#include <QObject>

namespace linnet::test {

/// What the tests of the 2014 guide share: each of their functions runs in both dialects against the real
/// home server at $LINNET_TEST_HOMESERVER, with alice, who has just signed up with Linnet, and bob, who is at
/// another client. Both are new people each time.
class GuideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void init();

protected Q_SLOTS:
    void cleanup();

protected:
    static QUrl server();
    /// Where alice finds it, if that is not straight; asked before each test function.
    virtual QUrl aliceServer() { return server(); }
    static Dialect dialect();
    bool isLegacy() const { return dialect() == Dialect::V1; }
    RealClient &alice() { return *m_alice; }
    Person &bob() { return m_bob; }
    QString aliceId() const { return m_aliceId; }
    /// A room of bob's that alice is in, both here and there; empty if that fails.
    QString sharedRoom(const QString &name);
    /// Alice says it through her send queue.
    TxnId say(const QString &room, const QString &text, bool isEmote = false);
    bool isUnsentEmpty() { return alice().session().sendQueue().count() == 0; }

private:
    std::unique_ptr<RealClient> m_alice;
    QString m_aliceId;
    Person m_bob{QUrl()};
};

}
