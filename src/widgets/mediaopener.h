// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QObject>
#include <QTemporaryDir>

#include <functional>
#include <memory>

class QMimeType;
class QWidget;

namespace linnet {

class MediaCache;
struct ErrorText;

/// Opens and saves what came with messages: fetches it, then hands it to the program that the system has for
/// it, or writes it where the person wants it. What might run as a program is only ever saved. Files that
/// were opened lie in a folder for this user only and go with this object. GUI thread; must not outlive its
/// MediaCache.
class MediaOpener : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 MaxSize = 1LL << 30; ///< bytes that are fetched at most

    /// Dialogs stand over `window`.
    MediaOpener(MediaCache &media, QWidget &window);
    ~MediaOpener() override;

    void open(const TimelineItem &item); ///< a location in the browser's map
    void save(const TimelineItem &item);
    void cancel(); ///< all that is being fetched

    /// The last part of a file name that others chose, without what file systems refuse. Never empty.
    static QString safeName(const MessageContent &media);
    /// Whether content of this kind is only shown, never run, by the program that opens it.
    static bool isHarmless(const QMimeType &type);
    /// An OpenStreetMap address for a `geo:` URI (RFC 5870), or an empty one.
    static QUrl mapOf(const QString &geoUri);

Q_SIGNALS:
    void started(const QString &name); ///< it takes a while
    void finished();                   ///< nothing is being fetched any more
    void saved(const QString &path);
    void failed(const QString &what, const QString &detail);

private:
    void fetch(const TimelineItem &item, std::function<void(const QByteArray &)> use);
    void openBytes(const MessageContent &media, const QByteArray &bytes);
    void writeTo(const QString &path, const QByteArray &bytes);
    void write(const QString &path, const QByteArray &bytes, const std::function<void()> &then);

    MediaCache &m_media;
    QWidget &m_window;
    std::unique_ptr<QObject> m_fetches; ///< context of all that is under way
    int m_fetching = 0;
    std::unique_ptr<QTemporaryDir> m_opened;
};

}
