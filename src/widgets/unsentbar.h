// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messagebar.h"

namespace linnet {

class OutboxModel;

/// Says how many messages could not be sent, as long as there are any. Once closed it comes back only when
/// another one is refused. GUI thread; must not outlive the model.
class UnsentBar : public MessageBar
{
    Q_OBJECT

public:
    explicit UnsentBar(const OutboxModel &model, QWidget *parent = nullptr);

private:
    void refresh();

    const OutboxModel &m_model;
    int m_count = 0;  ///< refused ones
    int m_closed = 0; ///< how many there were when it was closed, or fewer since
};

}
