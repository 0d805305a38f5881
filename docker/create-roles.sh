#!/bin/sh
# Runs once, when the database is made: an owner for the schema, and a login for the service that row-level security binds.
# Both passwords come from files, never from the environment or the command line.
set -eu
psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
\set owner_password `cat /run/secrets/owner`
\set runtime_password `cat /run/secrets/runtime`
create role cppcc_runtime nologin;
create role cppcc_owner login nosuperuser nobypassrls nocreaterole password :'owner_password';
create role cppcc_app login nosuperuser nobypassrls nocreatedb nocreaterole password :'runtime_password' in role cppcc_runtime;
select current_database() as database \gset
alter database :"database" owner to cppcc_owner;
alter schema public owner to cppcc_owner;
revoke all on schema public from public;
revoke temporary on database :"database" from public;
SQL
