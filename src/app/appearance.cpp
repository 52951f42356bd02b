// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/appearance.h"

#include "app/markstyle.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QPalette>
#include <QStyle>
#include <QTranslator>

namespace linnet::appearance {

namespace {

struct Shades
{
    QColor window, base, alternate, text, button, mid, highlight, link;
};

const Shades LightShades{{0xef, 0xf0, 0xf1}, {0xff, 0xff, 0xff}, {0xf7, 0xf7, 0xf8}, {0x23, 0x26, 0x29},
                         {0xfc, 0xfc, 0xfc}, {0xb8, 0xbc, 0xc0}, {0x2b, 0x7d, 0xc4}, {0x1d, 0x67, 0xa8}};
const Shades DarkShades{{0x24, 0x27, 0x2b}, {0x1b, 0x1e, 0x21}, {0x22, 0x25, 0x29}, {0xec, 0xee, 0xf0},
                        {0x2f, 0x33, 0x38}, {0x48, 0x4d, 0x53}, {0x3d, 0x8f, 0xd6}, {0x6c, 0xb3, 0xee}};

QPalette makePalette(const Shades &shades)
{
    QPalette palette(shades.text, shades.button, shades.button.lighter(130), shades.mid.darker(130),
                     shades.mid, shades.text, QColor(Qt::white), shades.base, shades.window);
    palette.setColor(QPalette::AlternateBase, shades.alternate);
    palette.setColor(QPalette::Highlight, shades.highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, shades.link);
    palette.setColor(QPalette::LinkVisited, shades.link);
    palette.setColor(QPalette::ToolTipBase, shades.window);
    palette.setColor(QPalette::ToolTipText, shades.text);
    QColor faint = shades.text;
    faint.setAlphaF(0.55F);
    palette.setColor(QPalette::PlaceholderText, faint);
    faint.setAlphaF(0.4F);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, shades.mid);
    return palette;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF();
}

void install(QCoreApplication &application, const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        application.installTranslator(translator);
    else
        delete translator;
}

}

void setPalette(CommandLine::Palette palette)
{
    if (palette == CommandLine::Palette::System) {
        if (QApplication::style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) == 0)
            QApplication::setStyle(new MarkStyle);
        return;
    }
    QApplication::setStyle(new MarkStyle);
    QApplication::setPalette(makePalette(palette == CommandLine::Palette::Dark ? DarkShades : LightShades));
}

void setIcons()
{
    const QString breeze =
        isDark(QApplication::palette()) ? QStringLiteral("breeze-dark") : QStringLiteral("breeze");
    QIcon::setFallbackThemeName(breeze);
    // Without a desktop there is only the empty theme "hicolor", which hides the fallback.
    if (QIcon::themeName().isEmpty() || QIcon::themeName() == QLatin1String("hicolor"))
        QIcon::setThemeName(breeze);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/linnet.svg")));
}

void setLanguage(QCoreApplication &application)
{
    const QString folder = QStringLiteral(":/translations");
    install(application, QLocale(), QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English has its plurals there, and stands in for languages that are not.
    install(application, QLocale(QLocale::English), QStringLiteral("linnet"), folder);
    install(application, QLocale(), QStringLiteral("linnet"), folder);
}

}
