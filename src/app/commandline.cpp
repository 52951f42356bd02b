// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "base/application.h"
#include "session/profile.h"
#include "session/roomactions.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::CommandLine)
};

Error wrong(const QString &text)
{
    return Error::of(Error::Kind::Invalid, text);
}

/// Options of QApplication with one dash and a value; it takes them out of the arguments itself.
bool isQtOption(const QString &option)
{
    static const QStringList known{QStringLiteral("-platform"),     QStringLiteral("-style"),
                                   QStringLiteral("-stylesheet"),   QStringLiteral("-session"),
                                   QStringLiteral("-display"),      QStringLiteral("-qwindowgeometry"),
                                   QStringLiteral("-platformtheme")};
    return known.contains(option);
}

/// Walks over arguments whose options may be `--name value` or `--name=value`.
class Reader
{
public:
    explicit Reader(const QStringList &arguments) : m_rest(arguments) {}

    bool isAtEnd() const { return m_rest.isEmpty(); }
    QStringList takeRest() { return std::exchange(m_rest, {}); }

    /// The next argument; a value behind `=` is kept for value().
    QString next()
    {
        m_argument = m_rest.takeFirst();
        m_value.reset();
        const qsizetype at = m_argument.indexOf(u'=');
        if (m_argument.startsWith(QLatin1String("--")) && at > 0) {
            m_value = m_argument.mid(at + 1);
            m_argument.truncate(at);
        }
        return m_argument;
    }
    Result<QString> value()
    {
        if (m_value)
            return *std::exchange(m_value, std::nullopt);
        if (m_rest.isEmpty())
            return wrong(Words::tr("%1 needs a value.").arg(m_argument));
        return m_rest.takeFirst();
    }
    bool hasUnusedValue() const { return m_value.has_value(); }

private:
    QStringList m_rest;
    QString m_argument;
    std::optional<QString> m_value;
};

Status setDialect(CommandLine &line, const QString &value)
{
    if (value == QLatin1String("auto")) {
        line.dialect.reset();
        return Done{};
    }
    line.dialect = dialectFromString(value);
    if (!line.dialect)
        return wrong(Words::tr("The dialect is auto, v1, v3 or sliding, not %1.").arg(value));
    return Done{};
}

Status setPalette(CommandLine &line, const QString &value)
{
    if (value == QLatin1String("light"))
        line.palette = CommandLine::Palette::Light;
    else if (value == QLatin1String("dark"))
        line.palette = CommandLine::Palette::Dark;
    else
        return wrong(Words::tr("The palette is light or dark, not %1.").arg(value));
    return Done{};
}

Status setProfile(CommandLine &line, const QString &value)
{
    if (!Profile::isValidName(value))
        return wrong(Words::tr("A profile's name has letters, digits, - and _ only."));
    line.profile = value;
    return Done{};
}

Status setLink(CommandLine &line, const QString &value)
{
    if (!line.link.isEmpty())
        return wrong(Words::tr("Only one link can be opened at a time."));
    if (!MatrixLink::parse(value))
        return wrong(Words::tr("%1 is no Matrix link, room or person.").arg(value));
    line.link = value;
    return Done{};
}

Status setOption(CommandLine &line, const QString &option, Reader &reader)
{
    const bool isKnown = option == QLatin1String("--profile") || option == QLatin1String("--dialect") ||
                         option == QLatin1String("--server") || option == QLatin1String("--palette");
    if (option == QLatin1String("-reverse")) // Qt's, and the only one of them without a value
        return Done{};
    if (!isKnown && !isQtOption(option))
        return wrong(Words::tr("There is no option %1.").arg(option));
    const Result<QString> value = reader.value();
    if (!value)
        return value.error();
    if (option == QLatin1String("--profile"))
        return setProfile(line, *value);
    if (option == QLatin1String("--dialect"))
        return setDialect(line, *value);
    if (option == QLatin1String("--palette"))
        return setPalette(line, *value);
    if (option == QLatin1String("--server"))
        line.server = *value;
    return Done{};
}

}

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    CommandLine line;
    Reader reader(arguments);
    bool onlyLinks = false;
    while (!reader.isAtEnd()) {
        const QString argument = reader.next();
        Status status = Done{};
        if (onlyLinks || !argument.startsWith(u'-')) {
            if (!onlyLinks && argument == QLatin1String("ctl")) {
                line.action = Action::Ctl;
                line.ctlArguments = reader.takeRest();
                return line;
            }
            status = setLink(line, argument);
        } else if (argument == QLatin1String("--")) {
            onlyLinks = true;
        } else if (argument == QLatin1String("--help") || argument == QLatin1String("-h")) {
            line.action = Action::ShowHelp;
        } else if (argument == QLatin1String("--version") || argument == QLatin1String("-v")) {
            line.action = Action::ShowVersion;
        } else {
            status = setOption(line, argument, reader);
        }
        if (!status)
            return status.error();
        if (reader.hasUnusedValue())
            return wrong(Words::tr("%1 takes no value.").arg(argument));
    }
    return line;
}

QString CommandLine::help()
{
    return Words::tr("Usage: %1 [--profile NAME] [--dialect auto|v1|v3|sliding] [--server URL] [LINK]\n"
                     "       %1 [--profile NAME] ctl COMMAND ...\n"
                     "\n"
                     "LINK is a matrix: or matrix.to link, a room alias or a room id.\n"
                     "\n"
                     "  --profile NAME   settings, account and database of their own (default: default)\n"
                     "  --dialect NAME   speak this protocol to the server: auto, v1 (2014), v3 or\n"
                     "                   sliding (v3 with sliding sync)\n"
                     "  --server URL     the server to sign in at\n"
                     "  --version        print the version and stop\n"
                     "  --help           print this and stop\n"
                     "\n"
                     "\"%1 ctl --help\" lists the commands that drive a running Linnet.\n")
        .arg(QLatin1String(application::Executable));
}

}
