// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/voicerecording.h"

#include <QtEndian>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <utility>

namespace linnet {

VoiceRecording::VoiceRecording(SoundRecorder::Maker make, QObject *parent)
    : QObject(parent), m_make(std::move(make))
{
}

VoiceRecording::~VoiceRecording() = default;

void VoiceRecording::start()
{
    if (m_isRecording || !isAvailable())
        return;
    if (!m_recorder) {
        m_recorder = m_make();
        connect(m_recorder.get(), &SoundRecorder::heard, this, &VoiceRecording::onHeard);
        connect(m_recorder.get(), &SoundRecorder::done, this, &VoiceRecording::onDone);
        connect(m_recorder.get(), &SoundRecorder::failed, this, [this](const QString &reason) {
            m_isRecording = false;
            Q_EMIT changed();
            Q_EMIT failed(tr("Nothing could be recorded. %1").arg(reason));
        });
    }
    m_levels.clear();
    m_samples = 0;
    m_peak = 0;
    m_isRecording = true;
    Q_EMIT changed();
    m_recorder->start();
}

void VoiceRecording::finish()
{
    if (m_isRecording)
        m_recorder->finish();
}

void VoiceRecording::cancel()
{
    if (!std::exchange(m_isRecording, false))
        return;
    m_recorder->cancel();
    Q_EMIT changed();
}

qint64 VoiceRecording::durationMs() const
{
    return m_samples * 1000 / SoundRecorder::SampleRate;
}

void VoiceRecording::onHeard(const QByteArray &samples)
{
    static constexpr qint64 InLevel = qint64(SoundRecorder::SampleRate) * LevelMs / 1000;
    static constexpr int Full = std::numeric_limits<qint16>::max();
    if (!m_isRecording)
        return;
    for (qsizetype at = 0; at + 1 < samples.size(); at += 2) {
        qint16 sample = 0;
        std::memcpy(&sample, samples.constData() + at, sizeof sample);
        m_peak = qMax(m_peak, std::abs(int(sample)));
        if (++m_samples % InLevel == 0)
            m_levels.append(int(qMin(std::exchange(m_peak, 0), Full) * qint64(Loudest) / Full));
    }
    Q_EMIT changed();
}

QList<int> VoiceRecording::waveform(const QList<int> &levels)
{
    const qsizetype count = qMin<qsizetype>(levels.size(), MostInWaveform);
    QList<int> waveform;
    for (qsizetype i = 0; i < count; ++i) {
        const auto from = levels.cbegin() + i * levels.size() / count;
        const auto to = levels.cbegin() + (i + 1) * levels.size() / count;
        waveform.append(*std::max_element(from, to));
    }
    return waveform;
}

void VoiceRecording::onDone(const QByteArray &bytes, const QString &mimeType)
{
    if (!std::exchange(m_isRecording, false))
        return;
    OutgoingFile file;
    file.bytes = bytes;
    file.name = tr("Voice message", "name of a file") + QStringLiteral(".ogg");
    file.mimeType = mimeType;
    file.msgtype = QStringLiteral("m.audio");
    file.durationMs = durationMs();
    file.isVoice = true;
    file.waveform = waveform(m_levels);
    Q_EMIT changed();
    Q_EMIT finished(file);
}

}
