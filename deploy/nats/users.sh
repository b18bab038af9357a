#!/bin/sh
# Writes users.conf: one user for each service, who may publish its own events and read through its own consumer, one for the
# migration, who sets up the stream, and one for each department's system, who may read its own referrals and nothing else.
#
#   users.sh [DEPARTMENT...] >users.conf
#
# A department's system may listen live, or read what it missed from a durable consumer `department-<key>` that the migration
# user makes for it with the same filter. Passwords stand in the environment of the server: $NATS_<USER>_PASSWORD, with _ for -.
set -eu

services="planning pool draw inspection disclosure referral oversight identity"

# shellcheck disable=SC2016 # the server puts in the value
password() { printf '$NATS_%s_PASSWORD' "$(echo "$1" | tr 'a-z-' 'A-Z_')"; }

# user NAME PUBLISH SUBSCRIBE: comma-separated subjects. Answers, and with them what a consumer delivers, come to an inbox that only
# this user may read; clients must therefore set their inbox prefix to _INBOX.<user>.
user() {
  printf '  { user: "%s", password: %s, permissions: {\n' "$1" "$(password "$1")"
  printf '      publish: { allow: [%s] }\n' "$2"
  printf '      subscribe: { allow: ["_INBOX.%s.>"%s] } } }\n' "$1" "$3"
}

service() {
  user "$1" "\"suiji.*.$1.>\",
        \"\$JS.API.STREAM.INFO.SUIJI\", \"\$JS.API.STREAM.MSG.GET.SUIJI\", \"\$JS.API.DIRECT.GET.SUIJI\", \"\$JS.API.DIRECT.GET.SUIJI.>\",
        \"\$JS.API.CONSUMER.CREATE.SUIJI.$1\", \"\$JS.API.CONSUMER.CREATE.SUIJI.$1.>\", \"\$JS.API.CONSUMER.DURABLE.CREATE.SUIJI.$1\",
        \"\$JS.API.CONSUMER.INFO.SUIJI.$1\", \"\$JS.API.CONSUMER.MSG.NEXT.SUIJI.$1\", \"\$JS.ACK.SUIJI.$1.>\"" ""
}

department() {
  consumer=SUIJI.department-$1
  user "department-$1" "\"\$JS.API.CONSUMER.INFO.$consumer\", \"\$JS.API.CONSUMER.MSG.NEXT.$consumer\", \"\$JS.ACK.$consumer.>\"" \
    ", \"suiji.*.referral.*.*.$1\""
}

echo '# Written by users.sh.'
echo 'authorization { users: ['
for name in $services; do service "$name"; done
user migration "\"\$JS.API.>\"" ""
for key in "$@"; do department "$key"; done
echo '] }'
