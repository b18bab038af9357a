#!/usr/bin/env bash
# Rust itself must be there (rust-toolchain.toml names the version); SQLite and mimalloc are C and need a compiler.
set -euo pipefail
# shellcheck source=tests/setup/paths.sh
. "$(dirname "$0")/paths.sh"

command -v cargo >/dev/null || die "Rust is missing: install rustup (https://rustup.rs) or Debian's package of it"
command -v cc >/dev/null || apt_install gcc libc6-dev
