import { text } from '../../lib/bytes';
import { displayWidth } from '../../lib/width';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { readFd } from '../applet';
import { INTERRUPT, LineInput } from '../servers/prompt';
import { statementEnd } from '../sql/tokens';
import { connectMysql, INSECURE, parseClientArguments, type ConnectOptions, type MysqlConnection } from './connect';
import { flavourOf, type Flavour } from './flavour';
import type { Answer } from './packet';

type Rows = Extract<Answer, { k: 'rows' }>;

/** A result as a table with a frame of +, - and |. */
export function framed({ columns, rows }: Rows, headings = true): string {
  const cells = rows.map((row) => row.map((value) => value ?? 'NULL'));
  const widths = columns.map((column, i) => Math.max(headings ? displayWidth(column.name) : 0, column.notNull ? 0 : 4, ...cells.map((row) => displayWidth(row[i]!))));
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const pad = (value: string, i: number, right: boolean) => (right ? ' '.repeat(widths[i]! - displayWidth(value)) + value : value + ' '.repeat(widths[i]! - displayWidth(value)));
  const line = (values: readonly string[], right: (i: number) => boolean) => `| ${values.map((value, i) => pad(value, i, right(i))).join(' | ')} |\n`;
  return `${rule}${headings ? line(columns.map((column) => column.name), () => false) + rule : ''}${cells.map((row) => line(row, (i) => columns[i]!.numeric)).join('')}${rule}`;
}

/** \G: a column a line. */
function vertical({ columns, rows }: Rows): string {
  const width = Math.max(...columns.map((column) => column.name.length));
  return rows.map((row, i) => `*************************** ${i + 1}. row ***************************\n${row.map((value, k) => `${columns[k]!.name.padStart(width)}: ${value ?? 'NULL'}\n`).join('')}`).join('');
}

const escaped = (value: string | null): string => (value === null ? 'NULL' : value.replace(/[\\\n\t\0]/g, (char) => ({ '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\0': '\\0' })[char]!));

class Client {
  private readonly interactive: boolean;
  private buffer = '';
  private delimiter = ';';
  private line = 0;
  private startLine = 1;
  private database: string | undefined;
  private status = 0;

  constructor(private readonly sys: Sys, private connection: MysqlConnection, private readonly options: ConnectOptions, private readonly flavour: Flavour, database: string | undefined) {
    this.interactive = sys.isatty(0) && !options.values.has('execute');
    this.database = database;
  }

  private get asTable(): boolean {
    const { flags } = this.options;
    return flags.has('table') || (!flags.has('batch') && !flags.has('silent') && (this.interactive || (this.options.values.has('execute') && this.sys.isatty(1))));
  }

  private get headings(): boolean {
    return !this.options.flags.has('skip-column-names') && !this.options.flags.has('ss');
  }

  private async show(answer: Answer, ms: number, isVertical: boolean, sql: string): Promise<void> {
    const took = `(${(ms / 1000).toFixed(this.flavour.maria ? 3 : 2)} sec)`;
    if (answer.k === 'error') {
      this.status = 1;
      const line = `ERROR ${answer.code} (${answer.state})${this.interactive ? '' : ` at line ${this.startLine}`}: ${answer.message}\n`;
      if (this.flavour.maria && !this.interactive && !/^use\b/i.test(sql)) await this.sys.write(2, `--------------\n${sql}\n--------------\n\n`);
      await this.sys.write(this.interactive ? 1 : 2, line);
      if (this.interactive && answer.code === 2013) await this.reconnect();
      return;
    }
    if (answer.k === 'ok') {
      if (answer.database !== undefined) this.database = answer.database;
      if (!this.interactive) return;
      if (answer.database !== undefined) await this.sys.write(1, 'Database changed\n');
      else await this.sys.write(1, `Query OK, ${answer.affected} row${answer.affected === 1 ? '' : 's'} affected ${took}\n${answer.info === '' ? '' : `${answer.info}\n`}\n`);
      return;
    }
    const count = answer.rows.length;
    if (count === 0) {
      if (this.interactive) await this.sys.write(1, `Empty set ${took}\n\n`);
      return;
    }
    if (isVertical) await this.sys.write(1, vertical(answer));
    else if (this.asTable) await this.sys.write(1, framed(answer, this.headings));
    else {
      const heading = this.headings ? `${answer.columns.map((column) => column.name).join('\t')}\n` : '';
      await this.sys.write(1, heading + answer.rows.map((row) => `${row.map(escaped).join('\t')}\n`).join(''));
    }
    if (this.interactive) await this.sys.write(1, `${count} row${count === 1 ? '' : 's'} in set ${took}\n\n`);
  }

  private async reconnect(): Promise<void> {
    const again = await connectMysql(this.sys, { ...this.options, asksPassword: false }, this.database);
    if ('query' in again) this.connection = again;
  }

  private async execute(sql: string, isVertical: boolean): Promise<void> {
    const start = this.sys.now();
    const answer = await this.connection.query(sql);
    await this.show(answer, this.sys.now() - start, isVertical || this.options.flags.has('vertical'), sql);
  }

  /** Takes a line; false when the client is to end. */
  private async take(line: string): Promise<boolean> {
    this.line++;
    if (this.buffer.trim() === '') {
      this.startLine = this.line;
      const word = line.trim().replace(/;$/, '').toLowerCase();
      if (['exit', 'quit', '\\q'].includes(word)) return false;
      if (word === 'help' || word === '\\h' || word === '?') {
        await this.sys.write(1, '\nFor information about MySQL products and services, visit:\n   http://www.mysql.com/\n\nList of all MySQL commands:\nclear     (\\c) Clear the current input statement.\nexit      (\\q) Exit mysql. Same as quit.\nquit      (\\q) Quit mysql.\nsource    (\\.) Execute an SQL script file. Takes a file name as an argument.\nstatus    (\\s) Get status information from the server.\nuse       (\\u) Use another database. Takes database name as argument.\n\n');
        return true;
      }
      if (word === 'status' || word === '\\s') {
        await this.sys.write(1, `--------------\n${this.banner()}\n\nConnection id:\t\t${this.connection.greeting.connection}\nCurrent database:\t${this.database ?? ''}\nCurrent user:\t\t${this.options.user}@localhost\nServer version:\t\t${this.connection.greeting.version} ${this.connection.greeting.comment}\n--------------\n\n`);
        return true;
      }
      const delimiter = /^(?:delimiter|\\d)\s+(\S+)/i.exec(line.trim());
      if (delimiter) {
        this.delimiter = delimiter[1]!;
        return true;
      }
      const source = /^(?:source|\\\.)\s+(\S+?);?$/i.exec(line.trim());
      if (source) {
        if (!this.sys.access(source[1]!, 'r')) await this.sys.write(2, `ERROR: \nFailed to open file '${source[1]}', error: 2\n`);
        else for (const each of this.sys.readText(source[1]!).split('\n')) if (!(await this.take(each))) break;
        return true;
      }
      const use = /^use\s+(\S+?);?\s*$/i.exec(line.trim());
      if (use) {
        await this.execute(`use ${use[1]}`, false);
        return this.mayGoOn();
      }
    }
    if (/\\c\s*$/.test(line)) {
      this.buffer = '';
      return true;
    }
    this.buffer += `${line}\n`;
    return this.drain();
  }

  private mayGoOn(): boolean {
    return this.status === 0 || this.interactive || this.options.flags.has('force');
  }

  /** Runs the whole statements of the buffer. */
  private async drain(atEnd = false): Promise<boolean> {
    for (;;) {
      const semicolon = statementEnd(this.buffer, 'mysql', this.delimiter);
      const slash = /^(?:'[^']*'|"[^"]*"|[^'"])*?\\[gG]/.exec(this.buffer)?.[0];
      let sql: string;
      let isVertical = false;
      if (slash !== undefined && (semicolon === -1 || slash.length - 2 <= semicolon)) {
        isVertical = slash.endsWith('G');
        sql = this.buffer.slice(0, slash.length - 2);
        this.buffer = this.buffer.slice(slash.length);
      } else if (semicolon !== -1) {
        sql = this.buffer.slice(0, semicolon);
        this.buffer = this.buffer.slice(semicolon + this.delimiter.length);
      } else if (atEnd && this.buffer.trim() !== '') {
        sql = this.buffer;
        this.buffer = '';
      } else break;
      if (sql.trim() === '') {
        if (this.interactive) await this.sys.write(1, 'ERROR: \nNo query specified\n\n');
      } else await this.execute(sql.trim(), isVertical);
      if (!this.mayGoOn()) return false;
    }
    if (this.buffer.trim() === '') this.buffer = '';
    return true;
  }

  private banner(): string {
    return this.flavour.maria ? `mariadb from 12.3.2-MariaDB, client 15.2 for debian-linux-gnu (${this.sys.uname().machine}) using  EditLine wrapper` : `mysql  Ver ${this.flavour.version} for Linux on ${this.sys.uname().machine} (${this.flavour.comment})`;
  }

  async run(): Promise<number> {
    const { sys, flavour, options } = this;
    const execute = options.values.get('execute');
    if (execute !== undefined) {
      this.buffer = execute;
      await this.drain(true);
      return this.status;
    }
    if (!this.interactive) {
      for (const line of text(await readFd(sys, 0)).split('\n')) if (!(await this.take(line))) return this.status;
      await this.drain(true);
      return this.status;
    }
    const { connection, version, comment } = this.connection.greeting;
    await sys.write(1, flavour.maria
      ? `Welcome to the MariaDB monitor.  Commands end with ; or \\g.\nYour MariaDB connection id is ${connection}\nServer version: ${version} ${comment}\n\nCopyright (c) 2000, 2018, Oracle, MariaDB Corporation Ab and others.\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n`
      : `Welcome to the MySQL monitor.  Commands end with ; or \\g.\nYour MySQL connection id is ${connection}\nServer version: ${version} ${comment}\n\nCopyright (c) 2000, 2023, Oracle and/or its affiliates.\n\nOracle is a registered trademark of Oracle Corporation and/or its\naffiliates. Other names may be trademarks of their respective\nowners.\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n`);
    const input = new LineInput(sys);
    for (;;) {
      const prompt = flavour.maria ? `MariaDB [${this.database ?? '(none)'}]> ` : 'mysql> ';
      const line = await input.line(this.buffer === '' ? prompt : '-> '.padStart(prompt.length));
      if (line === INTERRUPT) {
        this.buffer = '';
        await sys.write(1, '\n');
        continue;
      }
      if (line === undefined || !(await this.take(line))) {
        await sys.write(1, 'Bye\n');
        return 0;
      }
    }
  }
}

/** mysql(1), mariadb(1). */
export const mysql: Program = {
  async main(sys) {
    const flavour = flavourOf(sys);
    const options = parseClientArguments(sys, sys.argv.slice(1), flavour);
    if (options.flags.has('version')) {
      await sys.write(1, flavour.maria ? `mariadb from ${flavour.version}, client 15.2 for debian-linux-gnu (${sys.uname().machine}) using  EditLine wrapper\n` : `mysql  Ver ${flavour.version} for Linux on ${sys.uname().machine} (${flavour.comment})\n`);
      return 0;
    }
    if (options.passwordShown && !flavour.maria) await sys.write(2, INSECURE('mysql'));
    const database = options.values.get('database') ?? options.rest[0];
    const connection = await connectMysql(sys, options, database);
    if (!('query' in connection)) {
      await sys.write(2, `ERROR ${connection.code} (${connection.state}): ${connection.message}\n`);
      return 1;
    }
    return new Client(sys, connection, options, flavour, database).run();
  },
};
