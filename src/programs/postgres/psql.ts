import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import { readFd } from '../applet';
import { INTERRUPT, LineInput } from '../servers/prompt';
import { statementEnd } from '../sql/tokens';
import { applyConnectionString, connectPostgres, defaultTarget, type PgConnection, type PgTarget } from './connect';
import { showRows, type TableStyle } from './format';
import type { PgAnswer, PgError } from './protocol';
import { pgVersion } from './version';

interface Options {
  target: PgTarget;
  actions: { k: 'command' | 'file'; text: string }[];
  style: TableStyle;
  quiet: boolean;
  list: boolean;
  variables: Map<string, string>;
}

function parseArguments(sys: Sys): Options | string {
  const options: Options = { target: defaultTarget(sys), actions: [], style: { tuplesOnly: false, unaligned: false, expanded: false, separator: '|' }, quiet: false, list: false, variables: new Map() };
  const rest: string[] = [];
  const args = sys.argv.slice(1);
  const LONG: Record<string, string> = { host: 'h', port: 'p', username: 'U', dbname: 'd', command: 'c', file: 'f', 'tuples-only': 't', 'no-align': 'A', quiet: 'q', list: 'l', 'no-password': 'w', password: 'W', 'no-psqlrc': 'X', set: 'v', variable: 'v', expanded: 'x', 'field-separator': 'F', 'single-transaction': '1', 'echo-all': 'a', 'echo-queries': 'e', csv: 'csv' };
  const apply = (letter: string, value: () => string): boolean => {
    switch (letter) {
      case 'h': options.target.host = value(); return true;
      case 'p': options.target.port = Number(value()); return true;
      case 'U': options.target.user = value(); return true;
      case 'd': { const name = value(); if (!applyConnectionString(options.target, name)) options.target.database = name; return true; }
      case 'c': options.actions.push({ k: 'command', text: value() }); return true;
      case 'f': options.actions.push({ k: 'file', text: value() }); return true;
      case 'v': { const [, name = '', set = ''] = /^([^=]*)=?([^]*)$/.exec(value()) ?? []; options.variables.set(name, set); return true; }
      case 'F': options.style.separator = value(); return true;
      case 'P': { const setting = value(); if (/^pager/.test(setting)) return true; if (setting === 'tuples_only=on') options.style.tuplesOnly = true; return true; }
      case 't': options.style.tuplesOnly = true; return true;
      case 'A': options.style.unaligned = true; return true;
      case 'x': options.style.expanded = true; return true;
      case 'csv': options.style.unaligned = true; options.style.separator = ','; return true;
      case 'q': options.quiet = true; return true;
      case 'l': options.list = true; return true;
      case 'w': options.target.neverAsk = true; return true;
      case 'W': case 'X': case '1': case 'a': case 'e': case 'n': case 'b': return true;
      default: return false;
    }
  };
  while (args.length > 0) {
    const arg = args.shift()!;
    if (arg.startsWith('--') && arg.length > 2) {
      const [, name = '', value] = /^--([^=]+)(?:=([^]*))?$/.exec(arg) ?? [];
      if (LONG[name] === undefined || !apply(LONG[name], () => value ?? args.shift() ?? '')) return `unrecognized option '${arg}'`;
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let i = 1; i < arg.length; i++) {
        let taken = false;
        const known = apply(arg[i]!, () => {
          taken = true;
          return i + 1 < arg.length ? arg.slice(i + 1) : (args.shift() ?? '');
        });
        if (!known) return `invalid option -- '${arg[i]}'`;
        if (taken) break;
      }
    } else rest.push(arg);
  }
  if (rest[0] !== undefined && !applyConnectionString(options.target, rest[0])) options.target.database = rest[0];
  if (rest[1] !== undefined) options.target.user = rest[1];
  return options;
}

/** An error with the line it points into, as psql shows it. */
export function errorText(error: PgError, sql: string, prefix = ''): string {
  let out = `${prefix}${error.severity}:  ${error.message}\n`;
  if (error.position !== undefined) {
    const before = sql.slice(0, error.position - 1);
    const line = before.split('\n').length;
    const label = `LINE ${line}: `;
    const column = before.length - before.lastIndexOf('\n') - 1;
    out += `${label}${sql.split('\n')[line - 1] ?? ''}\n${' '.repeat(label.length + column)}^\n`;
  }
  if (error.detail !== undefined) out += `DETAIL:  ${error.detail}\n`;
  if (error.hint !== undefined) out += `HINT:  ${error.hint}\n`;
  if (error.context !== undefined) out += `CONTEXT:  ${error.context}\n`;
  return out;
}

class Psql {
  private buffer = '';
  private failed = false;
  private lost = false;
  private timing = false;
  private file: { name: string; line: number } | undefined;

  constructor(private readonly sys: Sys, private connection: PgConnection, private readonly options: Options) {}

  private get stopsOnError(): boolean {
    return ['1', 'on', 'true'].includes(this.options.variables.get('ON_ERROR_STOP') ?? '');
  }

  private get prompt(): string {
    const mark = this.buffer === '' ? '=' : '-';
    const state = { idle: '', open: '*', failed: '!' }[this.connection.transaction];
    return `${this.options.target.database || this.options.target.user}${mark}${state}${this.connection.superuser ? '#' : '>'} `;
  }

  private async show(answers: readonly PgAnswer[], sql: string): Promise<void> {
    const { sys, options } = this;
    const prefix = this.file ? `psql:${this.file.name}:${this.file.line}: ` : '';
    for (const answer of answers) {
      if (answer.k === 'error') {
        this.failed = true;
        await sys.write(2, answer.error.state === '' ? `${answer.error.message}\n` : errorText(answer.error, sql, prefix));
      } else if (answer.k === 'copy-out') await this.copiedOut(answer);
      else if (answer.k === 'copy-in') this.copying ??= { sql, lines: [], asks: sys.isatty(0) && !this.file };
      else if (answer.k === 'tag') {
        if (answer.notice !== undefined) await sys.write(2, `${prefix}${answer.warning ? 'WARNING' : 'NOTICE'}:  ${answer.notice}\n`);
        if (!options.quiet) await sys.write(1, `${answer.tag}\n`);
      } else {
        if (answer.k === 'rows' && answer.warning !== undefined) await sys.write(2, `${prefix}WARNING:  ${answer.warning}\n`);
        await sys.write(1, showRows(answer, options.style));
        if (answer.k === 'rows' && !/^(SELECT|SHOW)/.test(answer.tag) && !options.quiet) await sys.write(1, `${answer.tag}\n`);
      }
    }
  }

  private async ask(message: Parameters<PgConnection['ask']>[0], sql: string): Promise<readonly PgAnswer[]> {
    const start = this.sys.now();
    const answers = await this.connection.ask(message);
    if (!answers) {
      this.failed = true;
      await this.sys.write(2, 'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n');
      const again = this.sys.isatty(0) ? await connectPostgres(this.sys, { ...this.options.target, neverAsk: true }) : 'x';
      if (typeof again === 'string') {
        this.lost = true;
        await this.sys.write(2, 'The connection to the server was lost. Attempting reset: Failed.\n');
      } else {
        this.connection = again;
        await this.sys.write(2, 'The connection to the server was lost. Attempting reset: Succeeded.\n');
      }
      return [];
    }
    await this.show(answers, sql);
    if (this.timing) await this.sys.write(1, `Time: ${(this.sys.now() - start).toFixed(3)} ms\n`);
    return answers;
  }

  /** :name, :'name' and :"name" of variables that are set. */
  private interpolate(sql: string): string {
    return sql.replace(/(?<![:\w]):(?:'(\w+)'|"(\w+)"|(\w+))/g, (all, quoted?: string, named?: string, bare?: string) => {
      const value = this.options.variables.get(quoted ?? named ?? bare ?? '');
      return value === undefined ? all : quoted !== undefined ? `'${value.replaceAll("'", "''")}'` : named !== undefined ? `"${value}"` : value;
    });
  }

  private async query(sql: string): Promise<readonly PgAnswer[]> {
    const asked = this.interpolate(sql);
    return this.ask({ k: 'query', sql: asked }, asked);
  }

  /** A backslash command; false ends the client. */
  private async meta(line: string): Promise<boolean> {
    const [name = '', ...args] = line.trim().slice(1).split(/\s+/);
    const [argument] = args.map((arg) => arg.replace(/;$/, '')).filter((arg) => arg !== '');
    const { sys, options } = this;
    const bare = name.replace(/[+S]+$/, '').replace(/;$/, '');
    if (bare === 'q' || bare === 'quit') return false;
    if (['l', 'list', 'd', 'dt', 'dv', 'di', 'ds', 'du', 'dg', 'dn', 'dT', 'dp', 'z'].includes(bare)) await this.ask({ k: 'describe', what: bare === 'list' ? 'l' : `${bare}${/\+/.test(name) && ['d', 'dt'].includes(bare) ? '+' : ''}`, pattern: argument }, '');
    else if (bare === 'c' || bare === 'connect') {
      const target = { ...options.target, database: argument === undefined || argument === '-' ? options.target.database : argument, user: args[1] ?? options.target.user };
      const next = await connectPostgres(sys, target);
      if (typeof next === 'string') {
        this.failed = true;
        await sys.write(2, `${next}\nPrevious connection kept\n`);
      } else {
        this.connection.close();
        this.connection = next;
        options.target = target;
        if (!options.quiet) await sys.write(1, `You are now connected to database "${target.database || target.user}" as user "${target.user}".\n`);
      }
    } else if (bare === 'conninfo') {
      const { target } = options;
      await sys.write(1, `You are connected to database "${target.database || target.user}" as user "${target.user}" ${target.host.startsWith('/') ? `via socket in "${target.host}"` : `on host "${target.host}"`} at port "${target.port}".\n`);
    } else if (bare === 'x') {
      options.style.expanded = argument === undefined ? !options.style.expanded : argument !== 'off';
      await sys.write(1, `Expanded display is ${options.style.expanded ? 'on' : 'off'}.\n`);
    } else if (bare === 't') {
      options.style.tuplesOnly = !options.style.tuplesOnly;
      await sys.write(1, `Tuples only is ${options.style.tuplesOnly ? 'on' : 'off'}.\n`);
    } else if (bare === 'timing') {
      this.timing = argument === undefined ? !this.timing : argument === 'on';
      await sys.write(1, `Timing is ${this.timing ? 'on' : 'off'}.\n`);
    } else if (bare === 'a') {
      options.style.unaligned = !options.style.unaligned;
      await sys.write(1, `Output format is ${options.style.unaligned ? 'unaligned' : 'aligned'}.\n`);
    } else if (bare === 'encoding') await sys.write(1, 'UTF8\n');
    else if (bare === 'pset') await this.pset(argument ?? '', line);
    else if (bare === 'i' || bare === 'ir') await this.runFile(argument ?? '');
    else if (bare === 'copy') await this.copyCommand(line);
    else if (bare === 'echo') await sys.write(1, `${args.join(' ')}\n`);
    else if (bare === 'set') options.variables.set(argument ?? '', args.slice(1).map((arg) => arg.replace(/^'(.*)'$/, '$1')).join(''));
    else if (bare === 'unset') options.variables.delete(argument ?? '');
    else if (bare === 'qecho' || bare === 'warn') await sys.write(bare === 'warn' ? 2 : 1, `${args.join(' ')}\n`);
    else if (bare === 'p') await sys.write(1, this.buffer === '' ? 'Query buffer is empty.\n' : this.buffer);
    else if (bare === 'r') this.buffer = '';
    else if (bare === '?' || bare === 'h' || bare === 'help') await sys.write(1, 'General\n  \\q                     quit psql\n  \\g or ;                execute query\nInformational\n  \\l                     list databases\n  \\d [NAME]              describe table, or list tables, views and sequences\n  \\dt                    list tables\n  \\du                    list roles\nConnection\n  \\c [DBNAME]            connect to new database\n  \\conninfo              display information about current connection\n');
    else if (bare === 'restrict' || bare === 'unrestrict') return true;
    else {
      this.failed = true;
      await sys.write(2, `invalid command \\${name}\n${sys.isatty(0) ? 'Try \\? for help.\n' : ''}`);
    }
    return true;
  }

  /** \pset: the settings of the output that are known here. */
  private async pset(name: string, line: string): Promise<void> {
    const { style } = this.options;
    const value = /^\\pset\s+\w+\s+(?:'([^']*)'|(\S+))/.exec(line.trim());
    const given = value?.[1] ?? value?.[2];
    const say = (text: string) => (this.options.quiet ? undefined : this.sys.write(1, `${text}\n`));
    if (name === 'null') {
      style.nullText = given ?? '';
      await say(`Null display is "${style.nullText}".`);
    } else if (name === 'format' && (given === 'aligned' || given === 'unaligned' || given === 'csv')) {
      style.unaligned = given !== 'aligned';
      if (given === 'csv') style.separator = ',';
      await say(`Output format is ${given}.`);
    } else if (name === 'expanded' || name === 'x') {
      style.expanded = given === undefined ? !style.expanded : given === 'on';
      await say(`Expanded display is ${style.expanded ? 'on' : 'off'}.`);
    } else if (name === 'tuples_only' || name === 't') {
      style.tuplesOnly = given === undefined ? !style.tuplesOnly : given === 'on';
      await say(`Tuples only is ${style.tuplesOnly ? 'on' : 'off'}.`);
    } else if (name === 'pager') await say(given === 'off' ? 'Pager usage is off.' : 'Pager is used for long output.');
    else {
      this.failed = true;
      await this.sys.write(2, `dockyard: \\pset ${name} is not simulated\n`);
    }
  }

  /** COPY FROM STDIN that takes its data from the lines that follow. */
  private copying: { sql: string; lines: string[]; asks: boolean } | undefined;
  /** Where \copy … TO writes; standard output unless it says so. */
  private copyTarget: string | undefined;

  private async copiedOut({ text: data, count }: { text: string; count: number }): Promise<void> {
    if (this.copyTarget === undefined) return this.sys.write(1, data);
    try {
      this.sys.writeFile(this.copyTarget, data);
      if (!this.options.quiet) await this.sys.write(1, `COPY ${count}\n`);
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.failed = true;
      await this.sys.write(2, `${this.copyTarget}: ${error.message}\n`);
    }
  }

  private async sendCopy(): Promise<boolean> {
    const { sql, lines } = this.copying!;
    this.copying = undefined;
    const answers = await this.ask({ k: 'copy', sql, data: lines.map((line) => `${line}\n`).join('') }, sql);
    return !this.lost && !(this.stopsOnError && answers.some((answer) => answer.k === 'error'));
  }

  /** \copy: COPY with the client's files. */
  private async copyCommand(line: string): Promise<void> {
    const [, head = '', direction = '', where = '', tail = ''] = /^\\copy\s+(\([^]*\)|\S+?(?:\s*\([^)]*\))?)\s+(from|to)\s+('[^']*'|\S+?)(;?\s*|\s[^]*)$/i.exec(line.trim()) ?? [];
    if (head === '' || where.toLowerCase() === 'program') {
      this.failed = true;
      return this.sys.write(2, head === '' ? '\\copy: arguments required\n' : 'dockyard: \\copy with PROGRAM is not simulated\n');
    }
    const isFrom = direction.toLowerCase() === 'from';
    const file = /^(p?std(in|out))$/i.test(where) ? undefined : where.replace(/^'(.*)'$/, '$1');
    const sql = `copy ${head} ${direction} ${isFrom ? 'stdin' : 'stdout'}${tail.replace(/;\s*$/, '')}`;
    if (!isFrom) {
      this.copyTarget = file;
      await this.ask({ k: 'query', sql }, sql);
      this.copyTarget = undefined;
      return;
    }
    if (file === undefined) {
      await this.ask({ k: 'query', sql }, sql);
      return;
    }
    if (!this.sys.access(file, 'r')) {
      this.failed = true;
      return this.sys.write(2, `${this.file ? `psql:${this.file.name}:${this.file.line}: error: ` : ''}${file}: No such file or directory\n`);
    }
    await this.ask({ k: 'query', sql }, sql);
    if (!this.copying) return;
    this.copying.lines = this.sys.readText(file).replace(/\n$/, '').split('\n');
    await this.sendCopy();
  }

  /** Takes a line; false ends the client. */
  private async take(line: string): Promise<boolean> {
    if (this.file) this.file.line++;
    if (this.copying) {
      if (line === '\\.') return this.sendCopy();
      this.copying.lines.push(line);
      return true;
    }
    if (this.buffer.trim() === '') {
      if (line.trim().startsWith('\\')) return this.meta(line);
      const word = line.trim().replace(/;$/, '').toLowerCase();
      if (word === 'exit' || word === 'quit') return false;
      if (word === 'help') {
        await this.sys.write(1, 'You are using psql, the command-line interface to PostgreSQL.\nType:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n       \\g or terminate with semicolon to execute query\n       \\q to quit\n');
        return true;
      }
      if (word === '') return true;
    }
    this.buffer += this.buffer === '' ? line : `\n${line}`;
    const exec = /\\(gexec|gx|g)\s*$/.exec(this.buffer);
    if (exec) {
      const sql = this.buffer.slice(0, exec.index);
      this.buffer = '';
      return exec[1] === 'gexec' ? this.executeEach(sql) : this.statement(sql, exec[1] === 'gx');
    }
    for (let at = statementEnd(this.buffer, 'postgres'); at !== -1; at = statementEnd(this.buffer, 'postgres')) {
      const sql = this.buffer.slice(0, at + 1);
      this.buffer = this.buffer.slice(at + 1).replace(/^[ \t]+/, '');
      if (!(await this.statement(sql, false))) return false;
    }
    if (this.buffer.trim() === '') this.buffer = '';
    return true;
  }

  private async statement(sql: string, isExpanded: boolean): Promise<boolean> {
    const { style } = this.options;
    const before = style.expanded;
    style.expanded ||= isExpanded;
    const answers = await this.query(sql.trim());
    style.expanded = before;
    return !this.lost && !(this.stopsOnError && answers.some((answer) => answer.k === 'error'));
  }

  /** \gexec: each value of the result is a statement. */
  private async executeEach(sql: string): Promise<boolean> {
    const answers = (await this.connection.ask({ k: 'query', sql: this.interpolate(sql) })) ?? [];
    for (const answer of answers) {
      if (answer.k !== 'rows') await this.show([answer], sql);
      else for (const value of answer.rows.flat()) if (value !== null && !(await this.statement(value, false))) return false;
    }
    return true;
  }

  private async runLines(source: string): Promise<boolean> {
    for (const line of source.replace(/\n$/, '').split('\n')) if (!(await this.take(line))) return false;
    if (this.copying && !(await this.sendCopy())) return false;
    if (this.buffer.trim() !== '') {
      const sql = this.buffer;
      this.buffer = '';
      return this.statement(sql, false);
    }
    return true;
  }

  private async runFile(name: string): Promise<boolean> {
    let source: string;
    try {
      source = name === '-' ? text(await readFd(this.sys, 0)) : this.sys.readText(name);
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.failed = true;
      await this.sys.write(2, `psql: error: ${name}: ${error.message}\n`);
      return false;
    }
    const outer = this.file;
    this.file = { name: name === '-' ? '<stdin>' : name, line: 0 };
    try {
      return await this.runLines(source);
    } finally {
      this.file = outer;
    }
  }

  async run(): Promise<number> {
    const { sys, options } = this;
    if (options.list) {
      await this.meta('\\l');
      return 0;
    }
    for (const action of options.actions) {
      if (action.k === 'command') {
        const isFine = action.text.trim().startsWith('\\') ? (await this.meta(action.text), true) : !(await this.query(action.text)).some((answer) => answer.k === 'error');
        if (this.copying) {
          this.copying.lines = text(await readFd(sys, 0)).replace(/\n$/, '').split('\n');
          await this.sendCopy();
        }
        if (!isFine && (this.stopsOnError || action === options.actions.at(-1))) return 1;
      } else {
        const wentOn = await this.runFile(action.text);
        if (!wentOn && this.failed) return this.lost ? 2 : this.stopsOnError ? 3 : 1;
      }
      if (this.lost) return 2;
    }
    if (options.actions.length > 0) return 0;
    if (!sys.isatty(0)) {
      await this.runLines(text(await readFd(sys, 0)));
      return this.lost ? 2 : this.failed && this.stopsOnError ? 3 : 0;
    }
    const own = pgVersion(sys).full;
    await sys.write(1, `psql (${own}${this.connection.version === own ? '' : `, server ${this.connection.version}`})\nType "help" for help.\n\n`);
    const input = new LineInput(sys);
    for (;;) {
      if (this.copying?.asks && this.copying.lines.length === 0) await sys.write(1, 'Enter data to be copied followed by a newline.\nEnd with a backslash and a period on a line by itself, or an EOF signal.\n');
      const line = await input.line(this.copying ? '>> ' : this.prompt);
      if (line === undefined && this.copying) {
        await this.sendCopy();
        continue;
      }
      if (line === INTERRUPT) {
        this.buffer = '';
        await sys.write(1, '\n');
      } else if (line === undefined) {
        await sys.write(1, '\\q\n');
        return 0;
      } else if (!(await this.take(line))) return 0;
    }
  }
}

/** psql(1). */
export const psql: Program = {
  async main(sys) {
    const name = (sys.argv[0] ?? '').replace(/^.*\//, '');
    // Debian's pg_wrapper is one file under the names of all clients.
    if (name !== 'psql' && name !== 'pg_wrapper') return (await (await sys.external(import('./tools'))).byName(name)).main(sys);
    if (['-V', '--version'].includes(sys.argv[1] ?? '')) {
      await sys.write(1, `psql (PostgreSQL) ${pgVersion(sys).full}\n`);
      return 0;
    }
    const options = parseArguments(sys);
    if (typeof options === 'string') {
      await sys.write(2, `psql: ${options}\npsql: hint: Try "psql --help" for more information.\n`);
      return 1;
    }
    if (options.list && options.target.database === '') options.target.database = 'postgres';
    const connection = await connectPostgres(sys, options.target);
    if (typeof connection === 'string') {
      await sys.write(2, `psql: error: ${connection}\n`);
      return 2;
    }
    return new Psql(sys, connection, options).run();
  },
};
