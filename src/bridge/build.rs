// SPDX-License-Identifier: GPL-3.0-or-later

//! Makes the C++ side of the bridge, and lays its headers and SQLite's own beside each other for CMake.

use std::{env, fs, path::PathBuf};

fn main() {
    cxx_build::bridges(["src/lib.rs", "src/crypto.rs"]).std("c++17").compile("linnet_bridge_cxx");
    println!("cargo:rerun-if-changed=src/lib.rs");
    println!("cargo:rerun-if-changed=src/crypto.rs");
    println!("cargo:rerun-if-env-changed=LINNET_BRIDGE_INCLUDE");

    // Without CMake (cargo test, clippy) nobody asks for the headers.
    let Some(target) = env::var_os("LINNET_BRIDGE_INCLUDE").map(PathBuf::from) else { return };
    let generated = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"))
        .join("cxxbridge/include/linnet-bridge/src");
    let sqlite = PathBuf::from(env::var_os("DEP_SQLITE3_INCLUDE").expect("libsqlite3-sys names its headers"))
        .join("sqlite3.h");
    fs::create_dir_all(&target).expect("the header folder can be made");
    for (from, to) in [("lib.rs.h", "rust.h"), ("crypto.rs.h", "rustcrypto.h")] {
        fs::copy(generated.join(from), target.join(to)).expect("the generated header can be copied");
    }
    fs::copy(sqlite, target.join("sqlite3.h")).expect("sqlite3.h can be copied");
}
