// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roompeek.h"
#include "session/roomsummaries.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace linnet {

class Avatars;
class GuestLook;
class Preferences;
class RoomPreviewPage;

/// Shows a room to somebody without an account: what it is, and its last words where the server lets guests
/// read them; else it says why there are none. Modeless; Esc closes. GUI thread; must not outlive what it is
/// made with.
class GuestPreview : public QDialog
{
    Q_OBJECT

public:
    GuestPreview(GuestLook &look, Avatars &avatars, const Preferences &preferences, QWidget *parent);
    ~GuestPreview() override;

    /// `listed` is what the directory says of the room. Nothing happens for a link to a person.
    void showRoom(const MatrixLink &link, const std::optional<PublicRoom> &listed);

    /// A link by which the room is found later, through another server too, and what to call it.
    static QString linkTo(const MatrixLink &link, const SeenRoom &seen);
    static QString nameOf(const MatrixLink &link, const SeenRoom &seen);

Q_SIGNALS:
    /// The room is to be joined; as linkTo() and nameOf() have it.
    void signInRequested(const QString &link, const QString &name);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void load();
    void refresh();
    void refreshPeek();
    QString whyNoWords() const;
    void followLink(const QUrl &url);

    GuestLook &m_look;
    RoomPreviewPage *m_page;
    RoomPeek m_peek;
    MatrixLink m_link;
    std::optional<PublicRoom> m_listed;
    std::optional<SeenRoom> m_seen;
    std::unique_ptr<QObject> m_work; ///< context of what is under way for the shown room
};

}
