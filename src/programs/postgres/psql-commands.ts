import { isSysError } from '../../machine/errno';
import { askPassword } from '../servers/prompt';
import { unlessInterrupted } from '../servers/small';
import { civilOf, DAYS, MONTHS } from '../sql/calendar';
import { connectPostgres } from './connect';
import { showRows } from './format';
import { copyCommand } from './psql-copy';
import { identifier, sent, type BackslashCommand } from './psql-lexer';
import type { Flow, PsqlSession } from './psql-session';
import { allSettings, boolean, pset } from './psql-settings';
import { listed } from './psql-variables';
import type { PgAnswer } from './protocol';
import { pgVersion } from './version';

type Command = (session: PsqlSession, command: BackslashCommand) => Promise<Flow | void>;

/** Commands that psql has and this one hasn't. */
const NOT_SIMULATED = new Set('e ef ev s h crosstabview errverbose bind copyright lo_export lo_import lo_list lo_unlink sf sv dA dAc dAf dAo dAp dc dC dD dew des deu det dE dF dFd dFp dFt dL dl dm do dO dP dRp dRs drds dX dy dconfig drg parse close_prepared startpipeline endpipeline'.split(' '));
const LISTS = new Set(['l', 'list', 'd', 'dt', 'dv', 'di', 'ds', 'du', 'dg', 'dn', 'dT', 'dp', 'z', 'df', 'dx', 'db', 'ddp']);

const set = (name: string): Command => async (session, { args }) => {
  const told = pset(session.options.style, name, args[0]);
  return told.k === 'failed' ? session.complain(told.text.trimEnd()) : session.say(told.text);
};

/** Sends the buffer with a style of its own, or into a file. */
async function go(session: PsqlSession, args: readonly string[], isExpanded: boolean): Promise<Flow> {
  const sql = session.buffer.trim() === '' ? session.last : session.buffer;
  session.buffer = '';
  if (sql === undefined || sql.trim() === '') return 'on';
  const { style } = session.options;
  const before = { ...style, output: session.output };
  if (isExpanded) style.expanded = true;
  const [, given = ''] = /^\((.*)\)/.exec(args.join(' ')) ?? [];
  for (const [, name = '', value = ''] of given.matchAll(/(\w+)=(\S*)/g)) pset(style, name, value.replace(/^'(.*)'$/, '$1'));
  const target = args.join(' ').replace(/^\(.*\)\s*/, '');
  if (target.startsWith('|')) return session.complain('dockyard: \\g into a program is not simulated');
  if (target !== '') {
    session.output = target;
    session.sys.writeFile(target, '');
  }
  try {
    return await session.statement(sql);
  } finally {
    const { output, ...old } = before;
    Object.assign(style, old);
    session.output = output;
  }
}

/** The answers of the buffer that aren't to be shown; errors are. */
async function quietly(session: PsqlSession, use: (answer: Extract<PgAnswer, { k: 'rows' }>) => Promise<Flow | void>): Promise<Flow> {
  const sql = session.interpolate(session.buffer.trim() === '' ? (session.last ?? '') : session.buffer);
  session.buffer = '';
  if (sql.trim() === '') return 'on';
  session.last = sql;
  for (const answer of (await session.answers({ k: 'query', sql })) ?? []) {
    if (answer.k !== 'rows') await session.show([answer], sql);
    const flow = answer.k === 'rows' ? await use(answer) : session.after([answer]);
    if (flow && flow !== 'on') return flow;
  }
  return session.after([]);
}

async function connect(session: PsqlSession, args: readonly string[]): Promise<Flow | void> {
  const { options, sys } = session;
  const given = (at: number): string | undefined => (args[at] === undefined || args[at] === '-' ? undefined : identifier(args[at]));
  const target = { ...options.target, database: given(0) ?? options.target.database, user: given(1) ?? options.target.user, host: given(2) ?? options.target.host, port: Number(given(3) ?? options.target.port) };
  const next = await connectPostgres(sys, target);
  if (typeof next === 'string') {
    session.failed = true;
    if (sys.isatty(0) && !session.file) return sys.write(2, `${next}\nPrevious connection kept\n`);
    await sys.write(2, `\\connect: ${next}\n`);
    return 'lost';
  }
  session.connection.close();
  session.connection = next;
  options.target = target;
  session.connected();
  return session.say(`You are now connected to database "${target.database || target.user}" as user "${target.user}".\n`);
}

/** A moment as strftime's %c writes it in the C locale. */
function clockText(ms: number): string {
  const { weekday, month, day, time, year } = civilOf(ms);
  return `${DAYS[weekday]!.slice(0, 3)} ${MONTHS[month - 1]!.slice(0, 3)} ${String(day).padStart(2)} ${time.slice(0, 8)} ${year}`;
}

/** \watch: the query again and again, until Ctrl-C. */
async function watch(session: PsqlSession, args: readonly string[]): Promise<Flow> {
  const { sys, options } = session;
  const named = new Map(args.flatMap((arg) => { const [, name, value] = /^(\w+)=(.+)$/.exec(arg) ?? []; return name === undefined ? [] : [[name[0]!, Number(value)] as const]; }));
  const seconds = named.get('i') ?? Number(args.find((arg) => /^[\d.]+$/.test(arg)) ?? 2);
  const times = named.get('c') ?? Infinity;
  const sql = session.interpolate(session.buffer.trim() === '' ? (session.last ?? '') : session.buffer);
  session.buffer = '';
  if (sql.trim() === '') return session.complain('\\watch cannot be used with an empty query');
  for (let turn = 0; turn < times; turn++) {
    const answers = (await session.answers({ k: 'query', sql })) ?? [];
    for (const answer of answers) {
      if (answer.k === 'rows') await session.out(`${options.style.title === undefined ? '' : `${options.style.title}\t`}${clockText(sys.now())} (every ${seconds}s)\n\n${showRows(answer, { ...options.style, title: undefined })}`);
      else if (answer.k === 'tag') await session.out(`${clockText(sys.now())} (every ${seconds}s)\n\n${answer.tag}\n`);
      else await session.show([answer], sql);
    }
    if (answers.length === 0 || answers.some((answer) => answer.k === 'error')) return session.after(answers);
    if (turn + 1 < times && !(await unlessInterrupted(() => sys.sleep(seconds * 1000).then(() => true)))) break;
  }
  return 'on';
}

async function include(session: PsqlSession, name: string | undefined, isRelative: boolean): Promise<Flow | void> {
  if (name === undefined) return session.complain(`\\${isRelative ? 'ir' : 'i'}: missing required argument`);
  const folder = session.file && isRelative && !name.startsWith('/') ? session.file.path.replace(/[^/]*$/, '') : '';
  const flow = await session.runFile(name, folder + name);
  return flow ?? (session.isOn('ON_ERROR_STOP') ? 'stop' : 'on');
}

async function shellCommand(session: PsqlSession, line: string | undefined): Promise<void> {
  const pid = await session.sys.spawn('/bin/sh', line === undefined ? ['/bin/sh'] : ['/bin/sh', '-c', line], { env: session.sys.env });
  await session.sys.wait({ pid });
}

async function password(session: PsqlSession, user: string): Promise<Flow | void> {
  const first = await askPassword(session.sys, `Enter new password for user "${user}": `);
  if (first !== (await askPassword(session.sys, 'Enter it again: '))) return session.complain("Passwords didn't match.");
  const sql = `ALTER USER "${user}" PASSWORD '${first.replaceAll("'", "''")}'`;
  const answers = (await session.answers({ k: 'query', sql })) ?? [];
  await session.show(answers.filter((answer) => answer.k === 'error'), sql);
  return session.after(answers);
}

const COMMANDS: Readonly<Record<string, Command>> = {
  q: async () => 'quit',
  quit: async () => 'quit',
  g: (session, { args }) => go(session, args, false),
  gx: (session, { args }) => go(session, args, true),
  gset: async (session, { args }) => {
    let complaint: string | undefined;
    const flow = await quietly(session, async (answer) => {
      const [row] = answer.rows;
      if (answer.rows.length !== 1) complaint = answer.rows.length === 0 ? 'no rows returned for \\gset' : 'more than one row returned for \\gset';
      else for (const [i, { name }] of answer.columns.entries()) row![i] === null ? session.options.variables.delete(`${args[0] ?? ''}${name}`) : session.options.variables.set(`${args[0] ?? ''}${name}`, row![i]!);
    });
    return complaint === undefined ? flow : session.complain(complaint);
  },
  gexec: (session) => quietly(session, async (answer) => {
    for (const value of answer.rows.flat()) {
      const flow = value === null ? 'on' : await session.statement(value);
      if (flow !== 'on') return flow;
    }
    return 'on';
  }),
  gdesc: (session) => quietly(session, (answer) => session.show([{ k: 'rows', tag: 'SELECT', columns: [{ name: 'Column', numeric: false }, { name: 'Type', numeric: false }], rows: answer.columns.map(({ name, type }) => [name, type ?? 'text']) }], '')),
  watch: (session, { args }) => watch(session, args),
  c: (session, { args }) => connect(session, args),
  connect: (session, { args }) => connect(session, args),
  conninfo: async ({ sys, options: { target } }) => sys.write(1, `You are connected to database "${target.database || target.user}" as user "${target.user}" ${target.host.startsWith('/') ? `via socket in "${target.host}"` : `on host "${target.host}"`} at port "${target.port}".\n`),
  password: (session, { args }) => password(session, args[0] ?? session.options.target.user),
  x: set('expanded'),
  t: set('tuples_only'),
  C: set('title'),
  f: set('fieldsep'),
  a: async (session) => session.say(pset(session.options.style, 'format', session.options.style.format === 'aligned' ? 'unaligned' : 'aligned').text),
  H: async (session) => session.say(pset(session.options.style, 'format', session.options.style.format === 'html' ? 'aligned' : 'html').text),
  html: async (session) => session.say(pset(session.options.style, 'format', session.options.style.format === 'html' ? 'aligned' : 'html').text),
  pset: async (session, { args: [name, value] }) => {
    if (name === undefined) return session.out(allSettings(session.options.style));
    const told = pset(session.options.style, name, value);
    return told.k === 'failed' ? session.complain(told.text.trimEnd()) : session.say(told.text);
  },
  timing: async (session, { args }) => {
    const on = args[0] === undefined ? !session.timing : boolean(args[0]);
    if (on === undefined) await session.complain(`unrecognized value "${args[0]}" for "\\timing": Boolean expected`);
    else session.timing = on;
    return session.say(`Timing is ${session.timing ? 'on' : 'off'}.\n`);
  },
  encoding: async (session, { args }) => (args[0] === undefined || /^utf-?8$/i.test(args[0]) ? (args[0] === undefined ? session.sys.write(1, 'UTF8\n') : undefined) : session.complain(`dockyard: the encoding ${args[0]} is not simulated`)),
  i: (session, { args }) => include(session, args[0], false),
  include: (session, { args }) => include(session, args[0], false),
  ir: (session, { args }) => include(session, args[0], true),
  include_relative: (session, { args }) => include(session, args[0], true),
  o: async (session, { args: [target] }) => {
    if (target?.startsWith('|')) return session.complain('dockyard: \\o into a program is not simulated');
    if (target !== undefined) session.sys.writeFile(target, '');
    session.output = target;
  },
  out: (session, command) => COMMANDS['o']!(session, command),
  w: async (session, { args: [target] }) => {
    if (target === undefined) return session.complain('\\w: missing required argument');
    session.sys.writeFile(target, `${sent(session.buffer.trim() === '' ? (session.last ?? '') : session.buffer)}\n`);
  },
  copy: copyCommand,
  echo: async (session, { args }) => session.sys.write(1, args[0] === '-n' ? args.slice(1).join(' ') : `${args.join(' ')}\n`),
  qecho: async (session, { args }) => session.out(args[0] === '-n' ? args.slice(1).join(' ') : `${args.join(' ')}\n`),
  warn: async (session, { args }) => session.sys.write(2, args[0] === '-n' ? args.slice(1).join(' ') : `${args.join(' ')}\n`),
  set: async (session, { args: [name, ...values] }) => {
    const { variables } = session.options;
    if (name === undefined) return session.sys.write(1, listed(variables));
    if (!/^[\p{L}\p{N}_]+$/u.test(name)) return session.complain(`invalid variable name: "${name}"`);
    variables.set(name, values.join('') || (/^[A-Z_]+$/.test(name) && values.length === 0 && variables.has(name) ? 'on' : values.join('')));
  },
  unset: async (session, { args: [name] }) => (name === undefined ? session.complain('\\unset: missing required argument') : void session.options.variables.delete(name)),
  getenv: async (session, { args: [name, from] }) => {
    if (name === undefined || from === undefined) return session.complain('\\getenv: missing required argument');
    const value = session.sys.env[from];
    if (value !== undefined) session.options.variables.set(name, value);
  },
  setenv: async (session, { args: [name, value] }) => {
    if (name === undefined) return session.complain('\\setenv: missing required argument');
    if (value === undefined) delete session.sys.env[name];
    else session.sys.env[name] = value;
  },
  prompt: async (session, { args }) => {
    const name = args.at(-1);
    if (name === undefined) return session.complain('\\prompt: missing required argument');
    return session.complain('dockyard: \\prompt is not simulated');
  },
  cd: async (session, { args: [folder] }) => {
    try {
      session.sys.chdir(folder ?? session.sys.env['HOME'] ?? '/');
    } catch (error) {
      if (!isSysError(error)) throw error;
      return session.complain(`\\cd: could not change directory to "${folder}": ${error.message}`);
    }
  },
  '!': (session, { args }) => shellCommand(session, args[0]),
  p: async (session) => session.sys.write(1, session.buffer.trim() !== '' ? `${sent(session.buffer)}\n` : session.last === undefined ? 'Query buffer is empty.\n' : `${session.last}\n`),
  print: (session, command) => COMMANDS['p']!(session, command),
  r: async (session) => {
    session.buffer = '';
    return session.say('Query buffer reset (cleared).\n');
  },
  reset: (session, command) => COMMANDS['r']!(session, command),
  '?': async ({ sys }) => sys.write(1, 'General\n  \\q                     quit psql\n  \\g or ;                execute query\nInformational\n  \\l                     list databases\n  \\d [NAME]              describe table, or list tables, views and sequences\n  \\dt                    list tables\n  \\du                    list roles\nConnection\n  \\c [DBNAME]            connect to new database\n  \\conninfo              display information about current connection\n'),
  restrict: async () => {},
  unrestrict: async () => {},
};

/** Does a backslash command. */
export async function runCommand(session: PsqlSession, command: BackslashCommand): Promise<Flow> {
  const { name, args } = command;
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (known) return (await known(session, command)) ?? 'on';
  const isPlus = name.includes('+');
  const bare = name.replace(name.startsWith('d') ? /[+S;]+/g : /[+S]+/g, '');
  if (LISTS.has(bare) || /^d[tvis]+$/.test(bare)) return session.after(await session.ask({ k: 'describe', what: `${bare === 'list' ? 'l' : bare}${isPlus ? '+' : ''}`, pattern: identifier(args[0]) }, ''));
  const isNewer = ['bind', 'parse', 'close_prepared', 'startpipeline', 'endpipeline'].includes(name) && pgVersion(session.sys).major < 16;
  if ((name === 'help' || NOT_SIMULATED.has(bare)) && !isNewer) return session.complain(`dockyard: \\${name} is not simulated`);
  const flow = await session.complain(`invalid command \\${name}`);
  if (session.sys.isatty(0) && !session.file) await session.sys.write(2, 'Try \\? for help.\n');
  return flow;
}
