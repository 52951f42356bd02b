// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/runtext.h"

#include "matrix/displayname.h"
#include "session/statetext.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QStringList>

#include <utility>

namespace linnet::RunText {

namespace {

using Kind = MemberChange::Kind;

enum class What {
    Joined,
    JoinedAndLeft,
    Left,
    CameBack,
    Invited,
    Declined,
    Withdrawn,
    Removed,
    Banned,
    Unbanned,
    Asked,
    AskedNoMore,
    Refused,
    Renamed,
    NewPicture,
    NewProfile,
};

struct Text
{
    const char *words;
    const char *comment;
};

/// By What: of one, of several.
constexpr std::pair<Text, Text> Sentences[] = {
    {QT_TRANSLATE_NOOP3("RunText", "%1 joined", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 joined", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 joined and left", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 joined and left", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 left", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 left", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 left and came back", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 left and came back", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 was invited", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 were invited", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 declined the invitation", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 declined the invitation", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 is no longer invited", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 are no longer invited", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 was removed", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 were removed", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 was banned", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 were banned", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 is no longer banned", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 are no longer banned", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 asked to join", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 asked to join", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 no longer asks to join", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 no longer ask to join", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 was not let in", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 were not let in", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 changed their name", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 changed their names", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 changed their picture", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 changed their pictures", "several people")},
    {QT_TRANSLATE_NOOP3("RunText", "%1 changed their name and picture", "one person"),
     QT_TRANSLATE_NOOP3("RunText", "%1 changed their names and pictures", "several people")},
};

constexpr qsizetype MostNamed = 3; ///< "and 1 other" is no shorter than a name

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

/// What happened to one person.
struct Fate
{
    QString name; ///< the last
    Kind first = Kind::None;
    Kind last = Kind::None;
    bool isRenamed = false;
    bool hasNewPicture = false;

    void take(const MemberChange &change)
    {
        name = change.name;
        isRenamed = isRenamed || change.kind == Kind::Renamed || change.kind == Kind::NewProfile;
        hasNewPicture = hasNewPicture || change.kind == Kind::NewPicture || change.kind == Kind::NewProfile;
        if (change.isOfProfile())
            return;
        first = first == Kind::None ? change.kind : first;
        last = change.kind;
    }
    What what() const;
};

What Fate::what() const
{
    const bool wasIn = first == Kind::Left || first == Kind::Removed;
    switch (last) {
    case Kind::Joined:
    case Kind::Accepted:
        return wasIn ? What::CameBack : What::Joined;
    case Kind::Left:
        return wasIn ? What::Left : What::JoinedAndLeft;
    case Kind::Invited:
    case Kind::LetIn:
        return What::Invited;
    case Kind::Declined:
        return What::Declined;
    case Kind::Withdrawn:
        return What::Withdrawn;
    case Kind::Removed:
        return What::Removed;
    case Kind::Banned:
        return What::Banned;
    case Kind::Unbanned:
        return What::Unbanned;
    case Kind::Asked:
        return What::Asked;
    case Kind::AskedNoMore:
        return What::AskedNoMore;
    case Kind::Refused:
        return What::Refused;
    default:
        break;
    }
    if (isRenamed)
        return hasNewPicture ? What::NewProfile : What::Renamed;
    return What::NewPicture;
}

QString listOf(const QStringList &names)
{
    static constexpr qsizetype Named = 2;
    if (names.size() <= MostNamed)
        return QLocale().createSeparatedList(names);
    return Words::tr("%1 and %n other(s)", nullptr, int(names.size() - Named))
        .arg(names.first(Named).join(Words::tr(", ")));
}

}

QString of(const QList<const MemberChange *> &changes)
{
    QList<Fate> fates; // in the order in which people come up
    QHash<UserId, qsizetype> places;
    for (const MemberChange *change : changes) {
        auto place = places.constFind(change->user);
        if (place == places.cend()) {
            place = places.insert(change->user, fates.size());
            fates.append(Fate());
        }
        fates[*place].take(*change);
    }
    QList<What> order;
    QHash<What, QStringList> names;
    for (const Fate &fate : std::as_const(fates)) {
        const What what = fate.what();
        if (!names.contains(what))
            order.append(what);
        names[what].append(fate.name);
    }
    QStringList sentences;
    for (const What what : std::as_const(order)) {
        QStringList &who = names[what];
        for (qsizetype i = 0; i < qMin(who.size(), MostNamed); ++i)
            who[i] = StateText::inSentence(who.at(i));
        const auto &[one, several] = Sentences[size_t(what)];
        const Text &text = who.size() == 1 ? one : several;
        sentences.append(QCoreApplication::translate("RunText", text.words, text.comment).arg(listOf(who)));
    }
    return sentences.join(Words::tr(", "));
}

QString cover(const Hiding &hiding)
{
    constexpr qsizetype longest = 120;
    const QString list = isolated(shortened(cleanName(hiding.list), longest));
    const QString reason = isolated(shortened(cleanName(hiding.reason), longest));
    return hiding.reason.isEmpty() ? Words::tr("Hidden by %1. Show").arg(list)
                                   : Words::tr("Hidden by %1: %2. Show").arg(list, reason);
}

QString hidden()
{
    return Words::tr("Hidden message");
}

}
