// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/passphrasebox.h"

#include <QTest>

using namespace linnet;

class TestPassphraseBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QString>("passphrase");
        QTest::newRow("token") << QByteArray("syt_abc") << u"open sesame"_qs;
        QTest::newRow("binary") << QByteArray("\0\xff\n", 3) << u"p"_qs;
        QTest::newRow("no secret") << QByteArray() << u"p"_qs;
        QTest::newRow("no passphrase") << QByteArray("s") << QString();
        QTest::newRow("any script") << QByteArray("s") << u"пароль 密碼 🔑"_qs;
    }
    void opensWhatItSealed()
    {
        QFETCH(QByteArray, secret);
        QFETCH(QString, passphrase);
        const auto sealed = PassphraseBox::seal(secret, passphrase);
        QVERIFY(sealed.isOk());
        const auto opened = PassphraseBox::open(*sealed, passphrase);
        QVERIFY(opened.isOk());
        QCOMPARE(*opened, secret);
    }
    void hidesTheSecret()
    {
        const QByteArray secret = "a secret that is long enough to be found";
        const auto one = PassphraseBox::seal(secret, u"p"_qs);
        const auto two = PassphraseBox::seal(secret, u"p"_qs);
        QVERIFY(!one->contains(secret) && !one->contains("secret"));
        QVERIFY(*one != *two);
    }
    void refusesAWrongPassphrase()
    {
        const auto sealed = PassphraseBox::seal("s", u"right"_qs);
        const auto opened = PassphraseBox::open(*sealed, u"wrong"_qs);
        QVERIFY(!opened.isOk());
        QCOMPARE(opened.error().kind, Error::Kind::WrongPassphrase);
    }
    void tellsDamageFromAWrongPassphrase()
    {
        const QByteArray sealed = PassphraseBox::seal("s", u"right"_qs).take();
        QList<QByteArray> damaged{
            {}, "LNTBOX1\n", "something else", sealed.left(sealed.size() - 1), sealed + 'x'};
        for (qsizetype i = 0; i < sealed.size(); i += 7) {
            QByteArray flipped = sealed;
            flipped[i] = char(flipped[i] ^ 1);
            damaged.append(flipped);
        }
        for (const QByteArray &bytes : damaged) {
            const auto opened = PassphraseBox::open(bytes, u"right"_qs);
            QVERIFY(!opened.isOk());
            QCOMPARE(opened.error().kind, Error::Kind::Corrupt);
        }
    }
    void wipes()
    {
        QByteArray secret("a secret");
        wipe(secret);
        QVERIFY(secret.isEmpty());
        QByteArray none;
        wipe(none);
        QVERIFY(none.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPassphraseBox)
#include "tst_passphrasebox.moc"
