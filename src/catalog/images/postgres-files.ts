/** PostgreSQL's entrypoint: makes the cluster at the first start; wants a password for the superuser. */
export const POSTGRES_ENTRYPOINT = `#!/usr/bin/env bash
set -Eeo pipefail
shopt -s nullglob

# A variable's value, or that of the file which its name with _FILE names, or a default.
take() {
	local name="$1" file="$1_FILE"
	if [ -n "\${!name:-}" ] && [ -n "\${!file:-}" ]; then
		printf >&2 'error: both %s and %s are set (but are exclusive)\\n' "$name" "$file"
		exit 1
	fi
	if [ -n "\${!file:-}" ]; then
		export "$name=$(< "\${!file}")"
	elif [ -z "\${!name:-}" ]; then
		export "$name=\${2:-}"
	fi
	unset "$file"
}

sql() {
	psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --no-psqlrc "$@"
}

run_files() {
	local f
	printf '\\n'
	for f; do
		case "$f" in
			*.sh)
				if [ -x "$f" ]; then
					printf '%s: running %s\\n' "$0" "$f"
					"$f"
				else
					printf '%s: sourcing %s\\n' "$0" "$f"
					. "$f"
				fi
				;;
			*.sql) printf '%s: running %s\\n' "$0" "$f"; sql --dbname "$POSTGRES_DB" -f "$f"; printf '\\n' ;;
			*.sql.gz) printf '%s: running %s\\n' "$0" "$f"; gunzip -c "$f" | sql --dbname "$POSTGRES_DB"; printf '\\n' ;;
			*) printf '%s: ignoring %s\\n' "$0" "$f" ;;
		esac
		printf '\\n'
	done
}

initialize() {
	if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != 'trust' ]; then
		cat >&2 <<-'EOE'
			Error: Database is uninitialized and superuser password is not specified.
			       You must specify POSTGRES_PASSWORD to a non-empty value for the
			       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

			       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
			       connections without a password. This is *not* recommended.

			       See PostgreSQL documentation about "trust":
			       https://www.postgresql.org/docs/current/auth-trust.html
		EOE
		exit 1
	fi
	if [ "$POSTGRES_HOST_AUTH_METHOD" = 'trust' ]; then
		cat >&2 <<-'EOW'
			********************************************************************************
			WARNING: POSTGRES_HOST_AUTH_METHOD has been set to "trust". This will allow
			         anyone with access to the Postgres port to access your database without
			         a password, even if POSTGRES_PASSWORD is set. See PostgreSQL
			         documentation about "trust":
			         https://www.postgresql.org/docs/current/auth-trust.html
			         In Docker's default configuration, this is effectively any other
			         container on the same system.

			         It is not recommended to use POSTGRES_HOST_AUTH_METHOD=trust. Replace
			         it with "-e POSTGRES_PASSWORD=password" instead to set a password in
			         "docker run".
			********************************************************************************
		EOW
	fi
	if [ "$PG_MAJOR" -ge 18 ] && [ "$PGDATA" = "/var/lib/postgresql/$PG_MAJOR/docker" ]; then
		local old=
		for d in /var/lib/postgresql /var/lib/postgresql/data /var/lib/postgresql/*/docker; do
			if [ -s "$d/PG_VERSION" ]; then
				old="\${old:+$old }$d"
			fi
		done
		if [ -z "$old" ] && grep -q ' /var/lib/postgresql/data ' /proc/self/mountinfo; then
			old='/var/lib/postgresql/data (unused mount/volume)'
		fi
		if [ -n "$old" ]; then
			cat >&2 <<-EOE
				Error: in 18+, these Docker images are configured to store database data in a
				       format which is compatible with "pg_ctlcluster" (specifically, using
				       major-version-specific directory names).  This better reflects how
				       PostgreSQL itself works, and how upgrades are to be performed.

				       See also https://github.com/docker-library/postgres/pull/1259

				       Counter to that, there appears to be PostgreSQL data in:
				         $old

				       This is usually the result of upgrading the Docker image without
				       upgrading the underlying database using "pg_upgrade" (which requires both
				       versions).

				       The suggested container configuration for 18+ is to place a single mount
				       at /var/lib/postgresql which will then place PostgreSQL data in a
				       subdirectory, allowing usage of "pg_upgrade --link" without mount point
				       boundary issues.

				       See https://github.com/docker-library/postgres/issues/37 for a (long)
				       discussion around this process, and suggestions for how to do so.
			EOE
			exit 1
		fi
	fi
	local secret
	secret="$(mktemp)"
	printf '%s\\n' "$POSTGRES_PASSWORD" > "$secret"
	eval 'initdb --username="$POSTGRES_USER" --pwfile="$secret" \${POSTGRES_INITDB_WALDIR:+--waldir "$POSTGRES_INITDB_WALDIR"} '"$POSTGRES_INITDB_ARGS"
	rm -f "$secret"
	{
		printf '\\n'
		if [ "$POSTGRES_HOST_AUTH_METHOD" = 'trust' ]; then
			printf '# warning trust is enabled for all connections\\n# see https://www.postgresql.org/docs/%s/auth-trust.html\\n' "$PG_MAJOR"
		fi
		printf 'host all all all %s\\n' "\${POSTGRES_HOST_AUTH_METHOD:-$(if [ "$PG_MAJOR" -ge 14 ]; then echo scram-sha-256; else echo md5; fi)}"
	} >> "$PGDATA/pg_hba.conf"
	export PGPASSWORD="$POSTGRES_PASSWORD"
	pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
	if [ "$POSTGRES_DB" != 'postgres' ]; then
		sql --dbname postgres -c "CREATE DATABASE \\"$POSTGRES_DB\\" ;"
		printf '\\n'
	fi
	run_files /docker-entrypoint-initdb.d/*
	pg_ctl -D "$PGDATA" -m fast -w stop
	unset PGPASSWORD
	printf '\\nPostgreSQL init process complete; ready for start up.\\n\\n'
}

if [ "\${1:0:1}" = '-' ]; then
	set -- postgres "$@"
fi

case " $* " in
	*' --version '* | *' -V '* | *' --help '*) exec "$@" ;;
esac

if [ "$1" = 'postgres' ]; then
	take POSTGRES_PASSWORD
	take POSTGRES_USER postgres
	take POSTGRES_DB "$POSTGRES_USER"
	take POSTGRES_INITDB_ARGS
	mkdir -p "$PGDATA"
	chmod 00700 "$PGDATA" || :
	if [ "$(id -u)" = '0' ]; then
		mkdir -p /var/run/postgresql
		find "$PGDATA" /var/run/postgresql ! -user postgres -exec chown postgres '{}' +
		exec gosu postgres "$0" "$@"
	fi
	if [ -s "$PGDATA/PG_VERSION" ]; then
		printf '\\nPostgreSQL Database directory appears to contain a database; Skipping initialization\\n\\n'
	else
		initialize
	fi
fi

exec "$@"
`;
