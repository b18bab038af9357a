# shellcheck shell=bash
# A NATS server with JetStream of the tests' own. Sourced after paths.sh: nats_start exports SUIJI_TEST_NATS and
# SUIJI_TEST_NATS_BIN (tests that need accounts, or cut the connection, start servers of their own), nats_stop ends it.

nats_start() {
  "$ROOT/tests/setup/python.sh"
  export SUIJI_TEST_NATS_BIN=$TOOLS/venv/bin/nats-server
  NATS_HOME=$(mktemp -d "$TOOLS/nats.XXXXXX")
  # Port -1 lets the server choose; it writes the choice to a file named after its process.
  cat >"$NATS_HOME/nats.conf" <<CONF
listen: "127.0.0.1:-1"
ports_file_dir: "$NATS_HOME"
jetstream { store_dir: "$NATS_HOME/store", sync_interval: always, max_file_store: 4GB }
CONF
  "$SUIJI_TEST_NATS_BIN" --config "$NATS_HOME/nats.conf" --log "$NATS_HOME/log" &
  NATS_PID=$!
  local ports="$NATS_HOME/nats-server_$NATS_PID.ports"
  for _ in $(seq 100); do
    [ -s "$ports" ] && break
    kill -0 "$NATS_PID" 2>/dev/null || break
    sleep 0.05
  done
  [ -s "$ports" ] || { cat "$NATS_HOME/log" >&2; die "NATS did not start"; }
  SUIJI_TEST_NATS=$(sed -n 's/.*"\(nats:[^"]*\)".*/\1/p' "$ports" | head -n 1)
  export SUIJI_TEST_NATS
  say "NATS $("$SUIJI_TEST_NATS_BIN" --version | sed 's/.*v//') at ${SUIJI_TEST_NATS#nats://}"
}

nats_stop() {
  [ -n "${NATS_PID:-}" ] || return 0
  kill "$NATS_PID" 2>/dev/null || true
  wait "$NATS_PID" 2>/dev/null || true
  rm -rf "$NATS_HOME"
  NATS_PID=
}
