// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signinheader.h"

#include "widgets/theme.h"
#include "widgets/troublelines.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace linnet {

namespace {

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    return label;
}

QString wordsOf(const Server &server)
{
    const QString dialect = server.version.dialect == Dialect::V1
                                ? SignInHeader::tr("the original protocol of 2014")
                                : SignInHeader::tr("today's Matrix protocol");
    const QString words =
        SignInHeader::tr("%1 \u2013 %2", "server \u2013 protocol").arg(server.name, dialect);
    const bool isElsewhere = !server.name.contains(server.base.host());
    return isElsewhere ? words + u'\n' + SignInHeader::tr("at %1").arg(server.base.authority()) : words;
}

bool isReadableByOthers(const QUrl &base)
{
    const QString host = base.host();
    const bool isHere = host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")) ||
                        host.startsWith(QLatin1String("127.")) || host == QLatin1String("::1");
    return base.scheme() == QLatin1String("http") && !isHere;
}

}

SignInHeader::SignInHeader(QWidget *parent)
    : QWidget(parent), m_icon(makeLabel(this)), m_title(makeLabel(this)), m_server(makeLabel(this)),
      m_insecure(new TroubleLines(this)), m_notice(new TroubleLines(this)), m_hint(makeLabel(this))
{
    m_title->setObjectName(QStringLiteral("title"));
    m_server->setObjectName(QStringLiteral("serverFound"));
    m_insecure->setObjectName(QStringLiteral("insecure"));
    m_notice->setObjectName(QStringLiteral("notice"));
    m_hint->setObjectName(QStringLiteral("hint"));
    const int unit = Theme::units(1, font());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(unit);
    layout->addWidget(m_icon);
    layout->addSpacing(2 * unit);
    layout->addWidget(m_title);
    layout->addWidget(m_server);
    layout->addWidget(m_insecure);
    layout->addSpacing(2 * unit);
    layout->addWidget(m_notice);
    layout->addWidget(m_hint);
    setServer({});
    setHint({});
    applyTheme();
}

void SignInHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void SignInHeader::setServer(const std::optional<Server> &server)
{
    m_server->setText(server ? wordsOf(*server) : QString());
    m_server->setVisible(server.has_value());
    if (server && isReadableByOthers(server->base))
        m_insecure->setText(
            tr("The connection to this server is not encrypted: others can read your password and "
               "your messages on the way."));
    else
        m_insecure->clear();
}

void SignInHeader::setNotice(const QString &what, const QString &detail)
{
    m_notice->setText(what, detail);
}

void SignInHeader::setHint(const QString &text)
{
    m_hint->setText(text);
    m_hint->setVisible(!text.isEmpty());
}

void SignInHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void SignInHeader::applyTheme()
{
    const int side = Theme::units(16, font());
    const QIcon icon = QApplication::windowIcon();
    m_icon->setVisible(!icon.isNull());
    m_icon->setPixmap(icon.pixmap(QSize(side, side), devicePixelRatioF()));
    m_title->setFont(Theme::name(Theme::scaled(font(), 1.5)));
    QPalette colors = m_server->palette();
    colors.setColor(QPalette::WindowText, Theme(palette()).dim);
    m_server->setPalette(colors);
    m_hint->setPalette(colors);
}

}
