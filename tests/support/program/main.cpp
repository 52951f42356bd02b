// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakehomeserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

/// `fakehomeserver [--era 0.2|0.3] [--port N]`: a home server of 2014 on loopback with the users alice and
/// bob (password "wordpass"). Prints its URL and serves until it is ended.
int main(int argc, char **argv)
{
    using namespace linnet::test;
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption era(QStringLiteral("era"), QStringLiteral("0.2 or 0.3"),
                                 QStringLiteral("version"), QStringLiteral("0.2"));
    const QCommandLineOption port(QStringLiteral("port"), QStringLiteral("0: any free one"),
                                  QStringLiteral("number"), QStringLiteral("0"));
    parser.addOptions({era, port});
    parser.process(application);

    FakeHomeserver server(parser.value(era) == u"0.3" ? Era::V03 : Era::V02);
    if (!server.listen(parser.value(port).toUShort()))
        return 1;
    for (const char *name : {"alice", "bob"})
        server.addUser(QString::fromLatin1(name), QStringLiteral("wordpass"));
    QTextStream(stdout) << server.url().toString() << Qt::endl;
    return QCoreApplication::exec();
}
