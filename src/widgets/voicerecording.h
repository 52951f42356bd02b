// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/outgoingfile.h"
#include "widgets/soundrecorder.h"

#include <QCoreApplication>
#include <QList>

namespace linnet {

/// A voice message while it is spoken: how long it is, how loud it was, and at last its file (MSC3245). GUI
/// thread.
class VoiceRecording : public QObject
{
    Q_OBJECT

public:
    static constexpr int LevelMs = 50;         ///< one level stands for so long
    static constexpr int MostInWaveform = 120; ///< MSC3246
    static constexpr int Loudest = 1024;

    /// `make` is asked for a recorder when the first is needed; empty: nothing can be recorded.
    explicit VoiceRecording(SoundRecorder::Maker make, QObject *parent = nullptr);
    ~VoiceRecording() override;

    bool isAvailable() const { return bool(m_make); }
    bool isRecording() const { return m_isRecording; }
    void start();
    void finish(); ///< finished() or failed() follows
    void cancel();
    qint64 durationMs() const;
    /// How loud it was, 0 to Loudest, one for LevelMs; the newest last.
    const QList<int> &levels() const { return m_levels; }
    /// `levels` as so few that they go with the message.
    static QList<int> waveform(const QList<int> &levels);

Q_SIGNALS:
    void changed();
    void finished(const linnet::OutgoingFile &file);
    void failed(const QString &what);

private:
    void onHeard(const QByteArray &samples);
    void onDone(const QByteArray &file, const QString &mimeType);

    SoundRecorder::Maker m_make;
    std::unique_ptr<SoundRecorder> m_recorder; ///< once something was recorded
    QList<int> m_levels;
    qint64 m_samples = 0;
    int m_peak = 0; ///< of the level that has just begun
    bool m_isRecording = false;
};

}
