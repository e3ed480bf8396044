import type { Io } from '../applet';
import { parseOptions } from '../options';
import { Accounts } from '../system/accounts';
import { busyboxTables } from './runner';
import { editTable, readAllText } from './table-editor';

/** crontab of BusyBox: no headings, no checks. */
export const busyboxCrontab = async (io: Io): Promise<number> => {
  const options = await parseOptions(io, { short: 'c:u:leir' });
  const { sys } = io;
  const name = options.get('u') ?? new Accounts(sys).users.find((user) => user.uid === sys.credentials.uid)?.name ?? 'root';
  const folder = options.get('c') ?? busyboxTables(sys);
  const path = `${folder}/${name}`;
  if (options.has('l')) {
    if (!sys.access(path, 'r')) {
      await io.err(`crontab: can't open '${name}': No such file or directory`);
      return 1;
    }
    await io.out(sys.readText(path));
    return 0;
  }
  if (options.has('r')) {
    if (sys.access(path, '')) sys.unlink(path);
    return 0;
  }
  if (options.has('e')) return editTable(io, path, path, 'vi');
  const source = options.rest[0];
  if (source === undefined) {
    await io.err('dockyard: crontab from the terminal is not simulated');
    return 1;
  }
  const text = source === '-' ? await readAllText(io) : sys.access(source, 'r') ? sys.readText(source) : undefined;
  if (text === undefined) {
    await io.err(`crontab: can't open '${source}': No such file or directory`);
    return 1;
  }
  sys.writeFile(path, text, 0o600);
  return 0;
};
