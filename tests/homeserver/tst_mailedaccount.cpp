// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountadmin.h"
#include "session/ownprofile.h"
#include "session/passwordreset.h"
#include "support/person.h"
#include "support/realclient.h"
#include "support/webvisitor.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace linnet;
using namespace linnet::test;

namespace {

QUrl server()
{
    return QUrl(qEnvironmentVariable("LINNET_TEST_HOMESERVER"));
}

/// The link in a mail that has come to this address, each mail once; empty if there is none in time.
QUrl linkFor(const QString &address)
{
    const QDir folder(qEnvironmentVariable("LINNET_TEST_MAILS")); // mailbox.py
    static QStringList read;
    QUrl link;
    const auto look = [&] {
        const QStringList names = folder.entryList({QStringLiteral("*.txt")}, QDir::Files);
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            if (read.contains(name) || !file.open(QIODevice::ReadOnly))
                continue;
            const QString text = QString::fromUtf8(file.readAll());
            if (text.section(u'\n', 0, 0) != address)
                continue;
            read << name;
            static const QRegularExpression form(QStringLiteral(R"(http://\S+submit_token\S+)"));
            link = QUrl(form.match(text).captured());
            return true;
        }
        return false;
    };
    return eventually(look) ? link : QUrl();
}

bool openLink(const QString &address)
{
    const QUrl link = linkFor(address);
    return !link.isEmpty() && WebVisitor().open(link).status == 200;
}

/// The page of a link that sets a password asks once more, by a form without choices.
bool openResetLink(const QString &address)
{
    const QUrl link = linkFor(address);
    if (link.isEmpty())
        return false;
    WebVisitor visitor;
    const WebVisitor::Page page = visitor.open(link);
    if (page.status != 200)
        return false;
    QByteArray form;
    static const QRegularExpression input(QStringLiteral(R"(<input\b[^>]*>)"));
    static const QRegularExpression name(QStringLiteral(R"re(\bname="([^"]*)")re"));
    static const QRegularExpression value(QStringLiteral(R"re(\bvalue="([^"]*)")re"));
    auto inputs = input.globalMatch(QString::fromUtf8(page.body));
    while (inputs.hasNext()) {
        const QString each = inputs.next().captured();
        const QString key = name.match(each).captured(1);
        if (key.isEmpty())
            continue;
        form += (form.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(key) + '=' +
                QUrl::toPercentEncoding(value.match(each).captured(1));
    }
    return visitor.submit(link, form).status == 200;
}

AskAuth byPassword(const QString &password)
{
    return [password, count = std::make_shared<int>(0)](const AuthStage &stage) {
        if (stage.kind != AuthStage::Kind::Password || ++*count > 1)
            return Task<AuthAnswer>::ready(Error::of(Error::Kind::Cancelled));
        return Task<AuthAnswer>::ready(AuthAnswer{password});
    };
}

/// Makes an account, with the mail that the server sends.
class Newcomer
{
public:
    explicit Newcomer(const QString &like)
        : name(Person::uniqueName(like)), client(name, server(), Dialect::V3)
    {
    }
    QString address() const { return name + QStringLiteral("@example.org"); }

    Status signUp()
    {
        const auto found = client.find(Dialect::V3);
        if (!found)
            return found.error();
        Registration registration(client.transport());
        std::optional<Result<SignedIn>> outcome;
        QObject::connect(&registration, &Registration::stageNeeded, &registration,
                         [this](const RegistrationStage &stage) { stages << stage; });
        QObject::connect(&registration, &Registration::done, &registration,
                         [&outcome](const SignedIn &signedIn) { outcome.emplace(signedIn); });
        QObject::connect(&registration, &Registration::failed, &registration,
                         [&outcome](const Error &error) { outcome.emplace(error); });
        const auto steps = [&](qsizetype count) {
            return eventually([&] { return outcome || stages.size() >= count; }) && !outcome;
        };
        registration.start(*found, name, QLatin1String(Person::Password));
        if (!steps(1))
            return outcome ? outcome->error() : Error::of(Error::Kind::Timeout);
        registration.giveAddress(address());
        if (!steps(2))
            return outcome ? outcome->error() : Error::of(Error::Kind::Timeout);
        registration.continueAfterMail(); // too early
        if (!steps(3))
            return outcome ? outcome->error() : Error::of(Error::Kind::Timeout);
        if (!openLink(address()))
            return Error::of(Error::Kind::NotFound, QStringLiteral("no mail"));
        registration.continueAfterMail();
        if (!eventually([&outcome] { return outcome.has_value(); }))
            return Error::of(Error::Kind::Timeout);
        if (!*outcome)
            return outcome->error();
        return client.takeOver(**outcome);
    }
    QStringList addresses()
    {
        QStringList list;
        const auto known = await(client.session().accountAdmin().addresses());
        if (known) {
            for (const Threepid &each : *known)
                list << each.address;
        }
        list.sort();
        return list;
    }

    QString name;
    RealClient client;
    QList<RegistrationStage> stages;
};

}

/// Accounts of a real server that sends mails: registration, addresses, password, profile, and the end.
class TestMailedAccount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAccountNeedsAnAddress()
    {
        Newcomer mona(QStringLiteral("mona"));
        const Status status = mona.signUp();
        QVERIFY2(status, status ? "" : qPrintable(status.error().matrixCode + status.error().text));
        using Kind = RegistrationStage::Kind;
        QCOMPARE(mona.stages.size(), 3);
        QCOMPARE(mona.stages.at(0).kind, Kind::Email);
        QVERIFY(!mona.stages.at(0).isSent);
        QVERIFY(mona.stages.at(1).isSent && !mona.stages.at(1).isRepeated);
        QVERIFY(mona.stages.at(2).isSent && mona.stages.at(2).isRepeated);
        QCOMPARE(mona.addresses(), QStringList{mona.address()});
        QVERIFY(mona.client.signOut());
    }
    void addressesAreAddedAndRemoved()
    {
        Newcomer mona(QStringLiteral("mona"));
        QVERIFY(mona.signUp());
        AccountAdmin &admin = mona.client.session().accountAdmin();
        const QString second = QStringLiteral("second-") + mona.address();
        AccountAdmin::Adding adding;
        adding.address = {Threepid::Medium::Email, second, 0};
        const auto sent = await(admin.sendMessage(adding));
        QVERIFY(sent);
        QVERIFY(!await(admin.add(*sent, byPassword(QLatin1String(Person::Password)))));
        QVERIFY(openLink(second));
        QVERIFY(await(admin.add(*sent, byPassword(QLatin1String(Person::Password)))));
        QCOMPARE(mona.addresses(), (QStringList{mona.address(), second}));
        QVERIFY(await(admin.remove({Threepid::Medium::Email, second, 0})));
        QCOMPARE(mona.addresses(), QStringList{mona.address()});
        QVERIFY(mona.client.signOut());
    }
    void thePasswordIsChanged()
    {
        Newcomer mona(QStringLiteral("mona"));
        QVERIFY(mona.signUp());
        AccountAdmin &admin = mona.client.session().accountAdmin();
        QVERIFY(await(admin.capabilities())->canChangePassword);
        const QString fresh = QStringLiteral("another horse 8c21 battery");
        const auto refused = await(admin.changePassword(fresh, false, byPassword(QStringLiteral("wrong"))));
        QVERIFY(!refused);
        QVERIFY(await(admin.changePassword(fresh, false, byPassword(QLatin1String(Person::Password)))));
        QVERIFY(mona.client.session().standing().isGood());
        QVERIFY(mona.client.signOut());
        const auto found = mona.client.find(Dialect::V3);
        QVERIFY(found);
        SignIn signIn(mona.client.transport());
        QVERIFY(!await(signIn.withPassword(*found, mona.name, QLatin1String(Person::Password))));
        QVERIFY(await(signIn.withPassword(*found, mona.name, fresh)));
    }
    void aForgottenPasswordIsReplaced()
    {
        Newcomer mona(QStringLiteral("mona"));
        QVERIFY(mona.signUp());
        QVERIFY(mona.client.signOut());
        const auto found = mona.client.find(Dialect::V3);
        QVERIFY(found);
        PasswordReset reset(mona.client.transport());
        const auto unknown = await(reset.sendMail(*found, QStringLiteral("nobody@example.org")));
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().matrixCode, QStringLiteral("M_THREEPID_NOT_FOUND"));
        QVERIFY(await(reset.sendMail(*found, mona.address())));
        const QString fresh = QStringLiteral("another horse 8c21 battery");
        const auto early = await(reset.setPassword(fresh, true));
        QVERIFY(!early);
        QCOMPARE(early.error().matrixCode, QStringLiteral("M_THREEPID_AUTH_FAILED"));
        QVERIFY(openResetLink(mona.address()));
        QVERIFY(await(reset.setPassword(fresh, true)));
        SignIn signIn(mona.client.transport());
        QVERIFY(!await(signIn.withPassword(*found, mona.name, QLatin1String(Person::Password))));
        // The address does as well as the name.
        const auto signedIn = await(signIn.withPassword(*found, mona.address(), fresh));
        QVERIFY(signedIn);
        QVERIFY(signedIn->user.toString().startsWith(u'@' + mona.name + u':'));
    }
    void theProfileIsChanged()
    {
        Newcomer mona(QStringLiteral("mona"));
        QVERIFY(mona.signUp());
        OwnProfile &profile = mona.client.session().ownProfile();
        QVERIFY(await(profile.load()));
        QVERIFY(await(profile.setName(QStringLiteral("Mona L."))));
        QVERIFY(await(profile.setAvatar("no picture, but who looks", QStringLiteral("image/png"))));
        auto fields = await(profile.load());
        QVERIFY(fields);
        QCOMPARE(fields->name, QStringLiteral("Mona L."));
        QVERIFY(fields->avatar.startsWith(QStringLiteral("mxc://localhost/")));
        QVERIFY(await(profile.removeAvatar()));
        fields = await(profile.load());
        QVERIFY(fields && fields->avatar.isEmpty());
        if (profile.hasFields()) {
            QVERIFY(await(profile.set(ProfileRequests::TimeZone, QStringLiteral("Europe/Paris"))));
            fields = await(profile.load());
            QVERIFY(fields);
            QCOMPARE(fields->timeZone, QStringLiteral("Europe/Paris"));
        }
        QVERIFY(mona.client.signOut());
    }
    void theAccountIsClosed()
    {
        Newcomer mona(QStringLiteral("mona"));
        QVERIFY(mona.signUp());
        AccountAdmin &admin = mona.client.session().accountAdmin();
        QVERIFY(await(admin.deactivate(true, byPassword(QLatin1String(Person::Password)))));
        const auto found = mona.client.find(Dialect::V3);
        QVERIFY(found);
        const auto refused = await(
            SignIn(mona.client.transport()).withPassword(*found, mona.name, QLatin1String(Person::Password)));
        QVERIFY(!refused);
        QVERIFY(mona.client.signOut()); // what is here goes
    }
};

QTEST_MAIN(TestMailedAccount)
#include "tst_mailedaccount.moc"
