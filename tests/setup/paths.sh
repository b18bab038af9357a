# shellcheck shell=bash
# Where the tests keep their tools. Sourced; sets ROOT, TOOLS, PATH. A cache outside the checkout: SUIJI_TOOLS=/some/dir.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
TOOLS=${SUIJI_TOOLS:-$ROOT/target/tools}
mkdir -p "$TOOLS/bin"
export ROOT TOOLS PATH="$TOOLS/bin:$PATH"

say() { printf '   %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# apt_install PACKAGE...: as root, or by sudo where it asks for no password; else says what is missing.
apt_install() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || die "please install: $* (not root, and sudo would ask for a password)"
    as_root=(sudo -n)
  fi
  say "apt installs: $*"
  { "${as_root[@]}" apt-get -qq update \
    && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@"; } \
    >"$TOOLS/apt.log" 2>&1 || { tail -n 20 "$TOOLS/apt.log" >&2; die "apt could not install: $*"; }
}
