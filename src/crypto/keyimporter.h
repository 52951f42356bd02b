// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptohandle.h"
#include "crypto/keyfile.h"

namespace linnet {

/// Takes all of the importer's keys in, some at a time; for the sources of this layer only.
Result<KeyImport> importAll(CryptoHandle &handle, rust_bridge::KeyImporter &importer,
                            const KeyFile::Progress &progress);

}
