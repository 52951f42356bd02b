// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/newkeypage.h"

#include "session/errortext.h"
#include "session/wholefile.h"
#include "widgets/announcement.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace linnet {

namespace {

QString fileNameOf(const QString &account)
{
    QString name = account;
    for (QChar &character : name) {
        if (QStringLiteral("/\\:*?\"<>|").contains(character) || !character.isPrint())
            character = u'_';
    }
    return name;
}

/// Halves are easier to write down than a line with a word on the next.
QString inTwoLines(const QString &key)
{
    const QStringList words = key.split(u' ');
    const QStringList first = words.mid(0, (words.size() + 1) / 2);
    return first.join(u' ') + u'\n' + words.mid(first.size()).join(u' ');
}

}

NewKeyPage::NewKeyPage(QWidget *parent)
    : QWidget(parent), m_shown(new QLabel(this)), m_outcome(new QLabel(this)),
      m_isSaved(new QCheckBox(tr("I have &saved it"), this))
{
    auto *words = new QLabel(tr("This is your recovery key. Linnet does not show it again. Keep it where you "
                                "find it again and nobody else does, such as in a password manager."),
                             this);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    m_shown->setObjectName(QStringLiteral("recoveryKey"));
    m_shown->setTextFormat(Qt::PlainText);
    m_shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_shown->setWordWrap(true);
    m_shown->setAlignment(Qt::AlignCenter);
    m_shown->setLayoutDirection(Qt::LeftToRight);
    m_shown->setAccessibleName(tr("Recovery key"));
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPointSizeF(font().pointSizeF() * 1.1);
    m_shown->setFont(mono);
    m_shown->setMargin(Theme::units(2, font()));
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setWordWrap(true);

    auto *copyButton = new QPushButton(tr("&Copy"), this);
    auto *saveButton = new QPushButton(tr("Save as &File…"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *button : {copyButton, saveButton}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(2, font()));
    layout->addWidget(words);
    layout->addWidget(m_shown);
    layout->addLayout(buttons);
    layout->addWidget(m_outcome);
    layout->addStretch();
    layout->addWidget(m_isSaved);
    connect(copyButton, &QPushButton::clicked, this, &NewKeyPage::copy);
    connect(saveButton, &QPushButton::clicked, this, &NewKeyPage::save);
    connect(m_isSaved, &QCheckBox::toggled, this, &NewKeyPage::confirmationChanged);
}

NewKeyPage::~NewKeyPage()
{
    m_key.fill(QChar::Null);
}

void NewKeyPage::setKey(const QString &key, const QString &account)
{
    m_key = key;
    m_account = account;
    m_shown->setText(inTwoLines(key));
    m_outcome->clear();
    m_isSaved->setChecked(false);
}

bool NewKeyPage::isConfirmed() const
{
    return m_isSaved->isChecked();
}

void NewKeyPage::copy()
{
    QGuiApplication::clipboard()->setText(m_key);
    m_outcome->setText(tr("Copied."));
    Announcement::say(*this, m_outcome->text());
}

void NewKeyPage::save()
{
    auto *dialog = new QFileDialog(this, tr("Save recovery key"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(tr("Recovery key of %1").arg(fileNameOf(m_account)) + QStringLiteral(".txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &NewKeyPage::saveTo);
    dialog->open();
}

void NewKeyPage::saveTo(const QString &path)
{
    const Status status =
        writeWholeFile(path, m_key.toUtf8() + '\n', QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    m_outcome->setText(status ? tr("Saved in %1.").arg(QDir::toNativeSeparators(path))
                              : ErrorText::of(status.error()).what);
    Announcement::say(*this, m_outcome->text());
}

}
