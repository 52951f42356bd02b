#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# format.sh [--fix]: says which C++ sources are not as .clang-format wants them, or makes them so.
set -euo pipefail
cd "$(dirname "$0")/../.."
case "${1-}" in
    --fix) how=(-i) ;;
    "") how=(--dry-run --Werror) ;;
    *) exit 2 ;;
esac
find src tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 -r clang-format "${how[@]}"
