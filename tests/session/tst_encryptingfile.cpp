// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/encryptingfile.h"

#include <QBuffer>
#include <QTest>

using namespace linnet;

class TestEncryptingFile : public QObject
{
    Q_OBJECT

    static std::shared_ptr<QIODevice> plain(const QByteArray &bytes)
    {
        const auto buffer = std::make_shared<QBuffer>();
        buffer->setData(bytes);
        buffer->open(QIODevice::ReadOnly);
        return buffer;
    }
    static QByteArray opened(EncryptedFile file, const QByteArray &encrypted)
    {
        file.url = QStringLiteral("mxc://x/y");
        auto decryptor = AttachmentDecryptor::open(file);
        if (!decryptor)
            return "no decryptor";
        const QByteArray bytes = decryptor->next(encrypted);
        return decryptor->finish() ? bytes : QByteArray("wrong hash");
    }

private Q_SLOTS:
    void isReadInPieces()
    {
        const QByteArray bytes = QByteArray(100'000, 'a') + "end";
        EncryptingFile file(plain(bytes), 0);
        QCOMPARE(file.size(), bytes.size());
        QByteArray encrypted;
        while (!file.atEnd())
            encrypted += file.read(777);
        QCOMPARE(encrypted.size(), bytes.size());
        QVERIFY(!encrypted.contains("aaaa"));
        QCOMPARE(opened(file.finish(), encrypted), bytes);
        QVERIFY(file.kept().isEmpty());
    }
    /// As after a redirect: under another key, so that one never encrypts two texts.
    void beginsAnew()
    {
        EncryptingFile file(plain("some words"), 100);
        const QByteArray first = file.read(4);
        QVERIFY(!file.seek(2));
        QVERIFY(file.seek(0));
        const QByteArray again = file.readAll();
        QVERIFY(!again.startsWith(first));
        QCOMPARE(file.kept(), again);
        QCOMPARE(opened(file.finish(), again), QByteArray("some words"));
    }
};

QTEST_GUILESS_MAIN(TestEncryptingFile)
#include "tst_encryptingfile.moc"
