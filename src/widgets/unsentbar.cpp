// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/unsentbar.h"

#include "models/outboxmodel.h"

namespace linnet {

UnsentBar::UnsentBar(const OutboxModel &model, QWidget *parent) : MessageBar(parent), m_model(model)
{
    setClosable(true);
    setAction(tr("Show"));
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, &UnsentBar::refresh);
    connect(&model, &QAbstractItemModel::dataChanged, this, &UnsentBar::refresh);
    connect(this, &MessageBar::closed, this, [this] { m_closed = m_count; });
    hide();
    refresh();
}

void UnsentBar::refresh()
{
    const int count = m_model.refused();
    if (count == m_count)
        return;
    m_count = count;
    m_closed = qMin(m_closed, count);
    setMessage(Tone::Warning, tr("%n message(s) could not be sent.", nullptr, count));
    setVisible(count > m_closed);
}

}
