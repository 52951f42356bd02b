// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakebrowser.h"

#include <QDesktopServices>

namespace linnet::test {

FakeBrowser::FakeBrowser()
{
    QDesktopServices::setUrlHandler(QStringLiteral("http"), this, "open");
    QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "open");
}

FakeBrowser::~FakeBrowser()
{
    QDesktopServices::unsetUrlHandler(QStringLiteral("http"));
    QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
}

}
