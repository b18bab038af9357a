#!/usr/bin/env bash
# helm, built from its module into $TOOLS/bin.
set -euo pipefail
# shellcheck source=tests/setup/paths.sh
. "$(dirname "$0")/paths.sh"
version=v3.22.0

[ "$("$TOOLS/bin/helm" version --template '{{.Version}}' 2>/dev/null)" != "$version" ] || exit 0
"$ROOT/tests/setup/go.sh"
say "building helm $version (2 to 4 minutes, once)"
# The version is stamped as helm's own releases do, so that the check above knows it again.
GOBIN=$TOOLS/bin GOFLAGS=-trimpath CGO_ENABLED=0 go install -ldflags "-s -w -X helm.sh/helm/v3/internal/version.version=$version" \
  "helm.sh/helm/v3/cmd/helm@$version" 2>"$TOOLS/helm.log" || { tail -n 20 "$TOOLS/helm.log" >&2; die "helm could not be built"; }
