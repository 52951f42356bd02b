// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/attachmentcipher.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

/// "Hello, World" under a key of ones; computed with another program's AES-256-CTR and SHA-256.
const QByteArray knownCipherText = QByteArray::fromBase64("5xJZTt5cQicm+9f4");

QJsonObject knownFile()
{
    return json("{'url':'mxc://example.org/x','v':'v2','key':{'kty':'oct','alg':'A256CTR','ext':true,"
                "'k':'__________________________________________8','key_ops':['encrypt','decrypt']},"
                "'iv':'//////////8AAAAAAAAAAA',"
                "'hashes':{'sha256':'YzF08lARDdOCzJpzuSwsjTNlQc4pHxpdHcXiD/wpK6k'}}");
}

QByteArray allOf(AttachmentDecryptor &decryptor, const QByteArray &file, int blockSize)
{
    QByteArray result;
    for (qsizetype at = 0; at < file.size(); at += blockSize)
        result += decryptor.next(file.mid(at, blockSize));
    return result;
}

}

class TestAttachmentCipher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAKnownFile_data();
    void readsAKnownFile();
    void refusesAnotherFile_data();
    void refusesAnotherFile();
    void opensWhatItMade_data();
    void opensWhatItMade();
    void namesWhatTheSpecWants();
    void neverUsesAKeyTwice();
    void refusesWhatSaysNotHow_data();
    void refusesWhatSaysNotHow();
    void twoAtOnceDoNotMix();
};

void TestAttachmentCipher::readsAKnownFile_data()
{
    QTest::addColumn<int>("blockSize");
    QTest::newRow("at once") << 100;
    QTest::newRow("byte by byte") << 1;
    QTest::newRow("in odd blocks") << 5;
}

void TestAttachmentCipher::readsAKnownFile()
{
    QFETCH(int, blockSize);
    const auto file = EncryptedFile::read(knownFile());
    QVERIFY(file.has_value());
    auto decryptor = AttachmentDecryptor::open(*file);
    QVERIFY(decryptor.isOk());
    QCOMPARE(allOf(*decryptor, knownCipherText, blockSize), QByteArray("Hello, World"));
    QVERIFY(decryptor->finish().isOk());
}

void TestAttachmentCipher::refusesAnotherFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray changed = knownCipherText;
    changed[3] = char(changed[3] ^ 1);
    QTest::newRow("a byte is wrong") << changed;
    QTest::newRow("cut off") << knownCipherText.chopped(1);
    QTest::newRow("longer") << QByteArray(knownCipherText + 'x');
    QTest::newRow("empty") << QByteArray();
}

void TestAttachmentCipher::refusesAnotherFile()
{
    QFETCH(QByteArray, bytes);
    auto decryptor = AttachmentDecryptor::open(*EncryptedFile::read(knownFile()));
    decryptor->next(bytes);
    QCOMPARE(decryptor->finish().error().kind, Error::Kind::Corrupt);
}

void TestAttachmentCipher::opensWhatItMade_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("empty") << 0;
    QTest::newRow("a byte") << 1;
    QTest::newRow("a block of the cipher") << 16;
    QTest::newRow("a megabyte and a bit") << (1 << 20) + 3;
}

void TestAttachmentCipher::opensWhatItMade()
{
    QFETCH(int, size);
    QByteArray file(size, '\0');
    for (int i = 0; i < size; ++i)
        file[i] = char(i * 7);
    AttachmentEncryptor encryptor;
    QByteArray encrypted;
    for (qsizetype at = 0; at < file.size(); at += 65'537)
        encrypted += encryptor.next(file.mid(at, 65'537));
    EncryptedFile how = encryptor.finish();
    how.url = QStringLiteral("mxc://example.org/y");
    QCOMPARE(encrypted.size(), file.size());
    QVERIFY(size < 16 || encrypted != file);

    auto decryptor = AttachmentDecryptor::open(*EncryptedFile::read(how.toJson()));
    QVERIFY(decryptor.isOk());
    QCOMPARE(allOf(*decryptor, encrypted, 4096), file);
    QVERIFY(decryptor->finish().isOk());
}

// Client-server API, "Extensions to m.room.message msgtypes".
void TestAttachmentCipher::namesWhatTheSpecWants()
{
    AttachmentEncryptor encryptor;
    encryptor.next("x");
    EncryptedFile how = encryptor.finish();
    how.url = QStringLiteral("mxc://example.org/z");
    const QJsonObject file = how.toJson();
    QCOMPARE(file.value(QStringLiteral("url")), QStringLiteral("mxc://example.org/z"));
    QCOMPARE(file.value(QStringLiteral("v")), QStringLiteral("v2"));
    const QJsonObject key = file.value(QStringLiteral("key")).toObject();
    QCOMPARE(key.value(QStringLiteral("kty")), QStringLiteral("oct"));
    QCOMPARE(key.value(QStringLiteral("alg")), QStringLiteral("A256CTR"));
    QCOMPARE(key.value(QStringLiteral("ext")), QJsonValue(true));
    QVERIFY(key.value(QStringLiteral("key_ops")).toArray().contains(QStringLiteral("decrypt")));
    const QByteArray iv = QByteArray::fromBase64(file.value(QStringLiteral("iv")).toString().toLatin1());
    QCOMPARE(iv.size(), 16);
    // Whoever counts in 64 bits can read it too.
    QCOMPARE(iv.mid(8), QByteArray(8, '\0'));
}

void TestAttachmentCipher::neverUsesAKeyTwice()
{
    AttachmentEncryptor a, b;
    QVERIFY(a.next("the same") != b.next("the same"));
    QVERIFY(a.finish().info.value(QStringLiteral("key")) != b.finish().info.value(QStringLiteral("key")));
}

void TestAttachmentCipher::refusesWhatSaysNotHow_data()
{
    QTest::addColumn<QJsonObject>("file");
    for (const char *name : {"url", "v", "key", "iv", "hashes"}) {
        QJsonObject file = knownFile();
        file.remove(QLatin1String(name));
        QTest::newRow(name) << file;
    }
    QJsonObject file = knownFile();
    file.insert(QStringLiteral("v"), QStringLiteral("v7"));
    QTest::newRow("a later version") << file;
    file = knownFile();
    file.insert(QStringLiteral("iv"), QStringLiteral("AAAA"));
    QTest::newRow("a short IV") << file;
    file = knownFile();
    file.insert(QStringLiteral("hashes"), QJsonObject());
    QTest::newRow("no hash") << file;
}

void TestAttachmentCipher::refusesWhatSaysNotHow()
{
    QFETCH(QJsonObject, file);
    const auto read = EncryptedFile::read(file);
    if (read)
        QCOMPARE(AttachmentDecryptor::open(*read).error().kind, Error::Kind::Invalid);
}

void TestAttachmentCipher::twoAtOnceDoNotMix()
{
    auto a = AttachmentDecryptor::open(*EncryptedFile::read(knownFile()));
    auto b = AttachmentDecryptor::open(*EncryptedFile::read(knownFile()));
    QByteArray fromA = a->next(knownCipherText.left(3));
    QByteArray fromB = b->next(knownCipherText.left(7));
    fromA += a->next(knownCipherText.mid(3));
    fromB += b->next(knownCipherText.mid(7));
    QVERIFY(a->finish().isOk());
    QVERIFY(b->finish().isOk());
    QCOMPARE(fromA, QByteArray("Hello, World"));
    QCOMPARE(fromB, fromA);
}

QTEST_APPLESS_MAIN(TestAttachmentCipher)
#include "tst_attachmentcipher.moc"
