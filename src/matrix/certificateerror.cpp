// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/certificateerror.h"

#include "base/application.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslError>

#include <algorithm>

namespace linnet {

namespace {

using Kind = Error::Kind;

constexpr int PlausibleYears = 15; ///< that a program of ours may be in use
constexpr qsizetype MostNames = 5;

/// In the order in which they count.
constexpr Kind kinds[] = {Kind::CertificateOfAnother, Kind::CertificateUntrusted, Kind::CertificateExpired,
                          Kind::CertificateTooEarly};

Kind kindOf(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::HostNameMismatch:
        return Kind::CertificateOfAnother;
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::CertificateBlacklisted:
    case QSslError::CertificateRevoked:
    case QSslError::InvalidCaCertificate:
        return Kind::CertificateUntrusted;
    case QSslError::CertificateExpired:
        return Kind::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return Kind::CertificateTooEarly;
    default:
        return Kind::Tls;
    }
}

bool isPlausible(qint64 now)
{
    const QDateTime released =
        QDateTime::fromString(QLatin1String(application::Date) + QLatin1String("T00:00:00Z"), Qt::ISODate);
    const QDateTime today = QDateTime::fromMSecsSinceEpoch(now);
    // A day for those who are elsewhere.
    return today > released.addDays(-1) && today < released.addYears(PlausibleYears);
}

QString detailOf(Kind kind, const QSslCertificate &certificate)
{
    switch (kind) {
    case Kind::CertificateOfAnother: {
        QStringList names = certificate.subjectAlternativeNames().values();
        if (names.isEmpty())
            names = certificate.subjectInfo(QSslCertificate::CommonName);
        return names.mid(0, MostNames).join(QLatin1String(", "));
    }
    case Kind::CertificateExpired:
        return certificate.expiryDate().date().toString(Qt::ISODate);
    case Kind::CertificateTooEarly:
        return certificate.effectiveDate().date().toString(Qt::ISODate);
    default:
        return {};
    }
}

}

Error certificateError(const QList<QSslError> &errors, qint64 now)
{
    for (const Kind kind : kinds) {
        const auto found = std::find_if(errors.begin(), errors.end(),
                                        [kind](const QSslError &error) { return kindOf(error) == kind; });
        if (found == errors.end())
            continue;
        const QString detail = detailOf(kind, found->certificate());
        const QString text = found->errorString();
        const bool isOfTime = kind == Kind::CertificateExpired || kind == Kind::CertificateTooEarly;
        return Error::of(isOfTime && !isPlausible(now) ? Kind::CertificateClock : kind,
                         detail.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, detail));
    }
    return Error::of(Kind::Tls, errors.isEmpty() ? QString() : errors.first().errorString());
}

}
