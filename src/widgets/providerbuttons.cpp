// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/providerbuttons.h"

#include "base/onpool.h"
#include "matrix/displayname.h"
#include "widgets/picturedecoder.h"
#include "widgets/theme.h"

#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 50;
constexpr qint64 MostIconBytes = 1 << 20;
constexpr int IconUnits = 5;

QString wordsFor(const IdentityProvider &provider)
{
    QString name = shortened(cleanName(provider.name), LongestName);
    if (name.isEmpty())
        name = shortened(cleanName(provider.id), LongestName);
    // What is in it is no mnemonic.
    return ProviderButtons::tr("Continue with %1").arg(name.replace(u'&', QStringLiteral("&&")));
}

}

ProviderButtons::ProviderButtons(Transport &transport, QWidget *parent)
    : QWidget(parent), m_transport(transport), m_round(std::make_unique<QObject>())
{
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(Theme::units(2, font()));
}

ProviderButtons::~ProviderButtons() = default;

void ProviderButtons::setProviders(const Server &server, const QList<IdentityProvider> &providers,
                                   const QString &single)
{
    m_round = std::make_unique<QObject>();
    qDeleteAll(std::exchange(m_buttons, {}));
    for (const IdentityProvider &provider : providers) {
        QPushButton *button = add(wordsFor(provider), provider.id);
        if (!provider.icon.isEmpty())
            fetchIcon(server, provider.icon, button);
    }
    if (providers.isEmpty())
        add(single, {});
}

QPushButton *ProviderButtons::first() const
{
    return m_buttons.value(0);
}

QPushButton *ProviderButtons::add(const QString &words, const QString &provider)
{
    auto *button = new QPushButton(words, this);
    button->setObjectName(QStringLiteral("provider%1").arg(m_buttons.size()));
    button->setAutoDefault(false);
    const int side = Theme::units(IconUnits, font());
    button->setIconSize({side, side});
    connect(button, &QPushButton::clicked, this, [this, provider] { Q_EMIT chosen(provider); });
    layout()->addWidget(button);
    // Else it would come after all that the window has had before.
    setTabOrder(m_buttons.isEmpty() ? static_cast<QWidget *>(this) : m_buttons.last(), button);
    m_buttons.append(button);
    return button;
}

/// Before one is signed in only the media of before 1.11 can be had; where not, there is no icon.
void ProviderButtons::fetchIcon(const Server &server, const QString &mxc, QPushButton *button)
{
    const int side = qRound(button->iconSize().width() * devicePixelRatioF());
    Result<Request> request = Requests(server.version).thumbnailOld(mxc, side, side);
    if (!request)
        return;
    request->maxReplyBytes = MostIconBytes;
    m_transport.send(server.base, *request, {}, false)
        .andThen([this, side](const Reply &reply) {
            return onPool(*QThreadPool::globalInstance(), m_round.get(), [bytes = reply.body, side] {
                return Result<QImage>(PictureDecoder::decode(bytes, {side, side}).image);
            });
        })
        .then(m_round.get(), [this, button = QPointer(button)](const Result<QImage> &image) {
            if (!image || image->isNull() || !button)
                return;
            QPixmap icon = QPixmap::fromImage(*image);
            icon.setDevicePixelRatio(devicePixelRatioF());
            button->setIcon(icon);
        });
}

}
