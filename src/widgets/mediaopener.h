// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/plainfolder.h"
#include "session/timelineitem.h"

#include <QObject>

#include <functional>
#include <memory>

class QMimeType;
class QTemporaryDir;
class QWidget;

namespace linnet {

class MediaCache;
class NoticeBar;

/// Opens and saves what came with messages: fetches it, then hands it to the program that the system has for
/// it, or writes it where the person wants it, and says in a notice bar what becomes of it. What might run as
/// a program is only ever saved. Files that were opened lie in a PlainFolder and go with this object. GUI
/// thread; must not outlive what it is made with.
class MediaOpener : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 MaxSize = 1LL << 30; ///< bytes that are fetched at most

    /// Dialogs stand over `window`.
    MediaOpener(MediaCache &media, PlainFolder plain, NoticeBar &notice, QWidget &window);
    ~MediaOpener() override;

    void open(const TimelineItem &item); ///< a location in the browser's map
    void save(const TimelineItem &item);
    void cancel(); ///< all that is being fetched

    /// The last part of a file name that others chose, without what file systems refuse. Never empty.
    static QString safeName(const MessageContent &media);
    /// Of which kind a file is: as its bytes say, more precisely its name where that fits.
    static QMimeType typeOf(const QString &name, const QByteArray &bytes);
    /// Whether content of this kind is only shown, never run, by the program that opens it.
    static bool isHarmless(const QMimeType &type);
    /// An OpenStreetMap address for a `geo:` URI (RFC 5870), or an empty one.
    static QUrl mapOf(const QString &geoUri);

private:
    void onProgress(const QString &url, qint64 received, qint64 total);
    void fetch(const TimelineItem &item, std::function<void(const QByteArray &)> use);
    void openBytes(const TimelineItem &item, const QByteArray &bytes);
    void offerToSave(const TimelineItem &item, const QString &what);
    void writeTo(const QString &path, const QByteArray &bytes);
    void write(const QString &path, const QByteArray &bytes, const std::function<void()> &then);

    MediaCache &m_media;
    PlainFolder m_plain;
    NoticeBar &m_notice;
    QWidget &m_window;
    std::unique_ptr<QObject> m_fetches; ///< context of all that is under way
    int m_fetching = 0;
    MessageContent m_last; ///< what was asked for last, which the notice bar speaks of
    QString m_said;        ///< there
    std::unique_ptr<QTemporaryDir> m_opened;
};

}
