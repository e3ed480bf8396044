import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { readFd } from '../applet';
import { connectPostgres, type PgConnection } from './connect';
import { showRows } from './format';
import type { PsqlOptions } from './psql-arguments';
import { Conditions, isCondition } from './psql-conditions';
import { keepSemicolon, nextAct, openMark, readCommand, sent, type BackslashCommand } from './psql-lexer';
import { boolean } from './psql-settings';
import { errorOf, setConnected, setOutcome } from './psql-variables';
import type { FromClient, PgAnswer } from './protocol';
import { pgVersion } from './version';

/** What a line leaves to do: go on, end this script, end all because of an error, or all because the server has gone. */
export type Flow = 'on' | 'quit' | 'stop' | 'lost';

export type RunCommand = (session: PsqlSession, command: BackslashCommand) => Promise<Flow>;

/** psql between its lines: the query buffer, the connection, where output goes. */
export class PsqlSession {
  buffer = '';
  /** What was sent last: \\g without a buffer sends it again. */
  last: string | undefined;
  /** Whether the last action failed. */
  failed = false;
  timing = false;
  /** \o: a file that takes what queries give. */
  output: string | undefined;
  file: { name: string; line: number; path: string } | undefined;
  /** Whether messages of psql's own say that they are errors: they do in a script given with -f. */
  terse = true;
  /** COPY FROM STDIN that takes its data from the lines that follow. */
  copying: { sql: string; lines: string[]; asks: boolean } | undefined;
  /** Where \copy … TO writes; standard output unless it says so. */
  copyTarget: string | undefined;
  readonly conditions = new Conditions();
  private lost = false;

  constructor(readonly sys: Sys, public connection: PgConnection, readonly options: PsqlOptions, private readonly runCommand: RunCommand) {}

  isOn(variable: string): boolean {
    return boolean(this.options.variables.get(variable)) ?? false;
  }

  get quiet(): boolean {
    return this.isOn('QUIET');
  }

  get prompt(): string {
    const name = this.options.target.database || this.options.target.user;
    const state = { idle: '', open: '*', failed: '!' }[this.connection.transaction];
    return `${name}${!this.conditions.active ? '@' : this.buffer === '' ? '=' : openMark(this.buffer)}${state}${this.connection.superuser ? '#' : '>'} `;
  }

  /** Writes what a query gives, where \o sends it. */
  async out(what: string, target = this.output): Promise<void> {
    if (target === undefined) return this.sys.write(1, what);
    this.sys.writeFile(target, this.sys.access(target, 'r') ? this.sys.readText(target) + what : what);
  }

  /** What psql says of its own settings, unless it is quiet. */
  async say(what: string): Promise<void> {
    if (!this.quiet) await this.sys.write(1, what);
  }

  /** A complaint of psql's own. */
  async complain(what: string): Promise<Flow> {
    this.failed = true;
    await this.sys.write(2, `${this.file ? `psql:${this.file.name}:${this.file.line}: ` : ''}${this.terse ? '' : `${this.file ? '' : 'psql: '}error: `}${what}\n`);
    return this.isOn('ON_ERROR_STOP') ? 'stop' : 'on';
  }

  async show(answers: readonly PgAnswer[], sql: string): Promise<void> {
    const { sys, options } = this;
    const prefix = this.file ? `psql:${this.file.name}:${this.file.line}: ` : '';
    for (const answer of answers) {
      if (answer.k === 'error') {
        this.failed = true;
        await sys.write(2, answer.error.state === '' ? `${answer.error.message}\n` : errorOf(options.variables, answer.error, sql, prefix));
        if (options.variables.get('ECHO') === 'errors' && answer.error.state !== '') await sys.write(2, `${prefix}STATEMENT:  ${sql}\n`);
      } else if (answer.k === 'copy-out') await this.copiedOut(answer);
      else if (answer.k === 'copy-in') this.copying ??= { sql, lines: [], asks: sys.isatty(0) && !this.file };
      else if (answer.k === 'tag') {
        if (answer.notice !== undefined) await sys.write(2, `${prefix}${answer.warning ? 'WARNING' : 'NOTICE'}:  ${answer.notice}\n`);
        if (!this.quiet) await this.out(`${answer.tag}\n`);
      } else {
        if (answer.k === 'rows' && answer.warning !== undefined) await sys.write(2, `${prefix}WARNING:  ${answer.warning}\n`);
        await this.out(showRows(answer, { ...options.style, columns: sys.isatty(1) ? sys.winsize(1).cols : 0 }));
        if (answer.k === 'rows' && !/^(SELECT|SHOW|EXPLAIN)/.test(answer.tag) && !this.quiet) await this.out(`${answer.tag}\n`);
      }
    }
  }

  private async copiedOut({ text: data, count }: { text: string; count: number }): Promise<void> {
    if (this.copyTarget === undefined) return this.out(data);
    try {
      this.sys.writeFile(this.copyTarget, data);
      if (!this.quiet) await this.sys.write(1, `COPY ${count}\n`);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.complain(`${this.copyTarget}: ${error.message}`);
    }
  }

  /** Asks the server; undefined when it has gone. Nothing is shown of the answers. */
  async answers(message: FromClient): Promise<readonly PgAnswer[] | undefined> {
    const answers = await this.connection.ask(message);
    if (answers) return answers;
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
    return undefined;
  }

  async ask(message: FromClient, sql: string): Promise<readonly PgAnswer[]> {
    const start = this.sys.now();
    const answers = await this.answers(message);
    if (!answers) return [];
    await this.show(answers, sql);
    if (this.timing && message.k !== 'describe') await this.sys.write(1, timeText(this.sys.now() - start));
    return answers;
  }

  /** What follows answers: whether an error or the server's end ends the script. */
  after(answers: readonly PgAnswer[]): Flow {
    if (this.lost) return 'lost';
    return this.isOn('ON_ERROR_STOP') && answers.some((answer) => answer.k === 'error') ? 'stop' : 'on';
  }

  /** :name, :'name' and :"name" of variables that are set. */
  interpolate(sql: string): string {
    return sent(sql).replace(/(?<![:\w]):(?:'(\w+)'|"(\w+)"|(\w+))/g, (all, quoted?: string, named?: string, bare?: string) => {
      const value = this.options.variables.get(quoted ?? named ?? bare ?? '');
      return value === undefined ? all : quoted !== undefined ? `'${value.replaceAll("'", "''")}'` : named !== undefined ? `"${value}"` : value;
    });
  }

  /** Sends a query, in a transaction or with a savepoint where AUTOCOMMIT and ON_ERROR_ROLLBACK want it. */
  async query(sql: string): Promise<readonly PgAnswer[]> {
    const asked = this.interpolate(sql).trim();
    this.last = asked;
    const { variables } = this.options;
    if (variables.get('ECHO') === 'queries') await this.sys.write(1, `${asked}\n`);
    const begins = /^(begin|start\s+transaction|vacuum|(create|drop)\s+database)\b/i.test(asked);
    if (variables.get('AUTOCOMMIT') === 'off' && this.connection.transaction === 'idle' && !begins) await this.connection.ask({ k: 'query', sql: 'BEGIN' });
    const point = 'pg_psql_temporary_savepoint';
    const saves = this.isOn('ON_ERROR_ROLLBACK') && this.connection.transaction === 'open' && !/^(commit|rollback|end|abort|savepoint|release)\b/i.test(asked);
    if (saves) await this.connection.ask({ k: 'query', sql: `SAVEPOINT ${point}` });
    const answers = await this.ask({ k: 'query', sql: asked }, asked);
    if (saves) await this.connection.ask({ k: 'query', sql: `${this.connection.transaction === 'failed' ? 'ROLLBACK TO' : 'RELEASE'} ${point}` });
    setOutcome(variables, answers);
    return answers;
  }

  async statement(sql: string): Promise<Flow> {
    return this.after(await this.query(sql));
  }

  async sendCopy(): Promise<Flow> {
    const { sql, lines } = this.copying!;
    this.copying = undefined;
    return this.after(await this.ask({ k: 'copy', sql, data: lines.map((line) => `${line}\n`).join('') }, sql));
  }

  connected(): void {
    setConnected(this.options, this.connection, pgVersion(this.sys));
  }

  /** Takes a line of a script or of the terminal. */
  async take(line: string): Promise<Flow> {
    if (this.file) this.file.line++;
    if (this.copying) {
      if (line === '\\.') return this.sendCopy();
      this.copying.lines.push(line);
      return 'on';
    }
    if (this.options.variables.get('ECHO') === 'all') await this.sys.write(1, `${line}\n`);
    const word = line.trim().replace(/;$/, '').toLowerCase();
    if (this.buffer === '' && this.conditions.active) {
      if (word === 'exit' || word === 'quit') return 'quit';
      if (word === 'help') {
        await this.sys.write(1, 'You are using psql, the command-line interface to PostgreSQL.\nType:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n       \\g or terminate with semicolon to execute query\n       \\q to quit\n');
        return 'on';
      }
      if (word === '') return 'on';
    } else if (!this.file && this.sys.isatty(0)) {
      const isText = ["'", '"', '$', '*'].includes(openMark(this.buffer));
      if (word === 'exit' || word === 'quit') await this.sys.write(1, isText ? 'Use control-D to quit.\n' : 'Use \\q to quit.\n');
      if (word === 'help') await this.sys.write(1, isText ? 'Use control-C to clear the input buffer.\n' : 'Use \\? for help or press control-C to clear the input buffer.\n');
    }
    this.buffer = this.buffer === '' ? line : `${this.buffer}\n${line}`;
    return this.work();
  }

  /** Does all that stands complete in the buffer. */
  private async work(): Promise<Flow> {
    for (let act = nextAct(this.buffer); act; act = nextAct(this.buffer)) {
      const { at } = act;
      if (act.k === 'backslash' && this.buffer[at + 1] === ';') {
        this.buffer = keepSemicolon(this.buffer, at);
        continue;
      }
      let flow: Flow;
      if (act.k === 'semicolon') {
        const sql = this.buffer.slice(0, at + 1);
        this.buffer = this.buffer.slice(at + 1).replace(/^[ \t]+/, '');
        const rest = this.buffer;
        this.buffer = '';
        flow = this.conditions.active ? await this.statement(sql) : 'on';
        this.buffer = rest;
        if (this.copying) return flow;
      } else {
        const command = readCommand(this.buffer.slice(at), (name) => this.options.variables.get(name));
        this.buffer = this.buffer.slice(0, at).replace(/\s+$/, '');
        flow = await this.command(command);
        if (this.copying) return flow;
        this.buffer = `${this.buffer}${this.buffer === '' ? command.rest.trimStart() : command.rest}`;
      }
      if (flow !== 'on') return flow;
    }
    if (this.buffer.trim() === '') this.buffer = '';
    return 'on';
  }

  private async command(command: BackslashCommand): Promise<Flow> {
    if (isCondition(command.name)) {
      const complaint = this.conditions.take(command.name, command.args[0]);
      return complaint === undefined ? 'on' : this.complain(complaint);
    }
    if (!this.conditions.active) {
      this.buffer = '';
      return 'on';
    }
    return this.runCommand(this, command);
  }

  /** Runs the lines of a script, and what stands at its end without a semicolon. */
  async runLines(source: string): Promise<Flow> {
    for (const line of source.replace(/\n$/, '').split('\n')) {
      const flow = await this.take(line);
      if (flow !== 'on') return flow;
    }
    if (this.copying) {
      const flow = await this.sendCopy();
      if (flow !== 'on') return flow;
    }
    const sql = this.buffer;
    this.buffer = '';
    return sql.trim() === '' || !this.conditions.active ? 'on' : this.statement(sql);
  }

  /** Runs a file's lines; undefined when it can't be read. */
  async runFile(name: string, path = name): Promise<Flow | undefined> {
    let source: string;
    try {
      source = name === '-' ? text(await readFd(this.sys, 0)) : this.sys.readText(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.complain(`${name}: ${error.message}`);
      return undefined;
    }
    const outer = this.file;
    this.file = { name: name === '-' ? '<stdin>' : name, line: 0, path };
    try {
      const flow = await this.runLines(source);
      return flow === 'quit' ? 'on' : flow;
    } finally {
      this.file = outer;
    }
  }
}

/** How long a query took, as \timing has it: beyond a second with minutes and seconds. */
function timeText(ms: number): string {
  const plain = `Time: ${ms.toFixed(3)} ms`;
  if (ms < 1000) return `${plain}\n`;
  const minutes = Math.floor(ms / 60_000);
  return `${plain} (${String(minutes).padStart(2, '0')}:${((ms - minutes * 60_000) / 1000).toFixed(3).padStart(6, '0')})\n`;
}
