// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/encryptiondialogs.h"

#include "session/session.h"
#include "widgets/bringup.h"
#include "widgets/enterkeydialog.h"

#include <QFileDialog>
#include <QStandardPaths>

namespace linnet {

EncryptionDialogs::EncryptionDialogs(Session &session, QWidget &window)
    : QObject(&window), m_session(session), m_window(window)
{
}

/// Whether one is open, which comes to the front then: it may be in the middle of something.
bool EncryptionDialogs::showOpen()
{
    if (!m_dialog)
        return false;
    bringUp(*m_dialog);
    return true;
}

void EncryptionDialogs::show(QDialog *dialog)
{
    m_dialog = dialog;
    bringUp(*dialog);
}

void EncryptionDialogs::makeKey(RecoveryKeyDialog::Kind kind)
{
    if (showOpen())
        return;
    show(new RecoveryKeyDialog(m_session.recovery(), m_session.self(), kind, &m_window));
}

void EncryptionDialogs::enterKey()
{
    if (showOpen())
        return;
    auto *dialog = new EnterKeyDialog(m_session.recovery(), &m_window);
    connect(dialog, &EnterKeyDialog::resetRequested, this, [this, dialog] {
        connect(dialog, &QObject::destroyed, this, [this] { makeKey(RecoveryKeyDialog::Kind::Reset); });
    });
    show(dialog);
}

void EncryptionDialogs::remedy()
{
    switch (m_session.recovery().status().remedy()) {
    case RecoveryStatus::Remedy::None:
        return;
    case RecoveryStatus::Remedy::MakeKey:
        return makeKey(m_session.recovery().status().hasStorage ? RecoveryKeyDialog::Kind::Change
                                                                : RecoveryKeyDialog::Kind::Make);
    case RecoveryStatus::Remedy::EnterKey:
        return enterKey();
    case RecoveryStatus::Remedy::Reset:
        return makeKey(RecoveryKeyDialog::Kind::Reset);
    }
}

void EncryptionDialogs::exportKeys()
{
    chooseFile(KeyFileDialog::Kind::Export);
}

void EncryptionDialogs::importKeys()
{
    chooseFile(KeyFileDialog::Kind::Import);
}

void EncryptionDialogs::chooseFile(KeyFileDialog::Kind kind)
{
    if (showOpen())
        return;
    const bool isExport = kind == KeyFileDialog::Kind::Export;
    auto *chooser = new QFileDialog(&m_window, isExport ? tr("Export keys") : tr("Import keys"),
                                    QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    if (isExport) {
        chooser->setAcceptMode(QFileDialog::AcceptSave);
        chooser->setDefaultSuffix(QStringLiteral("txt"));
        chooser->selectFile(QStringLiteral("matrix-keys.txt"));
    } else {
        chooser->setFileMode(QFileDialog::ExistingFile);
    }
    connect(chooser, &QFileDialog::fileSelected, this, [this, kind](const QString &path) {
        auto *dialog = new KeyFileDialog(m_session.store(), kind, path, &m_window);
        connect(dialog, &KeyFileDialog::worked, this, &EncryptionDialogs::done);
        connect(dialog, &KeyFileDialog::worked, &m_session.recovery(), &Recovery::refresh);
        show(dialog);
    });
    m_dialog = chooser;
    chooser->open();
}

}
