// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/verificationtext.h"

#include "matrix/displayname.h"

#include <QCoreApplication>

#include <array>

namespace linnet::VerificationText {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(VerificationText)
};

/// In the order of the spec ("SAS method: emoji"), under whose names they are translated.
constexpr std::array emojiNames{
    QT_TRANSLATE_NOOP("VerificationText", "Dog"),       QT_TRANSLATE_NOOP("VerificationText", "Cat"),
    QT_TRANSLATE_NOOP("VerificationText", "Lion"),      QT_TRANSLATE_NOOP("VerificationText", "Horse"),
    QT_TRANSLATE_NOOP("VerificationText", "Unicorn"),   QT_TRANSLATE_NOOP("VerificationText", "Pig"),
    QT_TRANSLATE_NOOP("VerificationText", "Elephant"),  QT_TRANSLATE_NOOP("VerificationText", "Rabbit"),
    QT_TRANSLATE_NOOP("VerificationText", "Panda"),     QT_TRANSLATE_NOOP("VerificationText", "Rooster"),
    QT_TRANSLATE_NOOP("VerificationText", "Penguin"),   QT_TRANSLATE_NOOP("VerificationText", "Turtle"),
    QT_TRANSLATE_NOOP("VerificationText", "Fish"),      QT_TRANSLATE_NOOP("VerificationText", "Octopus"),
    QT_TRANSLATE_NOOP("VerificationText", "Butterfly"), QT_TRANSLATE_NOOP("VerificationText", "Flower"),
    QT_TRANSLATE_NOOP("VerificationText", "Tree"),      QT_TRANSLATE_NOOP("VerificationText", "Cactus"),
    QT_TRANSLATE_NOOP("VerificationText", "Mushroom"),  QT_TRANSLATE_NOOP("VerificationText", "Globe"),
    QT_TRANSLATE_NOOP("VerificationText", "Moon"),      QT_TRANSLATE_NOOP("VerificationText", "Cloud"),
    QT_TRANSLATE_NOOP("VerificationText", "Fire"),      QT_TRANSLATE_NOOP("VerificationText", "Banana"),
    QT_TRANSLATE_NOOP("VerificationText", "Apple"),     QT_TRANSLATE_NOOP("VerificationText", "Strawberry"),
    QT_TRANSLATE_NOOP("VerificationText", "Corn"),      QT_TRANSLATE_NOOP("VerificationText", "Pizza"),
    QT_TRANSLATE_NOOP("VerificationText", "Cake"),      QT_TRANSLATE_NOOP("VerificationText", "Heart"),
    QT_TRANSLATE_NOOP("VerificationText", "Smiley"),    QT_TRANSLATE_NOOP("VerificationText", "Robot"),
    QT_TRANSLATE_NOOP("VerificationText", "Hat"),       QT_TRANSLATE_NOOP("VerificationText", "Glasses"),
    QT_TRANSLATE_NOOP("VerificationText", "Spanner"),   QT_TRANSLATE_NOOP("VerificationText", "Santa"),
    QT_TRANSLATE_NOOP("VerificationText", "Thumbs Up"), QT_TRANSLATE_NOOP("VerificationText", "Umbrella"),
    QT_TRANSLATE_NOOP("VerificationText", "Hourglass"), QT_TRANSLATE_NOOP("VerificationText", "Clock"),
    QT_TRANSLATE_NOOP("VerificationText", "Gift"),      QT_TRANSLATE_NOOP("VerificationText", "Light Bulb"),
    QT_TRANSLATE_NOOP("VerificationText", "Book"),      QT_TRANSLATE_NOOP("VerificationText", "Pencil"),
    QT_TRANSLATE_NOOP("VerificationText", "Paperclip"), QT_TRANSLATE_NOOP("VerificationText", "Scissors"),
    QT_TRANSLATE_NOOP("VerificationText", "Lock"),      QT_TRANSLATE_NOOP("VerificationText", "Key"),
    QT_TRANSLATE_NOOP("VerificationText", "Hammer"),    QT_TRANSLATE_NOOP("VerificationText", "Telephone"),
    QT_TRANSLATE_NOOP("VerificationText", "Flag"),      QT_TRANSLATE_NOOP("VerificationText", "Train"),
    QT_TRANSLATE_NOOP("VerificationText", "Bicycle"),   QT_TRANSLATE_NOOP("VerificationText", "Aeroplane"),
    QT_TRANSLATE_NOOP("VerificationText", "Rocket"),    QT_TRANSLATE_NOOP("VerificationText", "Trophy"),
    QT_TRANSLATE_NOOP("VerificationText", "Ball"),      QT_TRANSLATE_NOOP("VerificationText", "Guitar"),
    QT_TRANSLATE_NOOP("VerificationText", "Trumpet"),   QT_TRANSLATE_NOOP("VerificationText", "Bell"),
    QT_TRANSLATE_NOOP("VerificationText", "Anchor"),    QT_TRANSLATE_NOOP("VerificationText", "Headphones"),
    QT_TRANSLATE_NOOP("VerificationText", "Folder"),    QT_TRANSLATE_NOOP("VerificationText", "Pin"),
};

}

QString asked(bool isByUs, bool areWeAsked, const QString &sender)
{
    if (isByUs)
        return Words::tr("You asked to verify each other");
    return areWeAsked ? Words::tr("%1 asks to verify each other").arg(sender)
                      : Words::tr("%1 asked somebody to verify each other").arg(sender);
}

QString askedBySession(const QString &session)
{
    return session.isEmpty() ? Words::tr("Another session of yours asks to verify this one")
                             : Words::tr("Your session %1 asks to verify this one").arg(isolated(session));
}

QString done()
{
    return Words::tr("You have verified each other");
}

QString cancelled()
{
    return Words::tr("The verification was cancelled");
}

QString reason(const VerificationFlow &flow, const QString &other)
{
    const QString &code = flow.cancelCode;
    if (code == QLatin1String("m.mismatched_sas") || code == QLatin1String("m.mismatched_commitment") ||
        code == QLatin1String("m.key_mismatch"))
        return Words::tr(
            "What the two sides show is not the same. Somebody may be listening in between: compare "
            "again on another network, and do not trust this session until it fits.");
    if (code == QLatin1String("m.timeout"))
        return Words::tr("It took too long. Try again when both of you have time.");
    if (code == QLatin1String("m.accepted"))
        return Words::tr("It was taken up on another of your sessions. Go on there.");
    if (code == QLatin1String("m.unknown_method"))
        return Words::tr("The other app does not know a way to verify that Linnet knows too.");
    if (code == QLatin1String("m.user") && flow.isCancelledByUs)
        return Words::tr("You have cancelled it.");
    if (code == QLatin1String("m.user"))
        return flow.isOwnUser ? Words::tr("It was cancelled on the other session.")
                              : Words::tr("%1 has cancelled it.").arg(isolated(other));
    return Words::tr("The two apps did not understand each other. Try again.");
}

QString emojiName(const VerificationEmoji &emoji)
{
    if (emoji.number < 0 || emoji.number >= int(emojiNames.size()))
        return emoji.name;
    return QCoreApplication::translate("VerificationText", emojiNames.at(size_t(emoji.number)));
}

}
