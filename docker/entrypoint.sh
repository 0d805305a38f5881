#!/bin/sh
# Puts the passwords of secret files into the database addresses, then becomes the command.
set -eu
if [ -n "${DATABASE_PASSWORD_FILE:-}" ]; then
  export DATABASE_URL="${DATABASE_URL%%@*}:$(cat "$DATABASE_PASSWORD_FILE")@${DATABASE_URL#*@}"
fi
if [ -n "${DATABASE_OWNER_PASSWORD_FILE:-}" ]; then
  export DATABASE_OWNER_URL="${DATABASE_OWNER_URL%%@*}:$(cat "$DATABASE_OWNER_PASSWORD_FILE")@${DATABASE_OWNER_URL#*@}"
fi
exec "$@"
