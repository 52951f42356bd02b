// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportdialog.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "ui_export.h"
#include "widgets/messagebar.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace linnet {

namespace {

using Kind = ExportFormat::Kind;

/// A file name that every system takes.
QString fileNameOf(const QString &room)
{
    QString name = cleanName(room).left(60);
    for (QChar &character : name) {
        if (QStringLiteral("/\\:*?\"<>|.").contains(character) || !character.isPrint())
            character = u'_';
    }
    return name.trimmed().isEmpty() ? QStringLiteral("room") : name.trimmed();
}

qint64 startOf(QDate date)
{
    return date.startOfDay().toMSecsSinceEpoch();
}

}

ExportDialog::ExportDialog(Session &session, const Room &room, QWidget *parent)
    : QDialog(parent), m_session(session), m_room(room), m_ui(std::make_unique<Ui::ExportForm>()),
      m_form(new QWidget(this)), m_failure(new MessageBar(this)), m_progress(new QProgressBar(this)),
      m_state(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Export %1").arg(shortened(room.name, 60)));
    m_ui->setupUi(m_form);
    m_ui->format->addItem(tr("Web page"), int(Kind::Html));
    m_ui->format->addItem(tr("Plain text"), int(Kind::Text));
    m_ui->format->addItem(tr("JSON, for programs"), int(Kind::Json));
    const QDate today = QDate::currentDate();
    m_ui->from->setDate(today.addMonths(-1));
    m_ui->until->setDate(today);
    m_ui->gapBox->hide();
    m_failure->hide();
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_close = buttons->button(QDialogButtonBox::Cancel);
    m_button = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    m_button->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_failure, m_progress, m_state, buttons})
        layout->addWidget(part);
    setBusy(false);

    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::askForPath);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    for (QCheckBox *box : {m_ui->hasFrom, m_ui->hasUntil})
        connect(box, &QCheckBox::toggled, this, &ExportDialog::checkRange);
    for (QDateEdit *day : {m_ui->from, m_ui->until})
        connect(day, &QDateEdit::dateChanged, this, &ExportDialog::checkRange);
    connect(m_ui->fetch, &QPushButton::clicked, this, [this] {
        Q_EMIT fetchRequested(m_room.id);
        reject();
    });
    session.store().newestGap(room.id).then(this, [this](const Result<std::optional<HistoryGap>> &gap) {
        m_ui->gapBox->setVisible(gap && *gap && m_room.membership == Membership::Join);
    });
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::checkRange()
{
    const bool isSound = !m_ui->hasFrom->isChecked() || !m_ui->hasUntil->isChecked() ||
                         m_ui->from->date() <= m_ui->until->date();
    m_button->setEnabled(isSound);
    if (!isSound)
        m_failure->setMessage(MessageBar::Tone::Warning,
                              tr("The first day is after the last one. Choose other days."));
    m_failure->setVisible(!isSound);
}

void ExportDialog::askForPath()
{
    const auto kind = Kind(m_ui->format->currentData().toInt());
    auto *dialog = new QFileDialog(this, windowTitle(),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ExportFormat::suffix(kind));
    dialog->selectFile(fileNameOf(m_room.name) + u'.' + ExportFormat::suffix(kind));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    dialog->open();
}

void ExportDialog::exportTo(const QString &path)
{
    RoomExport::Wish wish;
    wish.path = path;
    wish.format = Kind(m_ui->format->currentData().toInt());
    if (m_ui->hasFrom->isChecked())
        wish.from = startOf(m_ui->from->date());
    if (m_ui->hasUntil->isChecked())
        wish.before = startOf(m_ui->until->date().addDays(1));
    m_export = std::make_unique<RoomExport>(m_session.store().archive(), m_session.api().clock(), m_room,
                                            m_session.self(), wish, this);
    connect(m_export.get(), &RoomExport::progressed, this, [this](int events, qint64 ts) {
        const QDate day = QDateTime::fromMSecsSinceEpoch(ts).date();
        m_state->setText(tr("%n event(s) written, up to %1.", nullptr, events)
                             .arg(locale().toString(day, QLocale::ShortFormat)));
    });
    connect(m_export.get(), &RoomExport::finished, this, &ExportDialog::onFinished);
    connect(m_export.get(), &RoomExport::stopped, this, &ExportDialog::onEnded);
    connect(m_export.get(), &RoomExport::failed, this, [this](const Error &error) {
        const ErrorText text = ErrorText::of(error);
        onEnded();
        m_failure->setMessage(MessageBar::Tone::Failure, text.what, text.detail);
        m_failure->show();
    });
    m_state->clear();
    setBusy(true);
    m_export->start();
}

void ExportDialog::reject()
{
    if (m_export && m_export->isRunning())
        m_export->stop();
    else
        QDialog::reject();
}

/// Stopped or failed: what lies on the disk now is plain text, and of use.
void ExportDialog::onEnded()
{
    setBusy(false);
    if (m_export->counts().events == 0)
        return;
    const QString part = QDir::toNativeSeparators(ExportFile::partPath(m_export->wish().path));
    m_state->setText(
        tr("Stopped. %n event(s) are in %1. Exporting the same to the same file goes on from there.", nullptr,
           m_export->counts().events)
            .arg(part));
    m_state->show();
}

void ExportDialog::setBusy(bool isBusy)
{
    m_form->setEnabled(!isBusy);
    m_button->setEnabled(!isBusy);
    m_close->setText(isBusy ? tr("Stop") : tr("Close"));
    m_progress->setVisible(isBusy);
    m_state->setVisible(isBusy);
    m_failure->hide();
}

void ExportDialog::onFinished(const ExportFormat::Counts &counts)
{
    const QString path = m_export->wish().path;
    QString what = tr("%n event(s) exported.", nullptr, counts.events);
    if (counts.unreadable > 0)
        what += u' ' + tr("%n message(s) could not be decrypted.", nullptr, counts.unreadable);
    if (counts.gaps > 0)
        what += u' ' + tr("Some messages of this room are not on this computer. The file says where they are "
                          "missing.");
    if (counts.gaps > 0 && m_room.membership == Membership::Join)
        Q_EMIT exportedWithGaps(m_room.id, what);
    else
        Q_EMIT exported(path, what);
    accept();
}

}
