// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/application.h"
#include "matrix/certificateerror.h"

#include "support/json.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslError>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

class TestCertificateError : public QObject
{
    Q_OBJECT

private:
    static qint64 released()
    {
        return QDateTime(QDate::fromString(QLatin1String(application::Date), Qt::ISODate), QTime(12, 0),
                         Qt::UTC)
            .toMSecsSinceEpoch();
    }

private Q_SLOTS:
    void namesTheOneThing_data()
    {
        using E = QSslError;
        using K = Error::Kind;
        QTest::addColumn<QList<int>>("errors");
        QTest::addColumn<K>("kind");
        const auto row = [](const char *name, const QList<int> &errors, K kind) {
            QTest::newRow(name) << errors << kind;
        };
        row("expired", {E::CertificateExpired}, K::CertificateExpired);
        row("too early", {E::CertificateNotYetValid}, K::CertificateTooEarly);
        row("self-signed", {E::SelfSignedCertificate}, K::CertificateUntrusted);
        row("self-signed root", {E::SelfSignedCertificateInChain}, K::CertificateUntrusted);
        row("unknown issuer", {E::UnableToGetLocalIssuerCertificate, E::UnableToVerifyFirstCertificate},
            K::CertificateUntrusted);
        row("other name", {E::HostNameMismatch}, K::CertificateOfAnother);
        row("a portal's", {E::SelfSignedCertificate, E::CertificateExpired, E::HostNameMismatch},
            K::CertificateOfAnother);
        row("an old one of nobody", {E::CertificateExpired, E::SelfSignedCertificate},
            K::CertificateUntrusted);
        row("something else", {E::NoPeerCertificate}, K::Tls);
        row("nothing", {}, K::Tls);
    }
    void namesTheOneThing()
    {
        QFETCH(QList<int>, errors);
        QFETCH(Error::Kind, kind);
        QList<QSslError> list;
        for (int error : errors)
            list << QSslError(QSslError::SslError(error), QSslCertificate(testData(u"selfsigned.pem"_qs)));
        const Error error = certificateError(list, released());
        QCOMPARE(error.kind, kind);
        QVERIFY(errors.isEmpty() || !error.text.isEmpty());
        QVERIFY(kind == Error::Kind::Tls ? error.isOfTheWay() : error.isOfCertificate());
    }
    void saysWhatTheCertificateHolds()
    {
        const QSslCertificate certificate(testData(u"selfsigned.pem"_qs));
        const auto textOf = [&](QSslError::SslError error) {
            return certificateError({QSslError(error, certificate)}, released()).text;
        };
        QVERIFY(textOf(QSslError::HostNameMismatch).endsWith(u"(localhost)"));
        QVERIFY(textOf(QSslError::CertificateExpired).endsWith(u"(2126-10-31)"));
        QVERIFY(textOf(QSslError::CertificateNotYetValid).endsWith(u"(2026-11-24)"));
    }
    void suspectsTheClock_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("isSuspect");
        QTest::newRow("1970") << -20'000 << true;
        QTest::newRow("last year") << -365 << true;
        QTest::newRow("elsewhere it is still yesterday") << -1 << false;
        QTest::newRow("the day it came out") << 0 << false;
        QTest::newRow("in five years") << 5 * 365 << false;
        QTest::newRow("in thirty years") << 30 * 365 << true;
    }
    void suspectsTheClock()
    {
        QFETCH(int, days);
        QFETCH(bool, isSuspect);
        const qint64 now = released() + days * 86'400'000LL;
        const auto kindOf = [&](QSslError::SslError error) {
            return certificateError({QSslError(error)}, now).kind;
        };
        QCOMPARE(kindOf(QSslError::CertificateExpired) == Error::Kind::CertificateClock, isSuspect);
        QCOMPARE(kindOf(QSslError::CertificateNotYetValid) == Error::Kind::CertificateClock, isSuspect);
        QCOMPARE(kindOf(QSslError::HostNameMismatch), Error::Kind::CertificateOfAnother);
        QCOMPARE(kindOf(QSslError::SelfSignedCertificate), Error::Kind::CertificateUntrusted);
    }
};

QTEST_GUILESS_MAIN(TestCertificateError)
#include "tst_certificateerror.moc"
