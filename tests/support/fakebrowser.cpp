// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakebrowser.h"

#include <QDesktopServices>

#include <array>

namespace linnet::test {

namespace {

constexpr std::array schemes{"http", "https", "mailto", "ftp", "magnet", "file"};

}

FakeBrowser::FakeBrowser()
{
    for (const char *scheme : schemes)
        QDesktopServices::setUrlHandler(QLatin1String(scheme), this, "open");
}

FakeBrowser::~FakeBrowser()
{
    for (const char *scheme : schemes)
        QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
}

}
