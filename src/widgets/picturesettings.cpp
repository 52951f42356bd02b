// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picturesettings.h"

#include <QApplication>
#include <QSettings>
#include <QStyle>

#include <array>

namespace linnet {

namespace {

const QString ShowKey = QStringLiteral("pictures/show");
const QString PlayKey = QStringLiteral("pictures/play");

/// In the order of the enumerations.
const std::array<const char *, 3> shows{"always", "private", "never"};
const std::array<const char *, 3> plays{"always", "hover", "never"};

/// What is not there, or no word of these, leaves `value` as it is.
template <typename T>
void readWord(const QSettings &settings, const QString &key, const std::array<const char *, 3> &words,
              T &value)
{
    const QString word = settings.value(key).toString();
    for (size_t i = 0; i < words.size(); ++i) {
        if (word == QLatin1String(words[i]))
            value = T(i);
    }
}

}

bool PictureSettings::mayPlay(bool isActive, bool isHovered) const
{
    const bool isWanted = play == Play::Always || (play == Play::OnHover && isHovered);
    const bool isCalm = QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
    return isActive && isWanted && !isCalm;
}

PictureSettings PictureSettings::read(const QString &settingsPath)
{
    const QSettings settings(settingsPath, QSettings::IniFormat);
    PictureSettings result;
    readWord(settings, ShowKey, shows, result.show);
    readWord(settings, PlayKey, plays, result.play);
    return result;
}

void PictureSettings::write(const QString &settingsPath) const
{
    QSettings settings(settingsPath, QSettings::IniFormat);
    settings.setValue(ShowKey, QLatin1String(shows[size_t(show)]));
    settings.setValue(PlayKey, QLatin1String(plays[size_t(play)]));
}

}
