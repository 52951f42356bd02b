// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/qrwords.h"

#include "session/qrgrant.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    QLatin1String code;
    const char *what;
};

const Words OfCodes[]{
    {QrPairing::WrongCode,
     QT_TRANSLATE_NOOP("linnet::QrWords",
                       "These are not the digits of the other screen. To be safe, all of it was stopped: "
                       "begin again, and look at them closely.")},
    {QrGrant::NotVerified,
     QT_TRANSLATE_NOOP("linnet::QrWords",
                       "This session does not have the keys that the other device needs. Verify it first, or "
                       "enter your recovery key, in the settings under Encryption.")},
    {QrPairing::OtherFailed,
     QT_TRANSLATE_NOOP("linnet::QrWords",
                       "Something went wrong on the other device. Look there, and begin again.")},
    {QLatin1String("expired_token"),
     QT_TRANSLATE_NOOP("linnet::QrWords", "It took too long: servers give this little time, often a minute. "
                                          "Have both devices at hand, and get another code.")},
    {QLatin1String("access_denied"), QT_TRANSLATE_NOOP("linnet::QrWords", "The sign-in was declined.")},
    {QLatin1String("unsupported_protocol"),
     QT_TRANSLATE_NOOP("linnet::QrWords",
                       "The other app cannot sign in in this way. Sign in there by the browser.")},
    {QLatin1String("device_already_exists"),
     QT_TRANSLATE_NOOP("linnet::QrWords",
                       "Your account has this session already. Begin again on the other device.")},
    {QLatin1String("device_not_found"),
     QT_TRANSLATE_NOOP("linnet::QrWords",
                       "Your server does not know the new session, so it was given no keys. Begin again.")},
    {QLatin1String("unexpected_message_received"),
     QT_TRANSLATE_NOOP("linnet::QrWords",
                       "The other app did not understand Linnet. Sign in there by the browser.")},
};

QString tr(const char *words)
{
    return QCoreApplication::translate("linnet::QrWords", words);
}

}

ErrorText qrWords(const Error &error)
{
    ErrorText text = ErrorText::of(error);
    for (const Words &words : OfCodes) {
        if (error.matrixCode == words.code)
            text.what = tr(words.what);
    }
    if (error.kind == Error::Kind::Unsupported)
        text.what =
            tr(QT_TRANSLATE_NOOP("linnet::QrWords", "Your server does not let one sign in in this way."));
    else if (error.kind == Error::Kind::Cancelled)
        text.what = tr(QT_TRANSLATE_NOOP("linnet::QrWords", "It was given up on the other device."));
    else if (error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::BadReply)
        text.what = tr(QT_TRANSLATE_NOOP(
            "linnet::QrWords", "What came of the other device, or of the server, cannot be trusted or "
                               "understood. Begin again; if it stays so, sign in by the browser."));
    return text;
}

}
