// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keyfiledialog.h"

#include "widgets/passwordedit.h"
#include "widgets/theme.h"

#include <QDir>
#include <QFormLayout>
#include <QLabel>

namespace linnet {

namespace {

constexpr std::chrono::milliseconds Tick{100};
constexpr int ShortestPassphrase = 8; ///< of a file that anybody may get hold of

QString titleOf(KeyFileDialog::Kind kind)
{
    return kind == KeyFileDialog::Kind::Export ? KeyFileDialog::tr("Export keys")
                                               : KeyFileDialog::tr("Import keys");
}

QString verbOf(KeyFileDialog::Kind kind)
{
    return kind == KeyFileDialog::Kind::Export ? KeyFileDialog::tr("Export") : KeyFileDialog::tr("Import");
}

QString wordsOf(KeyFileDialog::Kind kind)
{
    return kind == KeyFileDialog::Kind::Export
               ? KeyFileDialog::tr("The file holds the keys to all messages that can be read here, also for "
                                   "other Matrix programs. Whoever has it needs its passphrase.")
               : KeyFileDialog::tr("Enter the passphrase that the file was exported with.");
}

}

KeyFileDialog::KeyFileDialog(Store &store, Kind kind, const QString &path, QWidget *parent)
    : RequestDialog(titleOf(kind), verbOf(kind), parent), m_transfer(store), m_kind(kind), m_path(path),
      m_passphrase(new PasswordEdit(form())), m_again(new PasswordEdit(form())), m_state(new QLabel(form()))
{
    setWindowModality(Qt::NonModal);
    auto *words = new QLabel(wordsOf(kind), form());
    auto *file = new QLabel(QDir::toNativeSeparators(path), form());
    for (QLabel *label : {words, file, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_again->setObjectName(QStringLiteral("again"));
    m_passphrase->setMinimumWidth(Theme::units(60, font()));
    auto *layout = new QFormLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addRow(words);
    layout->addRow(tr("File:"), file);
    layout->addRow(tr("&Passphrase:"), m_passphrase);
    layout->addRow(tr("&Again:"), m_again);
    layout->addRow(m_state);
    layout->setRowVisible(m_again, kind == Kind::Export);
    m_tick.setInterval(Tick);
    connect(&m_tick, &QTimer::timeout, this, &KeyFileDialog::showProgress);
    for (PasswordEdit *edit : {m_passphrase, m_again})
        connect(edit, &QLineEdit::textChanged, this, &KeyFileDialog::check);
}

void KeyFileDialog::check()
{
    clearFailure();
    m_state->clear();
    const QString passphrase = m_passphrase->text();
    if (m_kind == Kind::Import)
        return setReady(!passphrase.isEmpty());
    const bool isLong = passphrase.size() >= ShortestPassphrase;
    const bool isSame = passphrase == m_again->text();
    if (!passphrase.isEmpty() && !isLong)
        m_state->setText(tr("At least %n letter(s).", nullptr, ShortestPassphrase));
    else if (!m_again->text().isEmpty() && !isSame)
        m_state->setText(tr("The two are not the same."));
    setReady(isLong && isSame);
}

void KeyFileDialog::send()
{
    m_progress = std::make_shared<KeyProgress>();
    m_tick.start();
    if (m_kind == Kind::Export)
        exportKeys();
    else
        importKeys();
}

void KeyFileDialog::exportKeys()
{
    m_transfer.exportTo(m_path, m_passphrase->text()).then(this, [this](const Status &status) {
        if (!status)
            return onFailed(status.error());
        Q_EMIT worked(tr("The keys are in %1.").arg(QDir::toNativeSeparators(m_path)));
        accept();
    });
}

void KeyFileDialog::importKeys()
{
    m_transfer.importFrom(m_path, m_passphrase->text(), m_progress)
        .then(this, [this](const Result<KeyImport> &imported) {
            if (!imported)
                return onFailed(imported.error());
            Q_EMIT worked(tr("%n new key(s) imported.", nullptr, int(imported->keys.size())));
            accept();
        });
}

void KeyFileDialog::showProgress()
{
    const int total = m_progress->total;
    if (total > 0)
        m_state->setText(tr("%1 of %n key(s)", nullptr, total).arg(m_progress->done.load()));
}

void KeyFileDialog::onFailed(const Error &error)
{
    m_tick.stop();
    m_state->clear();
    if (error.kind == Error::Kind::WrongPassphrase)
        setProblem(tr("The passphrase is wrong, or the file is damaged."));
    else if (error.kind == Error::Kind::Invalid)
        setProblem(tr("There are no exported keys in this file."));
    else
        setFailure(error, ErrorText::During::Anything);
}

}
