#!/bin/sh
# Run once by the image of Postgres on an empty volume: a database for each service, so that none can read another's.
set -eu
for service in planning pool draw inspection disclosure referral oversight identity; do
  createdb --username "$POSTGRES_USER" --encoding UTF8 --template template0 --locale C.UTF-8 "suiji_$service"
done
