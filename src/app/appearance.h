// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

class QCoreApplication;

namespace linnet {

/// What is set once for the whole program before its first window: palette, icons, language. Needs a
/// QApplication.
namespace appearance {

/// The system's own palette and style, or for pictures a light or dark one that is the same everywhere.
/// Fusion becomes MarkStyle.
void setPalette(CommandLine::Palette palette);
/// Breeze where the desktop brings no icons of its own, in the colour that fits the palette.
void setIcons();
/// Qt's own words and Linnet's, in the system's language.
void setLanguage(QCoreApplication &application);

}

}
