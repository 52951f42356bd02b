// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/pushroom.h"

#include <bridge/rust.h>

/// Rust's side of a PushRoom; for the sources of this layer only.
namespace linnet {

struct PushRoom::Handle
{
    rust::Box<rust_bridge::PushRoom> room;
};

}
