// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pollform.h"

#include "widgets/announcement.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int MostLetters = 340; ///< of a line; more is cut off by other clients

}

PollForm::PollForm(const QString &place, QWidget *parent)
    : QDialog(parent), m_question(new QLineEdit(this)), m_area(new QScrollArea(this)),
      m_isMultiple(new QCheckBox(tr("&Several answers may be chosen"), this)),
      m_isDisclosed(new QCheckBox(tr("Show the &votes before the end"), this)), m_notice(new QLabel(this))
{
    setObjectName(QStringLiteral("pollForm"));
    setWindowTitle(tr("New poll in %1").arg(place));
    const int unit = Theme::units(1, font());
    auto *ask = new QLabel(tr("&Question"), this);
    ask->setBuddy(m_question);
    m_question->setObjectName(QStringLiteral("question"));
    m_question->setMaxLength(MostLetters);
    auto *answers = new QLabel(tr("Answers"), this);
    auto *list = new QWidget(m_area);
    m_lines = new QVBoxLayout(list);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->addStretch();
    m_area->setWidget(list);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setAccessibleName(tr("Answers"));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->hide();
    auto *buttons = new QDialogButtonBox(this);
    m_send = buttons->addButton(tr("Send"), QDialogButtonBox::AcceptRole);
    m_send->setObjectName(QStringLiteral("sendPoll"));
    QPushButton *discard = buttons->addButton(tr("Discard"), QDialogButtonBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("discardPoll"));
    discard->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(ask);
    layout->addWidget(m_question);
    layout->addSpacing(unit);
    layout->addWidget(answers);
    layout->addWidget(m_area, 1);
    layout->addWidget(m_isMultiple);
    layout->addWidget(m_isDisclosed);
    layout->addWidget(m_notice);
    layout->addWidget(buttons);
    resize(100 * unit, 90 * unit);
    connect(m_question, &QLineEdit::textChanged, this, &PollForm::onEdited);
    connect(m_question, &QLineEdit::returnPressed, this, [this] { goOn(m_question); });
    for (const QCheckBox *box : {m_isMultiple, m_isDisclosed})
        connect(box, &QCheckBox::toggled, this, &PollForm::edited);
    connect(m_send, &QPushButton::clicked, this, &PollForm::sendRequested);
    connect(discard, &QPushButton::clicked, this, &PollForm::discardRequested);
    setPoll({});
}

void PollForm::setPoll(const NewPoll &poll)
{
    while (!m_answers.isEmpty())
        delete m_answers.takeLast();
    for (const QString &answer : poll.answers.mid(0, NewPoll::MostAnswers))
        addAnswer(answer);
    while (m_answers.size() < NewPoll::LeastAnswers)
        addAnswer({});
    m_isMultiple->setChecked(poll.maxSelections > 1);
    m_isDisclosed->setChecked(poll.isDisclosed);
    m_question->setText(poll.question.left(MostLetters).simplified());
    onEdited();
    m_question->setFocus();
}

NewPoll PollForm::poll() const
{
    NewPoll poll;
    poll.question = m_question->text().simplified();
    for (const QLineEdit *answer : m_answers) {
        if (const QString text = answer->text().simplified(); !text.isEmpty())
            poll.answers << text;
    }
    if (m_isMultiple->isChecked())
        poll.maxSelections = qMax(NewPoll::LeastAnswers, int(poll.answers.size()));
    poll.isDisclosed = m_isDisclosed->isChecked();
    return poll;
}

void PollForm::showNotice(const QString &what)
{
    m_notice->setText(what);
    m_notice->show();
    Announcement::say(*m_notice, what);
}

QLineEdit *PollForm::addAnswer(const QString &text)
{
    auto *answer = new QLineEdit(text, m_area->widget());
    const QString name = tr("Answer %1").arg(locale().toString(m_answers.size() + 1));
    answer->setPlaceholderText(name);
    answer->setAccessibleName(name);
    answer->setMaxLength(MostLetters);
    setTabOrder(m_answers.isEmpty() ? m_question : m_answers.last(), answer);
    m_lines->insertWidget(int(m_answers.size()), answer);
    m_answers << answer;
    connect(answer, &QLineEdit::textChanged, this, &PollForm::onEdited);
    connect(answer, &QLineEdit::returnPressed, this, [this, answer] { goOn(answer); });
    return answer;
}

void PollForm::onEdited()
{
    if (m_answers.size() < NewPoll::MostAnswers && !m_answers.last()->text().trimmed().isEmpty())
        addAnswer({});
    const NewPoll now = poll();
    m_send->setEnabled(!now.question.isEmpty() && now.answers.size() >= NewPoll::LeastAnswers);
    m_notice->hide();
    Q_EMIT edited();
}

void PollForm::keyPressEvent(QKeyEvent *event)
{
    // Enter has gone from one line to the next; it does not send what is not finished.
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter)
        QDialog::keyPressEvent(event);
    else if ((event->modifiers() & Qt::ControlModifier) && m_send->isEnabled())
        Q_EMIT sendRequested();
}

void PollForm::goOn(QLineEdit *from)
{
    const qsizetype next = m_answers.indexOf(from) + 1; // the question is before the first
    const bool isEnd = next == m_answers.size() || (from != m_question && from->text().trimmed().isEmpty());
    QWidget *to = m_send;
    if (!isEnd)
        to = m_answers.at(next);
    else if (!m_send->isEnabled())
        return;
    to->setFocus(Qt::TabFocusReason);
    if (!isEnd)
        m_area->ensureWidgetVisible(to);
}

}
