/** MongoDB's entrypoint: at the first start it makes the root user and runs the folder's scripts on a server that only the container reaches. */
export const MONGO_ENTRYPOINT = `#!/bin/bash
set -Eeuo pipefail

if [ "\${1:0:1}" = '-' ]; then
	set -- mongod "$@"
fi

case "$1" in
	mongo*)
		if [ "$(id -u)" = '0' ]; then
			[ "$1" != 'mongod' ] || find -L /data/configdb /data/db ! -user mongodb -exec chown mongodb '{}' +
			chown --dereference mongodb "/proc/$$/fd/1" "/proc/$$/fd/2" 2> /dev/null || :
			exec gosu mongodb "$0" "$@"
		fi
		;;
esac

# A variable's value, or that of the file which its name with _FILE names.
take() {
	local name="$1" file="$1_FILE"
	if [ -n "\${!name:-}" ] && [ -n "\${!file:-}" ]; then
		echo >&2 "error: both $name and $file are set (but are exclusive)"
		exit 1
	fi
	if [ -n "\${!file:-}" ]; then
		export "$name=$(< "\${!file}")"
	else
		export "$name=\${!name:-}"
	fi
	unset "$file"
}

# A text as a literal of JavaScript.
literal() {
	local text="\${1//\\\\/\\\\\\\\}"
	printf '"%s"' "\${text//\\"/\\\\\\"}"
}

# The value of an option among the arguments.
value_of() {
	local option="$1"
	shift
	while [ "$#" -gt 0 ]; do
		case "$1" in
			"$option") echo "\${2:-}"; return 0 ;;
			"$option="*) echo "\${1#*=}"; return 0 ;;
		esac
		shift
	done
	return 1
}

# The arguments of the server that is there for the scripts alone, in the array temporary.
choose_temporary() {
	temporary=()
	while [ "$#" -gt 0 ]; do
		case "$1" in
			--bind_ip | --port | --keyFile) shift ;;
			--bind_ip=* | --port=* | --keyFile=* | --bind_ip_all | --auth) ;;
			*) temporary+=( "$1" ) ;;
		esac
		shift
	done
	temporary+=( --bind_ip 127.0.0.1 --port 27017 --tlsMode disabled --logpath "/proc/$$/fd/1" --logappend --pidfilepath "$pid_file" )
}

initialize() {
	local tries=30 f
	rm -f "$pid_file"
	choose_temporary "$@"
	"\${temporary[@]}" --fork
	mongo=( "$shell" --host 127.0.0.1 --port 27017 --quiet )
	while :; do
		if [ ! -s "$pid_file" ] || ! kill -0 "$(< "$pid_file")" 2> /dev/null; then
			printf >&2 '\\nerror: %s does not appear to have stayed running -- perhaps it had an error?\\n\\n' "$1"
			exit 1
		fi
		if "\${mongo[@]}" admin --eval 'quit(0)' > /dev/null 2>&1; then
			break
		fi
		tries=$((tries - 1))
		if [ "$tries" -le 0 ]; then
			printf >&2 '\\nerror: %s does not appear to have accepted connections quickly enough -- perhaps it had an error?\\n\\n' "$1"
			exit 1
		fi
		sleep 1
	done
	if [ -n "$MONGO_INITDB_ROOT_USERNAME" ]; then
		"\${mongo[@]}" admin <<-EOJS
			db.createUser({
				user: $(literal "$MONGO_INITDB_ROOT_USERNAME"),
				pwd: $(literal "$MONGO_INITDB_ROOT_PASSWORD"),
				roles: [ { role: 'root', db: 'admin' } ]
			})
		EOJS
	fi
	export MONGO_INITDB_DATABASE="\${MONGO_INITDB_DATABASE:-test}"
	echo
	for f in /docker-entrypoint-initdb.d/*; do
		case "$f" in
			*.sh) echo "$0: running $f"; . "$f" ;;
			*.js) echo "$0: running $f"; "\${mongo[@]}" "$MONGO_INITDB_DATABASE" "$f"; echo ;;
			*) echo "$0: ignoring $f" ;;
		esac
		echo
	done
	"\${temporary[@]}" --shutdown
	rm -f "$pid_file"
	echo
	echo 'MongoDB init process complete; ready for start up.'
	echo
}

if [ "$1" = 'mongod' ]; then
	pid_file="\${TMPDIR:-/tmp}/docker-entrypoint-temp-mongod.pid"
	shell=mongo
	command -v "$shell" > /dev/null || shell=mongosh
	take MONGO_INITDB_ROOT_USERNAME
	take MONGO_INITDB_ROOT_PASSWORD
	wanted=
	if [ -n "$MONGO_INITDB_ROOT_USERNAME" ] && [ -n "$MONGO_INITDB_ROOT_PASSWORD" ]; then
		wanted=yes
		case " $* " in
			*' --auth '*) ;;
			*) set -- "$@" --auth ;;
		esac
	elif [ -n "$MONGO_INITDB_ROOT_USERNAME$MONGO_INITDB_ROOT_PASSWORD" ]; then
		cat >&2 <<-'EOF'

			error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'
			       both must be specified for a user to be created

		EOF
		exit 1
	fi
	for f in /docker-entrypoint-initdb.d/*; do
		case "$f" in
			*.sh | *.js) wanted=yes ;;
		esac
	done
	data="$(value_of --dbpath "$@")" || data=/data/db
	for f in WiredTiger journal local.0 storage.bson; do
		if [ -e "$data/$f" ]; then
			wanted=
		fi
	done
	if [ -n "$wanted" ]; then
		initialize "$@"
	fi
	case " $* " in
		*' --bind_ip'* | *' --config'* | *' -f '*) ;;
		*) set -- "$@" --bind_ip_all ;;
	esac
	unset "\${!MONGO_INITDB_@}"
fi

exec "$@"
`;
