# shellcheck shell=bash
# A Postgres cluster of the tests' own. Sourced after paths.sh: postgres_start exports SUIJI_TEST_POSTGRES, postgres_stop
# ends the server and removes the cluster. New for every run, so that no run sees what another left; two runs may overlap.

# Postgres refuses to run as root; root lends it to the user that Debian made for it, or to nobody.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u "$(postgres_user)" -- "$@")
  else
    "$@"
  fi
}

postgres_programs() {
  PG_BIN=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  [ -x "$PG_BIN/initdb" ] || PG_BIN=$(dirname "$(readlink -f "$(command -v initdb || echo /missing)")")
  [ -x "$PG_BIN/initdb" ]
}

postgres_user() { id -un postgres 2>/dev/null || echo nobody; }

postgres_install() {
  postgres_programs && return 0
  # Debian would otherwise make and start a cluster of its own at the standard port.
  local no_cluster=/etc/postgresql-common/createcluster.d/suiji-tests.conf
  [ "$(id -u)" != 0 ] || { mkdir -p "${no_cluster%/*}"; echo 'create_main_cluster = false' >"$no_cluster"; }
  apt_install postgresql
  postgres_programs || die "Postgres was installed, but there is no initdb below /usr/lib/postgresql"
}

postgres_start() {
  postgres_install
  PG_HOME=$(mktemp -d "$TOOLS/pg.XXXXXX")
  # Below /root or another closed folder the lent user cannot reach the checkout.
  if [ "$(id -u)" = 0 ]; then
    chown "$(postgres_user)" "$PG_HOME"
    if ! as_postgres test -w "$PG_HOME"; then
      rmdir "$PG_HOME"
      PG_HOME=$(mktemp -d /var/tmp/suiji-pg.XXXXXX)
      chown "$(postgres_user)" "$PG_HOME"
    fi
  fi
  local password port
  password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  as_postgres sh -c "umask 077; echo $password >'$PG_HOME/password'"
  as_postgres "$PG_BIN/initdb" --pgdata "$PG_HOME/data" --username suiji --pwfile "$PG_HOME/password" \
    --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 >"$TOOLS/initdb.log" 2>&1 \
    || { cat "$TOOLS/initdb.log" >&2; die "initdb failed"; }
  for _ in 1 2 3 4 5; do
    # Below the ports that systems hand out by themselves; if somebody has it, Postgres says so and the next is tried.
    port=$(shuf --input-range 20000-32000 --head-count 1)
    if as_postgres "$PG_BIN/pg_ctl" --pgdata "$PG_HOME/data" --log "$PG_HOME/log" --wait --silent start -o \
      "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=400 -c fsync=on" \
      >/dev/null 2>&1; then
      export SUIJI_TEST_POSTGRES="postgres://suiji:$password@127.0.0.1:$port/postgres"
      say "Postgres $("$PG_BIN/postgres" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/') at 127.0.0.1:$port"
      return 0
    fi
  done
  as_postgres tail -n 20 "$PG_HOME/log" >&2 || true
  die "Postgres did not start"
}

postgres_stop() {
  [ -n "${PG_HOME:-}" ] || return 0
  as_postgres "$PG_BIN/pg_ctl" --pgdata "$PG_HOME/data" --mode immediate --wait --silent stop >/dev/null 2>&1 || true
  rm -rf "$PG_HOME"
  PG_HOME=
}
