// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/soundrecorder.h"

#ifdef LINNET_MULTIMEDIA
#include <QAudioDevice>
#include <QAudioInput>
#include <QAudioSource>
#include <QCoreApplication>
#include <QFile>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QMediaFormat>
#include <QMediaRecorder>
#include <QTemporaryDir>
#include <QUrl>
#endif

namespace linnet {

#ifdef LINNET_MULTIMEDIA

namespace {

/// Opus in Ogg, as MSC3245 has it. What encodes does not say how loud it is, so the microphone is listened to
/// a second time for that.
class MediaSoundRecorder : public SoundRecorder
{
    Q_DECLARE_TR_FUNCTIONS(linnet::MediaSoundRecorder)

public:
    explicit MediaSoundRecorder(PlainFolder plain) : m_plain(std::move(plain))
    {
        QMediaFormat format(QMediaFormat::Ogg);
        format.setAudioCodec(QMediaFormat::AudioCodec::Opus);
        m_recorder.setMediaFormat(format);
        m_recorder.setAudioChannelCount(1);
        m_recorder.setQuality(QMediaRecorder::NormalQuality);
        m_capture.setAudioInput(&m_input);
        m_capture.setRecorder(&m_recorder);
        connect(&m_recorder, &QMediaRecorder::recorderStateChanged, this,
                [this](QMediaRecorder::RecorderState state) {
                    if (state != QMediaRecorder::StoppedState)
                        return;
                    if (std::exchange(m_isFinishing, false))
                        deliver();
                    else
                        m_folder.reset();
                    if (std::exchange(m_isStartWanted, false))
                        start();
                });
        connect(&m_recorder, &QMediaRecorder::errorOccurred, this,
                [this](QMediaRecorder::Error, const QString &reason) { fail(reason); });
    }

    void start() override
    {
        const QAudioDevice device = QMediaDevices::defaultAudioInput();
        QAudioFormat format;
        format.setSampleRate(SampleRate);
        format.setChannelCount(1);
        format.setSampleFormat(QAudioFormat::Int16);
        if (device.isNull())
            return fail(tr("There is no microphone."));
        // It still closes the file of what was given up, and would not begin, nor say so.
        m_isStartWanted = m_recorder.recorderState() != QMediaRecorder::StoppedState;
        if (m_isStartWanted)
            return;
        m_folder = m_plain.make();
        m_recorder.setOutputLocation(QUrl::fromLocalFile(m_folder->filePath(QStringLiteral("voice.ogg"))));
        m_levels = std::make_unique<QAudioSource>(device, format);
        if (QIODevice *samples = m_levels->start())
            connect(samples, &QIODevice::readyRead, this,
                    [this, samples] { Q_EMIT heard(samples->readAll()); });
        m_recorder.record();
    }
    void finish() override
    {
        const bool isRecording =
            !m_isStartWanted && m_recorder.recorderState() != QMediaRecorder::StoppedState;
        if (!isRecording)
            return fail(tr("Nothing was recorded."));
        m_isFinishing = true;
        stop();
    }
    void cancel() override
    {
        m_isFinishing = false;
        m_isStartWanted = false;
        stop();
    }

private:
    void stop()
    {
        m_levels.reset();
        m_recorder.stop();
        // What could not even begin does not say that it has stopped.
        if (!m_isFinishing && m_recorder.recorderState() == QMediaRecorder::StoppedState)
            m_folder.reset();
    }
    void fail(const QString &reason)
    {
        cancel();
        Q_EMIT failed(reason);
    }
    void deliver()
    {
        QFile file(m_recorder.actualLocation().toLocalFile());
        if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
            return fail(file.errorString());
        const QByteArray bytes = file.readAll();
        file.close();
        m_folder.reset(); // what was said does not stay on the disk
        Q_EMIT done(bytes, QStringLiteral("audio/ogg"));
    }

    PlainFolder m_plain;
    std::unique_ptr<QTemporaryDir> m_folder;
    QMediaCaptureSession m_capture;
    QAudioInput m_input;
    QMediaRecorder m_recorder;
    std::unique_ptr<QAudioSource> m_levels;
    bool m_isFinishing = false;
    bool m_isStartWanted = false; ///< as soon as it has stopped
};

}

SoundRecorder::Maker SoundRecorder::maker(const PlainFolder &plain)
{
    return [plain] { return std::make_unique<MediaSoundRecorder>(plain); };
}

#else

SoundRecorder::Maker SoundRecorder::maker(const PlainFolder &)
{
    return {};
}

#endif

}
