// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guestpreview.h"

#include "matrix/displayname.h"
#include "matrix/servername.h"
#include "session/guestlook.h"
#include "widgets/bringup.h"
#include "widgets/directorywindow.h"
#include "widgets/roomlink.h"
#include "widgets/roompreviewpage.h"
#include "widgets/theme.h"

#include <QDesktopServices>
#include <QHideEvent>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 60;

}

GuestPreview::GuestPreview(GuestLook &look, Avatars &avatars, const Preferences &preferences, QWidget *parent)
    : QDialog(parent), m_look(look), m_page(new RoomPreviewPage(avatars, look.media(), preferences, this)),
      m_peek(look.api(), UserId())
{
    m_page->setForGuest();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page);
    resize(Theme::units(120, font()), Theme::units(150, font()));
    connect(m_page, &RoomPreviewPage::closed, this, &QDialog::close);
    connect(m_page, &RoomPreviewPage::retryRequested, this, &GuestPreview::load);
    connect(m_page, &RoomPreviewPage::signInRequested, this, [this] {
        const SeenRoom seen = m_seen.value_or(SeenRoom());
        Q_EMIT signInRequested(linkTo(m_link, seen), nameOf(m_link, seen));
    });
    connect(m_page, &RoomPreviewPage::linkActivated, this, &GuestPreview::followLink);
    connect(&m_peek, &RoomPeek::changed, this, &GuestPreview::refreshPeek);
}

GuestPreview::~GuestPreview() = default;

void GuestPreview::showRoom(const MatrixLink &link, const std::optional<PublicRoom> &listed)
{
    if (!link.isRoom())
        return;
    m_link = link;
    m_listed = listed;
    m_seen.reset();
    m_work = std::make_unique<QObject>();
    m_peek.clear();
    m_page->clear();
    setWindowTitle(nameOf(link, {}));
    bringUp(*this);
    m_page->setFocus(Qt::OtherFocusReason);
    // What the directory says stands there until more is known.
    if (listed) {
        m_seen = SeenRoom{SummaryRequests::fromDirectory(*listed), link.via};
        refresh();
    }
    load();
}

void GuestPreview::load()
{
    if (!m_seen)
        m_page->showLoading();
    RoomSummaries::fetch(m_look.api(), m_link, m_listed)
        .then(m_work.get(), [this](const Result<SeenRoom> &seen) {
            if (!seen && !m_seen)
                return m_page->showFailure(seen.error());
            if (seen) {
                m_seen = *seen;
                m_seen->via = mergedServers(m_link.via, m_seen->via);
                m_seen->summary.membership = Membership::None; // that of a guest is nobody's
            }
            refresh();
            const RoomSummary &summary = m_seen->summary;
            if (summary.isWorldReadable && !summary.isEncrypted && !summary.id.isEmpty())
                m_peek.load(summary.id);
            else
                refreshPeek();
        });
}

void GuestPreview::refresh()
{
    const RoomSummary &summary = m_seen->summary;
    setWindowTitle(nameOf(m_link, *m_seen));
    m_page->showRoom(summary, JoinOutlook::of(summary, m_look.rooms()));
    // Who has gone elsewhere meanwhile stays there.
    if (m_page->hasFocus())
        m_page->focusAction();
}

void GuestPreview::refreshPeek()
{
    m_page->setPeek(m_peek.items());
    m_page->setNote(m_seen ? whyNoWords() : QString());
}

QString GuestPreview::whyNoWords() const
{
    if (m_seen->summary.isEncrypted)
        return tr("What is written there is encrypted: only people who are in the room can read it.");
    switch (m_peek.state()) {
    case RoomPeek::State::Nothing:
        break;
    case RoomPeek::State::Loading:
        return tr("Loading the last words…");
    case RoomPeek::State::Here:
        return m_peek.items().isEmpty() ? tr("Nothing was written there lately.") : QString();
    case RoomPeek::State::Failed:
        // What the server said itself is a no, however it put it.
        return m_peek.error().matrixCode.isEmpty() || m_peek.error().isTransient()
                   ? tr("The last words could not be loaded. %1").arg(ErrorText::of(m_peek.error()).what)
                   : tr("What is written there can be read after you have signed in.");
    }
    return tr("What is written there can be read after you have signed in and joined.");
}

void GuestPreview::followLink(const QUrl &url)
{
    static const QStringList others{QStringLiteral("http"), QStringLiteral("https"),
                                    QStringLiteral("mailto")};
    const bool isMatrix = url.scheme() == QLatin1String("matrix") || url.host() == QLatin1String("matrix.to");
    if (!isMatrix && others.contains(url.scheme()))
        QDesktopServices::openUrl(url);
    else if (const auto link = MatrixLink::parse(url.toString(QUrl::FullyEncoded));
             isMatrix && link && link->isRoom())
        showRoom(*link, {});
    else if (isMatrix && link)
        m_page->setNote(DirectoryWindow::guestsPersonWords());
}

QString GuestPreview::linkTo(const MatrixLink &link, const SeenRoom &seen)
{
    // By the id where it is known, as an address may move.
    if (!seen.summary.id.isEmpty())
        return roomLink(seen.summary.id, mergedServers(seen.via, link.via));
    if (!link.target.startsWith(u'#'))
        return roomLink(RoomId(link.target), mergedServers(link.via, {}));
    Room room;
    room.canonicalAlias = link.target;
    return roomLink(room);
}

QString GuestPreview::nameOf(const MatrixLink &link, const SeenRoom &seen)
{
    const QString address = seen.summary.alias.isEmpty() ? link.target : seen.summary.alias;
    return shortened(seen.summary.name.isEmpty() ? address : seen.summary.name, LongestName);
}

void GuestPreview::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    if (event->spontaneous()) // only minimised
        return;
    m_work.reset();
    m_peek.clear();
}

}
