// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"

namespace linnet {

Q_LOGGING_CATEGORY(lcMatrix, "linnet.matrix", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStore, "linnet.store", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSession, "linnet.session", QtWarningMsg)
Q_LOGGING_CATEGORY(lcModels, "linnet.models", QtWarningMsg)
Q_LOGGING_CATEGORY(lcWidgets, "linnet.widgets", QtWarningMsg)
Q_LOGGING_CATEGORY(lcApp, "linnet.app", QtWarningMsg)

}
