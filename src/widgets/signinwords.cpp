// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signinwords.h"

#include <QCoreApplication>

namespace linnet {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("linnet::SignInWords", words);
}

}

ErrorText browserSignInWords(const Error &error)
{
    ErrorText text = ErrorText::of(error, ErrorText::During::SignIn);
    if (error.kind == Error::Kind::Timeout)
        text.what = tr(QT_TRANSLATE_NOOP("linnet::SignInWords", "Nobody signed in in time. Try again."));
    else if (error.kind == Error::Kind::OtherAccount)
        text.what = tr(QT_TRANSLATE_NOOP("linnet::SignInWords",
                                         "Somebody else signed in. Sign in as the same person as before."));
    else if (error.kind == Error::Kind::Unsupported)
        text.what =
            tr(QT_TRANSLATE_NOOP("linnet::SignInWords", "This server does not let one sign in in this way."));
    return text;
}

}
