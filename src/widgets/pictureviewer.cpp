// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictureviewer.h"

#include "base/onpool.h"
#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/mediacache.h"
#include "widgets/elidedlabel.h"
#include "widgets/icons.h"
#include "widgets/noticebar.h"
#include "widgets/pictureanimation.h"
#include "widgets/picturecanvas.h"
#include "widgets/picturedecoder.h"
#include "widgets/playback.h"
#include "widgets/playerbar.h"
#include "widgets/rowwords.h"
#include "widgets/theme.h"

#include <QAction>
#include <QClipboard>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace linnet {

namespace {

constexpr QSize FirstSize(1000, 700);
constexpr int PreviewPixels = 960;
constexpr double ZoomStep = 1.25;

/// What one thread of the pool makes of the bytes.
struct Decoded
{
    PictureDecoder::Picture picture;
    QList<QImage> levels;
};

}

PictureViewer::PictureViewer(MediaCache &media, PlainFolder plain, Playback &playback)
    : m_media(media), m_name(new ElidedLabel(this)), m_about(new ElidedLabel(this)),
      m_buttons(new QHBoxLayout), m_notice(new NoticeBar(this)),
      m_opener(media, std::move(plain), *m_notice, *this), m_canvas(new PictureCanvas(this)),
      m_player(new PlayerBar(this)), m_video(playback, *m_canvas, *m_player)
{
    setObjectName(QStringLiteral("pictureViewer"));
    m_decoders.setMaxThreadCount(1);
    darken();
    addBar();
    connect(m_canvas, &PictureCanvas::changed, this, &PictureViewer::refresh);
    connect(m_canvas, &PictureCanvas::painted, this, [this] {
        if (m_animation && m_settings.mayPlay(isActiveWindow(), true))
            m_animation->proceed();
    });
    connect(&m_video, &LargeVideo::started, m_notice, &NoticeBar::dismiss);
    connect(&m_video, &LargeVideo::shown, this, [this](const QImage &picture) {
        m_whole = picture;
        refresh();
    });
    connect(&m_video, &LargeVideo::failed, m_notice, &NoticeBar::complain);
    connect(&m_video, &LargeVideo::notPlayable, this, [this](const TimelineItem &item) {
        m_notice->offerUntilClosed(Playback::tr("This cannot be played here."), tr("Open in another program"),
                                   [this, item] { m_opener.open(item); });
    });
    connect(&media, &MediaCache::progressed, this, &PictureViewer::onProgress);
    resize(FirstSize);
    m_canvas->setFocus();
}

PictureViewer::~PictureViewer() = default;

/// Pictures stand out on dark, whatever the rest of the screen looks like.
void PictureViewer::darken()
{
    QPalette dark = palette();
    const QColor ground(0x1c, 0x1c, 0x1e);
    const QColor words(0xee, 0xee, 0xee);
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button})
        dark.setColor(role, ground);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        dark.setColor(role, words);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        dark.setColor(QPalette::Disabled, role, QColor(0x77, 0x77, 0x77));
    setPalette(dark);
    setAutoFillBackground(true);
}

void PictureViewer::addBar()
{
    const int unit = Theme::units(1, font());
    m_name->setFont(Theme::name(font()));
    m_about->setFont(Theme::scaled(font(), 0.92));
    m_about->setColor(Theme(palette()).dim);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_about);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(3 * unit, 2 * unit, 2 * unit, 2 * unit);
    bar->addLayout(words, 1);
    bar->addLayout(m_buttons);
    m_buttons->setSpacing(unit / 2);
    const bool isRtl = isRightToLeft();
    add(Action::Previous, tr("Previous picture"), isRtl ? "go-next" : "go-previous", {Qt::Key_PageUp});
    add(Action::Next, tr("Next picture"), isRtl ? "go-previous" : "go-next", {Qt::Key_PageDown});
    add(Action::ZoomOut, tr("Zoom out"), "zoom-out", {Qt::Key_Minus, QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    add(Action::ZoomIn, tr("Zoom in"), "zoom-in",
        {Qt::Key_Plus, Qt::Key_Equal, QKeySequence(Qt::CTRL | Qt::Key_Plus)});
    add(Action::Fit, tr("Fit into the window"), "zoom-fit-best", {Qt::Key_0});
    add(Action::RealPixels, tr("Original size"), "zoom-original", {Qt::Key_1});
    add(Action::TurnLeft, tr("Turn left"), "object-rotate-left", {QKeySequence(Qt::SHIFT | Qt::Key_R)});
    add(Action::TurnRight, tr("Turn right"), "object-rotate-right", {Qt::Key_R});
    add(Action::Copy, tr("Copy picture"), "edit-copy", {QKeySequence::Copy});
    add(Action::Save, tr("Save as…"), "document-save-as", {QKeySequence::Save});
    add(Action::Open, tr("Open in another program"), "document-open", {QKeySequence::Open});
    add(Action::Retry, tr("Retry"), "view-refresh", {Qt::Key_F5});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_notice);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_player);
}

QAction *PictureViewer::add(Action action, const QString &text, const char *icon,
                            const QList<QKeySequence> &keys)
{
    auto *made = new QAction(themedIcon(QLatin1String(icon), palette()), text, this);
    made->setShortcuts(keys);
    addAction(made);
    m_actions.insert(action, made);
    connect(made, &QAction::triggered, this, [this, action] { trigger(action); });
    auto *button = new QToolButton(this);
    button->setDefaultAction(made);
    button->setAutoRaise(true);
    button->setAccessibleName(text);
    const int side = Theme::units(6, font());
    button->setIconSize({side, side});
    connect(made, &QAction::changed, button, [button, made] { button->setVisible(made->isVisible()); });
    m_buttons->addWidget(button);
    return made;
}

void PictureViewer::showPicture(const QList<TimelineItem> &items, const QString &key)
{
    m_items = items;
    m_current = 0;
    for (int i = 0; i < items.size(); ++i) {
        if (items.at(i).key == key)
            m_current = i;
    }
    load();
    show();
    raise();
    activateWindow();
    if (m_video.isOpen())
        m_video.play();
}

void PictureViewer::step(int steps)
{
    const int next = m_current + steps;
    if (next < 0 || next >= m_items.size())
        return;
    m_current = next;
    load();
}

QString PictureViewer::currentKey() const
{
    return m_items.isEmpty() ? QString() : m_items.at(m_current).key;
}

void PictureViewer::load()
{
    stop();
    m_notice->dismiss();
    if (m_items.isEmpty())
        return;
    const TimelineItem &item = m_items.at(m_current);
    const QString name = RowWords::mediaName(item);
    setWindowTitle(name);
    m_name->setText(name);
    m_about->setText(tr("%1 · %2 · %3 of %4", "sender, time, number of the picture, how many there are")
                         .arg(isolated(RowWords::senderName(item)), RowWords::dateAndTime(item.ts),
                              QString::number(m_current + 1), QString::number(m_items.size())));
    m_canvas->setAccessibleName(QStringLiteral("%1, %2").arg(RowWords::mediaKind(item), name));
    m_loading = std::make_unique<QObject>();
    if (item.kind == TimelineItem::Kind::Video) {
        m_video.open(item);
        loadPoster();
    } else {
        m_video.leave();
        loadPicture();
    }
    refresh();
}

/// The small one may be there before the whole.
void PictureViewer::onProgress(const QString &url, qint64 received, qint64 total)
{
    if (m_loading && !m_video.isOpen() && m_canvas->isEmpty() && m_failure.isEmpty() && total > 0 &&
        url == m_items.at(m_current).media->url)
        m_canvas->setWords(RowWords::loading(int(received * 100 / total)));
}

void PictureViewer::loadPicture()
{
    m_canvas->setWords(RowWords::loading(0));
    const QString url = m_items.at(m_current).media->url;
    if (url.startsWith(u"mxc:"))
        m_media.thumbnail(url, PreviewPixels).then(m_loading.get(), [this](const auto &result) {
            if (result)
                decode(*result, false);
        });
    m_media.file(url, MaxFile).then(m_loading.get(), [this](const Result<QByteArray> &result) {
        if (result)
            return decode(*result, true);
        const ErrorText text = ErrorText::of(result.error(), ErrorText::During::Media);
        onFailed(text.what, text.detail);
    });
}

/// Nothing more of a video is fetched before it is to be played.
void PictureViewer::loadPoster()
{
    const TimelineItem &item = m_items.at(m_current);
    const QString url = item.media->thumbnailUrl;
    if (!RowWords::isAddress(item, url))
        return;
    auto poster =
        url.startsWith(u"mxc:") ? m_media.thumbnail(url, PreviewPixels) : m_media.file(url, MaxFile);
    std::move(poster).then(m_loading.get(), [this](const auto &result) {
        if (result)
            decode(*result, false);
    });
}

void PictureViewer::decode(const QByteArray &bytes, bool isWhole)
{
    const auto work = [bytes] {
        Decoded decoded{PictureDecoder::decode(bytes, {}), {}};
        if (!decoded.picture.isMoving)
            decoded.levels = PictureCanvas::levelsOf(decoded.picture.image);
        else
            decoded.levels = {decoded.picture.image};
        return decoded;
    };
    // Not with m_loading as context: to load another picture ends it while it speaks.
    const auto isWanted = std::make_shared<bool>(true);
    connect(m_loading.get(), &QObject::destroyed, this, [isWanted] { *isWanted = false; });
    onPool(m_decoders, this, work, [this, bytes, isWhole, isWanted](const Decoded &decoded) {
        using Trouble = PictureDecoder::Trouble;
        const Trouble trouble = decoded.picture.trouble;
        if (!*isWanted || (!isWhole && (trouble != Trouble::None || !m_whole.isNull())))
            return;
        if (trouble == Trouble::TooLarge)
            return onFailed(tr("This picture is too large to be shown in full. You can save it."), {});
        if (trouble != Trouble::None) {
            m_media.forget(m_items.at(m_current).media->url);
            return onFailed(trouble == Trouble::Unknown ? tr("This is no picture that Linnet can show.")
                                                        : tr("The file is damaged."),
                            {});
        }
        m_canvas->replacePicture(decoded.levels);
        if (isWhole)
            m_whole = decoded.picture.image;
        else if (!m_failure.isEmpty()) // its words stood where the small one is now
            m_notice->complain(m_failure, {});
        if (isWhole && decoded.picture.isMoving)
            play(bytes, decoded.picture.natural);
        refresh();
    });
}

void PictureViewer::play(const QByteArray &bytes, const QSize &size)
{
    m_animation = std::make_unique<PictureAnimation>(m_decoders, bytes, size);
    connect(m_animation.get(), &PictureAnimation::frame, m_canvas,
            [this](const QImage &frame) { m_canvas->replacePicture({frame}); });
    m_canvas->update();
}

void PictureViewer::onFailed(const QString &what, const QString &detail)
{
    m_failure = what;
    // The small one is better than none.
    if (m_canvas->isEmpty())
        m_canvas->setWords(detail.isEmpty() ? what : QString(what + u'\n' + detail));
    else
        m_notice->complain(what, detail);
    refresh();
}

void PictureViewer::refresh()
{
    const bool isThere = !m_canvas->isEmpty();
    const auto enable = [this](Action action, bool isEnabled) {
        m_actions.value(action)->setEnabled(isEnabled);
    };
    enable(Action::Previous, m_current > 0);
    enable(Action::Next, m_current + 1 < m_items.size());
    for (const Action action : {Action::ZoomIn, Action::RealPixels, Action::TurnLeft, Action::TurnRight})
        enable(action, isThere);
    for (const Action action : {Action::ZoomOut, Action::Fit})
        enable(action, isThere && !m_canvas->isFitted());
    enable(Action::Copy, !m_whole.isNull());
    m_actions.value(Action::Retry)->setVisible(!m_failure.isEmpty());
}

void PictureViewer::trigger(Action action)
{
    switch (action) {
    case Action::Previous:
        return step(-1);
    case Action::Next:
        return step(1);
    case Action::ZoomOut:
        return m_canvas->zoomBy(1 / ZoomStep);
    case Action::ZoomIn:
        return m_canvas->zoomBy(ZoomStep);
    case Action::Fit:
        return m_canvas->fit();
    case Action::RealPixels:
        return m_canvas->showRealPixels();
    case Action::TurnLeft:
        return m_canvas->turn(-1);
    case Action::TurnRight:
        return m_canvas->turn(1);
    case Action::Copy:
        QGuiApplication::clipboard()->setImage(m_whole);
        return m_notice->say(tr("The picture is in the clipboard."));
    case Action::Save:
        return m_opener.save(m_items.at(m_current));
    case Action::Open:
        return m_opener.open(m_items.at(m_current));
    case Action::Retry:
        return load();
    }
}

void PictureViewer::keyPressEvent(QKeyEvent *event)
{
    const double far = Theme::units(20, font());
    switch (event->key()) {
    case Qt::Key_Escape:
        close();
        return;
    case Qt::Key_Space:
        m_video.toggle();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int ahead = (event->key() == Qt::Key_Right) == isLeftToRight() ? 1 : -1;
        if (m_video.step(ahead))
            return;
        if (!m_canvas->moveBy({event->key() == Qt::Key_Right ? -far : far, 0}))
            step(ahead);
        return;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_canvas->moveBy({0, event->key() == Qt::Key_Down ? -far : far});
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PictureViewer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange)
        m_canvas->update();
    QWidget::changeEvent(event);
}

void PictureViewer::stop()
{
    m_loading.reset();
    m_animation.reset();
    m_whole = {};
    m_failure.clear();
    m_canvas->clear();
}

void PictureViewer::closeEvent(QCloseEvent *event)
{
    m_video.leave();
    stop();
    m_opener.cancel();
    event->accept();
}

}
