import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';

/** A client's program name, by which a group of its own is for it. */
const groupsOf = (program: string): readonly string[] => ['client', program, ...(program.startsWith('mariadb') ? ['client-mariadb', 'client-server', ...(program === 'mariadb' ? ['mysql', 'mariadb-client'] : [program.replace('mariadb-', 'mysql')])] : [])];

function read(sys: Sys, file: string, groups: readonly string[]): [string, string | undefined][] {
  const list: [string, string | undefined][] = [];
  let group = '';
  for (const line of sys.readText(file).split('\n').map((each) => each.trim())) {
    const heading = /^\[(.*)\]$/.exec(line);
    if (heading) group = heading[1]!;
    else if (line !== '' && !/^[#;!]/.test(line) && groups.includes(group)) {
      const [, name = '', value] = /^([\w-]+)\s*(?:=\s*(.*))?$/.exec(line) ?? [];
      list.push([name.replaceAll('_', '-'), value?.replace(/^(["'])(.*)\1$/, '$2')]);
    }
  }
  return list;
}

/**
 * What option files say to a client, those of the system before the user's (MySQL manual: using option files):
 * `--defaults-file` names the only one, `--defaults-extra-file` one more. The socket stays the flavour's own.
 */
export function readOptionFiles(sys: Sys, words: readonly string[]): [name: string, value: string | undefined][] {
  const given = (option: string): string | undefined => {
    const at = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
    return at === -1 ? undefined : words[at]!.includes('=') ? words[at]!.slice(option.length + 1) : words[at + 1];
  };
  if (words.includes('--no-defaults')) return [];
  const only = given('--defaults-file');
  const files = only === undefined ? ['/etc/my.cnf', '/etc/mysql/my.cnf', given('--defaults-extra-file'), `${sys.env['HOME'] ?? '/root'}/.my.cnf`] : [only];
  const groups = groupsOf(sys.argv[0]!.slice(sys.argv[0]!.lastIndexOf('/') + 1));
  return files.flatMap((file) => {
    try {
      return file === undefined ? [] : read(sys, file, groups);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return [];
    }
  });
}
