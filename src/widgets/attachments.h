// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"
#include "widgets/mediaprobe.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace linnet {

/// The files that wait to be sent with the next message of a room, in their order. Looks at new ones on
/// threads of its own. GUI thread.
class Attachments : public QObject
{
    Q_OBJECT

public:
    static constexpr int Most = 50;

    struct Item
    {
        int id = 0;   ///< for life
        QString kept; ///< NotedFile::id
        PreparedFile prepared;
        bool isReady = false;  ///< else it is being looked at, and only its name is known
        bool isAsFile = false; ///< a picture goes as a file that others do not see in the room
        std::function<PreparedFile()> prepare; ///< looks at it, until it is ready
    };

    /// `make`: a player for those that sound or move, to see what they are; empty: they go without.
    explicit Attachments(MediaPlayer::Maker make = {}, QObject *parent = nullptr);
    ~Attachments() override;

    /// What the server takes at most, in bytes; negative: not known.
    void setLimit(qint64 bytes);
    /// Each as the last one. False: there are too many, and those beyond Most are left out.
    bool add(const QStringList &paths);
    bool addPicture(const QImage &picture);
    bool addPicture(const QByteArray &png);
    void addVoice(const OutgoingFile &file) { appendVoice(file, {}); }
    void putBack(const QList<Item> &items); ///< before the others
    /// What was kept of a draft, as noted() tells it; each as the last one.
    void restore(const QList<NotedFile> &files);
    void remove(int id);
    void move(int id, int place); ///< as far as there are places
    void setAsFile(int id, bool isAsFile);
    void setKeepsPlace(int id, bool keepsPlace);

    const QList<Item> &items() const { return m_items; }
    QList<NotedFile> noted() const; ///< but for pasted pictures that are still being looked at
    int placeOf(int id) const;      ///< negative: it is not here
    bool isEmpty() const { return m_items.isEmpty(); }
    bool isPreparing() const; ///< one is still being looked at
    /// Why one cannot be sent, in human words; empty: it can.
    QString troubleOf(const Item &item) const;
    bool hasSendable() const;   ///< those that are still being looked at among them
    QList<Item> takeSendable(); ///< what cannot be sent stays
    QList<Item> takeAll();
    static OutgoingFile outgoing(const Item &item);

Q_SIGNALS:
    void changed();
    void begun(); ///< the first has come

private:
    template <typename Picture>
    bool appendPicture(const Picture &picture);
    void appendVoice(const OutgoingFile &file, const QString &kept);
    void append(Item item, std::function<PreparedFile()> prepare);
    void begin(const Item &item);
    void onPrepared(int id, const PreparedFile &prepared);
    Item *find(int id);

    QList<Item> m_items;
    QThreadPool m_pool;
    MediaProbe m_probe;
    qint64 m_limit = -1;
    int m_lastId = 0;
};

}
