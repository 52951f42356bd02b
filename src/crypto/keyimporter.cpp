// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keyimporter.h"

namespace linnet {

namespace {

/// One transaction of the database each, and one step of a progress bar.
constexpr uint32_t atOnce = 250;

}

Result<KeyImport> importAll(CryptoHandle &handle, rust_bridge::KeyImporter &importer,
                            const KeyFile::Progress &progress)
{
    if (importer.status() != rust_bridge::CryptoStatus::Ok)
        return errorOf(importer.status());
    const int total = int(importer.left());
    KeyImport result;
    while (importer.left() > 0) {
        const auto imported = handle.machine->import_some(importer, atOnce);
        if (imported.status != rust_bridge::CryptoStatus::Ok)
            return errorOf(imported.status);
        result.total += int(imported.total);
        result.keys += keysOf(imported.keys);
        if (progress)
            progress(total - int(importer.left()), total);
    }
    return result;
}

}
