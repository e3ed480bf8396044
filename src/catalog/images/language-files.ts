/** node's entrypoint: whatever isn't a command is node's argument. */
export const NODE_ENTRYPOINT = `#!/bin/sh
set -e

# An option, or a word that is no command: it is meant for node.
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi

exec "$@"
`;

/** An entrypoint that gives options to its server and runs everything else as it is. */
export function optionEntrypoint(server: string, more = ''): string {
  return `#!/bin/sh
set -e

if [ "\${1#-}" != "$1" ]${more}; then
	set -- ${server} "$@"
fi

exec "$@"
`;
}
