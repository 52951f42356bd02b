// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rolecombo.h"

#include "session/powertext.h"
#include "widgets/nowheel.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSpinBox>
#include <QStandardItemModel>

#include <algorithm>
#include <utility>

namespace linnet {

RoleCombo::RoleCombo(Words words, QWidget *parent)
    : QWidget(parent), m_words(words), m_box(new QComboBox(this)), m_number(new QSpinBox(this))
{
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_number->setRange(1 - PowerLevels::Creator, PowerLevels::Creator - 1);
    m_number->setAccessibleName(tr("Level"));
    m_number->hide();
    NoWheel::keepFrom(*m_box);
    NoWheel::keepFrom(*m_number);
    setFocusProxy(m_box);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_box, 1);
    layout->addWidget(m_number);
    connect(m_box, &QComboBox::activated, this, &RoleCombo::onActivated);
    connect(m_number, &QSpinBox::editingFinished, this, &RoleCombo::onNumber);
}

void RoleCombo::setAccessibleText(const QString &name)
{
    m_box->setAccessibleName(name);
}

void RoleCombo::setLevel(int level, int everybodys, int most)
{
    const bool isTyping = m_number->hasFocus() && level == m_level && m_chosen == m_level;
    if (isTyping || m_box->view()->isVisible())
        return; // somebody is choosing
    m_level = m_chosen = level;
    m_everybodys = everybodys;
    const auto words = [this](int of) {
        return m_words == Words::Role ? PowerText::role(of, m_everybodys) : PowerText::who(of, m_everybodys);
    };
    m_box->clear();
    if (level == PowerLevels::Creator)
        m_box->addItem(words(level), level);
    for (const int each : {PowerText::Admin, PowerText::Moderator, everybodys}) {
        if (m_box->findData(each) < 0)
            m_box->addItem(words(each), each);
    }
    m_box->addItem(tr("Another level…"));
    const auto *model = qobject_cast<QStandardItemModel *>(m_box->model());
    for (int row = 0; model && row + 1 < m_box->count(); ++row) {
        if (m_box->itemData(row).toInt() > most && m_box->itemData(row).toInt() != level) {
            model->item(row)->setEnabled(false);
            model->item(row)->setToolTip(tr("You cannot give more than you have."));
        }
    }
    m_number->setMaximum(std::max(most, std::min(level, PowerLevels::Creator - 1)));
    showLevel();
}

void RoleCombo::showLevel()
{
    // Who may do it is everybody, too, where less is needed than everybody has.
    const bool isBelow = m_words == Words::Who && m_level < m_everybodys;
    const int row = m_box->findData(isBelow ? m_everybodys : m_level);
    m_box->setCurrentIndex(row >= 0 ? row : m_box->count() - 1);
    m_number->setValue(std::min(m_level, m_number->maximum()));
    m_number->setVisible(row < 0);
}

void RoleCombo::onActivated(int row)
{
    if (row + 1 < m_box->count())
        return choose(m_box->itemData(row).toInt());
    m_number->setValue(std::min(m_level, m_number->maximum()));
    m_number->show();
    m_number->setFocus();
    m_number->selectAll();
}

void RoleCombo::onNumber()
{
    if (m_number->isVisible() && m_box->currentIndex() + 1 == m_box->count())
        choose(m_number->value());
}

/// It stands there until setLevel() says otherwise.
void RoleCombo::choose(int level)
{
    if (level == m_level)
        return showLevel();
    // A number that is asked about loses the focus, and would be said twice.
    if (std::exchange(m_chosen, level) != level)
        Q_EMIT levelChosen(level);
}

void RoleCombo::keyPressEvent(QKeyEvent *event)
{
    // Enter ends the number, and not the window as well.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept();
    QWidget::keyPressEvent(event);
}

}
