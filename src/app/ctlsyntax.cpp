// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlsyntax.h"

#include "base/application.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::CtlSyntax)
};

Error wrong(const QString &text)
{
    return Error::of(Error::Kind::Invalid, text);
}

std::vector<CtlSyntax> makeTable()
{
    using Kind = CtlSyntax::Kind;
    using L = QLatin1String;
    const CtlSyntax::Argument room{L("room"), Kind::Text, true};
    const CtlSyntax::Argument event{L("event"), Kind::Text, true};
    const CtlSyntax::Argument user{L("user"), Kind::Text, true};
    const CtlSyntax::Argument text{L("text"), Kind::Text, true};
    const std::vector<CtlSyntax::Argument> forms{
        {L("emote"), Kind::Flag}, {L("plain"), Kind::Flag}, {L("html"), Kind::Text}};
    return {
        {L("login"),
         {},
         {{L("server"), Kind::Text, true},
          {L("user"), Kind::Text},
          {L("token"), Kind::Flag},
          {L("oauth"), Kind::Flag},
          {L("sso"), Kind::TextOrFlag},
          {L("device-code"), Kind::Flag}},
         true,
         false,
         L("--server URL (--user U | --token [--user U] | --oauth | --sso [IDP] | --device-code)")},
        {L("register"),
         {},
         {{L("server"), Kind::Text, true}, {L("user"), Kind::Text}, {L("no-password"), Kind::Flag}},
         true,
         false,
         L("--server URL [--user U] [--no-password]")},
        {L("logout"), {}, {}, false, false, L("")},
        {L("quit"), {}, {}, false, false, L("")},
        {L("status"), {}, {}, false, false, L("")},
        {L("rooms"), {}, {}, false, false, L("")},
        {L("spaces"), {}, {}, false, false, L("")},
        {L("timeline"), {room}, {{L("limit"), Kind::Number}}, false, false, L("ROOM [--limit N]")},
        {L("history"), {room}, {}, false, false, L("ROOM")},
        {L("fetch"), {room}, {}, false, false, L("ROOM"), true},
        {L("search"),
         {{L("query"), Kind::Text, true}},
         {{L("limit"), Kind::Number}},
         false,
         false,
         L("QUERY [--limit N]")},
        {L("export"),
         {room, {L("file"), Kind::File, true}},
         {{L("format"), Kind::Text}},
         false,
         false,
         L("ROOM FILE [--format html|json|txt]"),
         true},
        {L("members"), {room}, {}, false, false, L("ROOM")},
        {L("send"), {room, text}, forms, false, false, L("ROOM TEXT [--emote] [--plain | --html HTML]")},
        {L("reply"),
         {room, event, text},
         forms,
         false,
         false,
         L("ROOM EVENT TEXT [--emote] [--plain | --html HTML]")},
        {L("thread"),
         {room, event, text},
         forms,
         false,
         false,
         L("ROOM EVENT TEXT [--emote] [--plain | --html HTML]")},
        {L("edit"),
         {room, event, text},
         forms,
         false,
         false,
         L("ROOM EVENT TEXT [--emote] [--plain | --html HTML]")},
        {L("upload"),
         {room, {L("file"), Kind::File, true}},
         {{L("caption"), Kind::Text},
          {L("as-file"), Kind::Flag},
          {L("thread"), Kind::Text},
          {L("reply"), Kind::Text}},
         false,
         false,
         L("ROOM FILE [--caption TEXT] [--as-file] [--thread EVENT] [--reply EVENT]")},
        {L("react"), {room, event, {L("key"), Kind::Text, true}}, {}, false, false, L("ROOM EVENT KEY")},
        {L("redact"), {room, event, {L("reason"), Kind::Text}}, {}, false, false, L("ROOM EVENT [REASON]")},
        {L("outbox"),
         {},
         {{L("retry"), Kind::Text}, {L("discard"), Kind::Text}},
         false,
         false,
         L("[--retry TXN|all] [--discard TXN|all]")},
        {L("create"),
         {},
         {{L("name"), Kind::Text},
          {L("alias"), Kind::Text},
          {L("topic"), Kind::Text},
          {L("public"), Kind::Flag},
          {L("encrypted"), Kind::Flag},
          {L("invite"), Kind::List}},
         false,
         false,
         L("[--name N] [--alias A] [--topic T] [--public] [--encrypted] [--invite U]...")},
        {L("join"), {room}, {{L("via"), Kind::List}}, false, false, L("ROOM [--via SERVER]...")},
        {L("directory"),
         {{L("query"), Kind::Text}},
         {{L("server"), Kind::Text}, {L("limit"), Kind::Number}},
         false,
         false,
         L("[QUERY] [--server SERVER] [--limit N]")},
        {L("preview"), {room}, {{L("via"), Kind::List}}, false, false, L("ROOM [--via SERVER]...")},
        {L("knock"),
         {room},
         {{L("reason"), Kind::Text}, {L("via"), Kind::List}},
         false,
         false,
         L("ROOM [--reason TEXT] [--via SERVER]...")},
        {L("leave"), {room}, {}, false, false, L("ROOM")},
        {L("invite"),
         {room, {L("user"), Kind::Text, true}},
         {{L("reason"), Kind::Text}},
         false,
         false,
         L("ROOM U [--reason R]")},
        {L("settings"),
         {room, {L("value"), Kind::Text}, {L("level"), Kind::Text}},
         {{L("set"), Kind::Text}, {L("sure"), Kind::Flag}},
         false,
         false,
         L("ROOM [--set KEY [VALUE | USER LEVEL] [--sure]]")},
        {L("kick"), {room, user}, {{L("reason"), Kind::Text}}, false, false, L("ROOM U [--reason R]")},
        {L("ban"), {room, user}, {{L("reason"), Kind::Text}}, false, false, L("ROOM U [--reason R]")},
        {L("unban"), {room, user}, {}, false, false, L("ROOM U")},
        {L("ignore"), {user}, {{L("remove"), Kind::Flag}}, false, false, L("U [--remove]")},
        {L("report"),
         {room, {L("event"), Kind::Text}},
         {{L("reason"), Kind::Text}},
         false,
         false,
         L("ROOM [EVENT] [--reason R]")},
        {L("invites"), {}, {}, false, false, L("")},
        {L("tag"),
         {room, {L("name"), Kind::Text, true}},
         {{L("order"), Kind::Text}, {L("remove"), Kind::Flag}},
         false,
         false,
         L("ROOM NAME [--order N] [--remove]")},
        {L("mute"), {room, {L("level"), Kind::Text}}, {}, false, false, L("ROOM [all | mentions | nothing]")},
        {L("sessions"), {}, {}, false, false, L("")},
        {L("verify"),
         {{L("who"), Kind::Text}},
         {{L("wait"), Kind::Flag}},
         false,
         false,
         L("[--wait] [USER | SESSION]"),
         true,
         true},
        {L("encryption"),
         {{L("action"), Kind::Text, true}},
         {{L("password"), Kind::Flag}},
         true,
         false,
         L("status | setup [--password] | reset [--password] | download"),
         true},
        {L("recover"), {}, {}, true, false, L(""), true},
        {L("open"), {room}, {}, false, false, L("ROOM")},
        {L("shot"), {{L("file"), Kind::File, true}}, {}, false, false, L("FILE.png")},
        {L("follow"), {}, {}, false, true, L("")},
        // How what `verify` has shown came out; not in the help.
        {L("compared"),
         {{L("flow"), Kind::Text, true}},
         {{L("match"), Kind::Flag}},
         false,
         false,
         L(""),
         true},
        // What a second start of the program says to the first; not in the help.
        {L("show"), {}, {{L("link"), Kind::Text}}, false, false, L("")},
    };
}

bool isHidden(const CtlSyntax &syntax)
{
    return syntax.command == QLatin1String("show") || syntax.command == QLatin1String("compared");
}

Error misused(const CtlSyntax &syntax)
{
    const QString usage = QStringLiteral("%1 ctl %2 %3")
                              .arg(QLatin1String(application::Executable), syntax.command, syntax.usage);
    return wrong(Words::tr("Usage: %1").arg(usage.trimmed()));
}

bool hasType(const QJsonValue &value, CtlSyntax::Kind kind)
{
    switch (kind) {
    case CtlSyntax::Kind::Text:
    case CtlSyntax::Kind::File:
        return value.isString() && !value.toString().isEmpty();
    case CtlSyntax::Kind::Number:
        return value.isDouble() && value.toDouble() >= 1 && value.toDouble() <= 1e9;
    case CtlSyntax::Kind::Flag:
        return value.isBool();
    case CtlSyntax::Kind::TextOrFlag:
        return value.isBool() || hasType(value, CtlSyntax::Kind::Text);
    case CtlSyntax::Kind::List: {
        const QJsonArray list = value.toArray();
        return value.isArray() && std::all_of(list.begin(), list.end(), [](const QJsonValue &item) {
                   return item.isString() && !item.toString().isEmpty();
               });
    }
    }
    return false;
}

const CtlSyntax::Argument *argument(const std::vector<CtlSyntax::Argument> &list, QStringView name)
{
    const auto found = std::find_if(list.begin(), list.end(),
                                    [name](const CtlSyntax::Argument &item) { return item.name == name; });
    return found == list.end() ? nullptr : &*found;
}

/// False if `text` is no value of that kind.
bool put(QJsonObject &args, const CtlSyntax::Argument &what, const QString &text)
{
    QJsonValue value = text;
    if (what.kind == CtlSyntax::Kind::File) {
        value = QDir::current().absoluteFilePath(text);
    } else if (what.kind == CtlSyntax::Kind::Number) {
        bool isNumber = false;
        value = text.toInt(&isNumber);
        if (!isNumber)
            return false;
    } else if (what.kind == CtlSyntax::Kind::List) {
        QJsonArray list = args.value(what.name).toArray();
        list.append(text);
        value = list;
    } else if (args.contains(what.name)) {
        return false; // said twice
    }
    args.insert(what.name, value);
    return true;
}

/// Reads the argument at the front of `rest`, an option with its value maybe.
bool takeArgument(const CtlSyntax &syntax, QStringList &rest, size_t &position, bool &hasOptions,
                  QJsonObject &args)
{
    QString text = rest.takeFirst();
    if (!hasOptions || !text.startsWith(QLatin1String("--")))
        return position < syntax.positional.size() && put(args, syntax.positional[position++], text);
    if (text == QLatin1String("--")) {
        hasOptions = false;
        return true;
    }
    std::optional<QString> value;
    if (const qsizetype at = text.indexOf(u'='); at > 0) {
        value = text.mid(at + 1);
        text.truncate(at);
    }
    const CtlSyntax::Argument *option = argument(syntax.options, QStringView(text).mid(2));
    if (!option)
        return false;
    if (option->kind == CtlSyntax::Kind::Flag) {
        args.insert(option->name, true);
        return !value;
    }
    if (option->kind == CtlSyntax::Kind::TextOrFlag && !value &&
        (rest.isEmpty() || rest.first().startsWith(QLatin1String("--")))) {
        args.insert(option->name, true);
        return true;
    }
    if (!value && !rest.isEmpty())
        value = rest.takeFirst();
    return value && put(args, *option, *value);
}

bool isSet(const QJsonObject &args, const char *name)
{
    const QJsonValue value = args.value(QLatin1String(name));
    return value.isString() || value.toBool();
}

int waysToSignIn(const QJsonObject &args)
{
    const bool isNamed = isSet(args, "user") || isSet(args, "token");
    return int(isNamed) + int(isSet(args, "oauth")) + int(isSet(args, "sso")) +
           int(isSet(args, "device-code"));
}

}

QByteArray CtlRequest::toLine() const
{
    QJsonObject object{{QStringLiteral("command"), command}, {QStringLiteral("args"), args}};
    if (!secret.isNull())
        object.insert(QStringLiteral("secret"), secret);
    return QJsonDocument(object).toJson(QJsonDocument::Compact).append('\n');
}

Result<CtlRequest> CtlRequest::fromLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    const QJsonObject object = document.object();
    const QJsonValue args = object.value(QLatin1String("args"));
    if (!document.isObject() || !object.value(QLatin1String("command")).isString() ||
        !(args.isObject() || args.isUndefined()))
        return wrong(Words::tr("This is no request: one JSON object a line, with \"command\" and \"args\"."));
    return CtlRequest{object.value(QLatin1String("command")).toString(), args.toObject(),
                      object.value(QLatin1String("secret")).toString()};
}

const std::vector<CtlSyntax> &CtlSyntax::all()
{
    static const std::vector<CtlSyntax> table = makeTable();
    return table;
}

const CtlSyntax *CtlSyntax::find(const QString &command)
{
    const auto found = std::find_if(all().begin(), all().end(), [&command](const CtlSyntax &syntax) {
        return syntax.command == command;
    });
    return found == all().end() ? nullptr : &*found;
}

Result<CtlRequest> CtlSyntax::parse(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return wrong(Words::tr("Name a command; \"%1 ctl --help\" lists them.")
                         .arg(QLatin1String(application::Executable)));
    CtlRequest request;
    QStringList rest = arguments;
    request.command = rest.takeFirst();
    const CtlSyntax *syntax = find(request.command);
    if (!syntax)
        return wrong(Words::tr("There is no command %1.").arg(request.command));
    size_t position = 0;
    bool hasOptions = true;
    while (!rest.isEmpty()) {
        if (!takeArgument(*syntax, rest, position, hasOptions, request.args))
            return misused(*syntax);
    }
    if (const Status status = syntax->check(request.args); !status)
        return status.error();
    return request;
}

Status CtlSyntax::check(const QJsonObject &args) const
{
    for (const auto *list : {&positional, &options}) {
        for (const Argument &item : *list) {
            const QJsonValue value = args.value(item.name);
            if (value.isUndefined() ? item.isNeeded : !hasType(value, item.kind))
                return misused(*this);
        }
    }
    for (auto it = args.begin(); it != args.end(); ++it) {
        if (!argument(positional, it.key()) && !argument(options, it.key()))
            return misused(*this);
    }
    if (command == QLatin1String("login") && waysToSignIn(args) != 1)
        return misused(*this);
    return Done{};
}

bool CtlSyntax::wantsSecret(const QJsonObject &args) const
{
    if (command == QLatin1String("encryption"))
        return args.value(QLatin1String("password")).toBool();
    return takesSecret && !args.value(QLatin1String("no-password")).toBool() && !waitsForPerson(args);
}

bool CtlSyntax::waitsForPerson(const QJsonObject &args) const
{
    return command == QLatin1String("login") &&
           (isSet(args, "oauth") || isSet(args, "sso") || isSet(args, "device-code"));
}

QString CtlSyntax::help()
{
    QString text =
        Words::tr("Usage: %1 [--profile NAME] ctl COMMAND ...\n"
                  "Drives the running Linnet of that profile. Prints one JSON document; exit code 1 if it is "
                  "an error.\n"
                  "login and register read the password or token from the first line of standard input,\n"
                  "but for --oauth, --sso and --device-code, which print the address to open first;\n"
                  "recover the recovery key or its passphrase, encryption --password the password.\n"
                  "verify shows emoji, and reads from standard input whether they match: yes or no.\n"
                  "ROOM is a room id or an alias.\n\n")
            .arg(QLatin1String(application::Executable));
    for (const CtlSyntax &syntax : all()) {
        if (!isHidden(syntax))
            text += QStringLiteral("  %1 %2")
                        .arg(syntax.command, syntax.usage)
                        .trimmed()
                        .prepend(QLatin1String("  ")) +
                    u'\n';
    }
    return text;
}

}
