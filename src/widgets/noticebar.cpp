// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/noticebar.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace linnet {

namespace {

constexpr std::chrono::milliseconds Patience{300};
constexpr std::chrono::seconds SayTime{5};
constexpr std::chrono::seconds OfferTime{12};

}

NoticeBar::NoticeBar(QWidget *parent) : MessageBar(parent)
{
    m_patience.setSingleShot(true);
    m_leave.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &QWidget::show);
    connect(&m_leave, &QTimer::timeout, this, &NoticeBar::dismiss);
    connect(this, &MessageBar::closed, this, &NoticeBar::dismiss);
    connect(this, &MessageBar::actionTriggered, this, [this] {
        const std::function<void()> act = std::move(m_act);
        dismiss();
        if (act)
            act();
    });
    setClosable(true);
    hide();
}

void NoticeBar::put(Tone tone, const QString &what, const QString &detail, const QString &verb,
                    std::function<void()> act)
{
    dismiss();
    m_act = std::move(act);
    setMessage(tone, what, detail);
    setAction(verb);
    setClosable(true);
}

void NoticeBar::say(const QString &what)
{
    put(Tone::Information, what, {}, {}, {});
    show();
    m_leave.start(SayTime);
}

void NoticeBar::offer(const QString &what, const QString &verb, std::function<void()> act)
{
    offerUntilClosed(what, verb, std::move(act));
    m_leave.start(OfferTime);
}

void NoticeBar::offerUntilClosed(const QString &what, const QString &verb, std::function<void()> act)
{
    put(Tone::Information, what, {}, verb, std::move(act));
    show();
}

void NoticeBar::offerFolder(const QString &path, const QString &what)
{
    offer(what, tr("Show folder"), [folder = QFileInfo(path).absolutePath()] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    });
}

void NoticeBar::wait(const QString &what, const QString &verb, std::function<void()> act)
{
    put(Tone::Information, what, {}, verb, std::move(act));
    setClosable(false);
    m_isWaiting = true;
    m_patience.start(Patience);
}

void NoticeBar::goOn(const QString &was, const QString &what)
{
    if (m_isWaiting && message() == was)
        setMessage(Tone::Information, what, {});
}

void NoticeBar::endWait()
{
    if (m_isWaiting)
        dismiss();
}

void NoticeBar::complain(const QString &what, const QString &detail)
{
    put(Tone::Failure, what, detail, {}, {});
    show();
}

void NoticeBar::dismiss()
{
    m_patience.stop();
    m_leave.stop();
    m_act = nullptr;
    m_isWaiting = false;
    hide();
}

}
