// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/largevideo.h"

#include "widgets/icons.h"
#include "widgets/picturecanvas.h"
#include "widgets/playback.h"
#include "widgets/playerbar.h"
#include "widgets/rowwords.h"
#include "widgets/theme.h"

#include <QPainter>

#include <utility>

namespace linnet {

LargeVideo::LargeVideo(Playback &playback, PictureCanvas &canvas, PlayerBar &bar)
    : m_playback(playback), m_canvas(canvas), m_bar(bar)
{
    bar.hide();
    connect(&canvas, &PictureCanvas::painted, this, [this] {
        if (isOpen())
            m_playback.seen(m_item.key);
    });
    connect(&canvas, &PictureCanvas::clicked, this, &LargeVideo::toggle);
    connect(&bar, &PlayerBar::toggled, this, &LargeVideo::toggle);
    connect(&bar, &PlayerBar::muteToggled, &playback, &Playback::toggleMuted);
    connect(&bar, &PlayerBar::sought, this, [this](double share) {
        m_playback.seek(m_item, share);
        m_playback.enlarge();
    });
    connect(&playback, &Playback::changed, this, [this](const QString &key) {
        if (isOpen() && (key.isEmpty() || key == m_item.key))
            refresh();
    });
    connect(&playback, &Playback::failed, this, [this](const QString &what, const QString &detail) {
        if (isOpen())
            Q_EMIT failed(what, detail);
    });
    connect(&playback, &Playback::notPlayable, this, [this](const TimelineItem &item) {
        if (isOpen() && item.key == m_item.key)
            Q_EMIT notPlayable(item);
    });
}

void LargeVideo::open(const TimelineItem &item)
{
    if (item.key != m_item.key)
        leave();
    m_item = item;
    m_bar.show();
    refresh();
}

void LargeVideo::leave()
{
    if (!isOpen())
        return;
    const QString left = std::exchange(m_item, {}).key;
    m_bar.hide();
    m_canvas.setMark({});
    m_playback.leaveLarge(left);
}

void LargeVideo::play()
{
    if (m_playback.look(m_item.key).state == Playback::Look::State::Idle)
        return toggle();
    m_playback.enlarge();
    refresh();
}

void LargeVideo::toggle()
{
    if (!isOpen())
        return;
    Q_EMIT started();
    m_playback.toggle(m_item);
    m_playback.enlarge();
}

bool LargeVideo::step(int steps)
{
    if (!isOpen() || !m_playback.look(m_item.key).isActive())
        return false;
    m_playback.step(steps);
    return true;
}

void LargeVideo::refresh()
{
    using State = Playback::Look::State;
    const Playback::Look look = m_playback.look(m_item.key);
    m_bar.setLook(look, m_item.media->durationMs);
    if (m_canvas.isEmpty())
        m_canvas.setWords(look.state == State::Loading ? RowWords::loading(look.loaded) : QString());
    const bool rests = look.state == State::Idle || look.state == State::Paused;
    m_canvas.setMark(rests ? playMark() : QPixmap());
    if (look.picture.isNull())
        return;
    m_canvas.replacePicture({look.picture});
    Q_EMIT shown(look.picture);
}

QPixmap LargeVideo::playMark() const
{
    const int side = Theme::units(16, m_canvas.font());
    const qreal ratio = m_canvas.devicePixelRatioF();
    QPixmap mark(QSize(side, side) * ratio);
    mark.setDevicePixelRatio(ratio);
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 150));
    painter.drawEllipse(0, 0, side, side);
    themedIcon(QStringLiteral("media-playback-start"), m_canvas.palette())
        .paint(&painter, QRect(side / 4, side / 4, side / 2, side / 2));
    return mark;
}

}
