import type { BackslashCommand } from './psql-lexer';
import type { Flow, PsqlSession } from './psql-session';

/** \copy: COPY with the client's files. */
export async function copyCommand(session: PsqlSession, { args }: BackslashCommand): Promise<Flow> {
  const [, head = '', direction = '', where = '', tail = ''] = /^(\([^]*\)|\S+?(?:\s*\([^)]*\))?)\s+(from|to)\s+('[^']*'|\S+?)(;?\s*|\s[^]*)$/i.exec(args[0] ?? '') ?? [];
  if (head === '') return session.complain('\\copy: arguments required');
  if (where.toLowerCase() === 'program') return session.complain('dockyard: \\copy with PROGRAM is not simulated');
  const isFrom = direction.toLowerCase() === 'from';
  const file = /^(p?std(in|out))$/i.test(where) ? undefined : where.replace(/^'(.*)'$/, '$1');
  const sql = `copy ${head} ${direction} ${isFrom ? 'stdin' : 'stdout'}${tail.replace(/;\s*$/, '')}`;
  if (isFrom && file !== undefined && !session.sys.access(file, 'r')) return session.complain(`${file}: No such file or directory`);
  session.copyTarget = isFrom ? undefined : file;
  const answers = await session.ask({ k: 'query', sql }, sql);
  session.copyTarget = undefined;
  if (!isFrom || file === undefined || !session.copying) return session.after(answers);
  const source = session.sys.readText(file);
  session.copying.lines = source === '' ? [] : source.replace(/\n$/, '').split('\n');
  return session.sendCopy();
}
