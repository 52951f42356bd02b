// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/voicerecording.h"

#include "widgets/attachments.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/voicebar.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace linnet;

namespace {

/// A microphone that hears what the test says.
class FakeRecorder : public SoundRecorder
{
public:
    bool isOn = false;

    void start() override { isOn = true; }
    void finish() override
    {
        isOn = false;
        Q_EMIT done("OggS", u"audio/ogg"_qs);
    }
    void cancel() override { isOn = false; }

    /// So many milliseconds of one loudness, 0 to 1.
    void hear(int ms, double loudness)
    {
        const qint16 peak = qint16(loudness * 32767);
        QByteArray samples;
        for (int i = 0; i < ms * SampleRate / 1000; ++i) {
            const qint16 sample = i % 2 == 0 ? peak : qint16(-peak);
            samples.append(reinterpret_cast<const char *>(&sample), sizeof sample);
        }
        Q_EMIT heard(samples);
    }
};

}

/// Voice messages, with a microphone that is none.
class TestVoiceRecording : public QObject
{
    Q_OBJECT

    FakeRecorder *m_microphone = nullptr;
    SoundRecorder::Maker maker()
    {
        return [this]() -> std::unique_ptr<SoundRecorder> {
            auto recorder = std::make_unique<FakeRecorder>();
            m_microphone = recorder.get();
            return recorder;
        };
    }

private Q_SLOTS:
    void becomesAMessage()
    {
        VoiceRecording recording(maker());
        QSignalSpy finished(&recording, &VoiceRecording::finished);
        recording.start();
        QVERIFY(recording.isRecording() && m_microphone->isOn);
        m_microphone->hear(100, 0.5);
        m_microphone->hear(50, 1);
        m_microphone->hear(25, 0); // half a level
        QCOMPARE(recording.durationMs(), 175);
        QCOMPARE(recording.levels(), (QList<int>{511, 511, 1024}));
        recording.finish();
        QCOMPARE(finished.size(), 1);
        const auto file = finished.first().first().value<OutgoingFile>();
        QCOMPARE(file.bytes, QByteArray("OggS"));
        QCOMPARE(file.mimeType, u"audio/ogg"_qs);
        QCOMPARE(file.msgtype, u"m.audio"_qs);
        QVERIFY(file.isVoice);
        QCOMPARE(file.durationMs, 175);
        QCOMPARE(file.waveform, (QList<int>{511, 511, 1024}));
        QVERIFY(!recording.isRecording());
    }
    void aLongOneHasNoLongerWaveform()
    {
        QList<int> levels(10'000, 100);
        levels[9'999] = 1024;
        const QList<int> waveform = VoiceRecording::waveform(levels);
        QCOMPARE(waveform.size(), VoiceRecording::MostInWaveform);
        QCOMPARE(waveform.first(), 100);
        QCOMPARE(waveform.last(), 1024);
        QCOMPARE(VoiceRecording::waveform({}), QList<int>());
    }
    void nothingComesOfWhatIsThrownAway()
    {
        VoiceRecording recording(maker());
        QSignalSpy finished(&recording, &VoiceRecording::finished);
        recording.start();
        m_microphone->hear(100, 0.5);
        recording.cancel();
        QVERIFY(!m_microphone->isOn);
        recording.start();
        QCOMPARE(recording.durationMs(), 0);
        Q_EMIT m_microphone->failed(u"unplugged"_qs);
        QVERIFY(!recording.isRecording());
        QVERIFY(finished.isEmpty());
    }

    void isSentFromTheComposer()
    {
        Composer composer(nullptr, maker());
        Attachments attachments;
        composer.setAttachments(&attachments);
        composer.resize(500, 80);
        composer.show();
        composer.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&composer));
        auto *microphone = composer.findChild<QToolButton *>(u"microphone"_qs);
        auto *bar = composer.findChild<VoiceBar *>();
        QVERIFY(microphone->isVisible() && !composer.findChild<QToolButton *>(u"send"_qs)->isVisible());
        QSignalSpy sent(&composer, &Composer::sendRequested);
        QTest::mouseClick(microphone, Qt::LeftButton);
        QVERIFY(bar->isVisible() && !composer.edit().isVisible());
        m_microphone->hear(2000, 0.5);
        QCOMPARE(bar->findChild<QLabel *>(u"time"_qs)->text(), u"0:02"_qs);
        QTest::keyClick(bar, Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QVERIFY(attachments.items().first().prepared.file.isVoice);
        QVERIFY(composer.edit().hasFocus() && !bar->isVisible());

        attachments.takeAll();
        QTest::mouseClick(microphone, Qt::LeftButton);
        QTest::keyClick(bar, Qt::Key_Escape);
        QVERIFY(attachments.isEmpty() && composer.edit().hasFocus());
        // With something to send, one sends.
        QTest::keyClicks(&composer.edit(), u"x"_qs);
        QVERIFY(!microphone->isVisible() && composer.findChild<QToolButton *>(u"send"_qs)->isVisible());
    }
    void isSentAlone()
    {
        Composer composer(nullptr, maker());
        Attachments attachments;
        composer.setAttachments(&attachments);
        composer.show();
        composer.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&composer));
        QTest::mouseClick(composer.findChild<QToolButton *>(u"microphone"_qs), Qt::LeftButton);
        QKeyEvent key(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, u"a"_qs);
        composer.typeKey(&key);
        QCOMPARE(composer.text(), QString());
        QVERIFY(composer.findChild<VoiceBar *>()->hasFocus());
        // A message that could not be sent comes back, and a picture is dropped.
        composer.setText(u"tea"_qs);
        attachments.addPicture(QImage(2, 2, QImage::Format_RGB32));
        QList<Attachments::Item> with;
        connect(&composer, &Composer::sendRequested, this, [&](const Draft &draft) {
            QCOMPARE(draft.text, QString());
            with = attachments.takeAll();
        });
        QTest::keyClick(composer.findChild<VoiceBar *>(), Qt::Key_Return);
        QCOMPARE(with.size(), 1);
        QVERIFY(with.first().prepared.file.isVoice);
        QCOMPARE(composer.text(), u"tea"_qs);
        QCOMPARE(attachments.items().size(), 1);
        QTRY_VERIFY(!attachments.isPreparing());
    }
    void waitsInItsRoomIfAnotherIsOpened()
    {
        Composer composer(nullptr, maker());
        Attachments here, there;
        composer.setAttachments(&here);
        composer.show();
        QSignalSpy sent(&composer, &Composer::sendRequested);
        QTest::mouseClick(composer.findChild<QToolButton *>(u"microphone"_qs), Qt::LeftButton);
        composer.setAttachments(&there);
        QCOMPARE(here.items().size() + there.items().size(), 1);
        composer.setAttachments(&here);
        QCOMPARE(here.items().size(), 1);
    }
    void withoutAMicrophoneThereIsNoButton()
    {
        Composer composer(nullptr, SoundRecorder::Maker());
        Attachments attachments;
        composer.setAttachments(&attachments);
        composer.show();
        QVERIFY(!composer.findChild<QToolButton *>(u"microphone"_qs)->isVisible());
        QVERIFY(composer.findChild<QToolButton *>(u"send"_qs)->isVisible());
    }
};

QTEST_MAIN(TestVoiceRecording)
#include "tst_voicerecording.moc"
