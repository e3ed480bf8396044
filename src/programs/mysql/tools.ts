import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import { connectMysql, INSECURE, parseClientArguments, type MysqlConnection } from './connect';
import { framed } from './client';
import { flavourOf } from './flavour';

/** What the real tools do besides. */
const OTHER_COMMANDS = 'debug extended-status flush-all-statistics flush-all-status flush-client-statistics flush-engine-log flush-error-log flush-general-log flush-hosts flush-index-statistics flush-logs flush-privileges flush-relay-log flush-slow-log flush-ssl flush-status flush-table-statistics flush-tables flush-threads flush-user-resources flush-user-statistics kill old-password refresh reload start-all-slaves start-replica start-slave stop-all-slaves stop-replica stop-slave'.split(' ');

/** mysqladmin(1), mariadb-admin(1): ping, status, variables, version, processlist, create, drop, shutdown, password. */
export const mysqladmin: Program = {
  async main(sys) {
    const flavour = flavourOf(sys);
    const name = (sys.argv[0] ?? '').replace(/^.*\//, '');
    const options = parseClientArguments(sys, sys.argv.slice(1), flavour);
    if (options.passwordShown && !flavour.maria) await sys.write(2, INSECURE(name));
    const [command = '', argument = ''] = options.rest;
    const connection = await connectMysql(sys, options);
    if (!('query' in connection)) {
      // Who is refused has been heard: the server lives.
      if (command === 'ping' && connection.code === 1045) {
        await sys.write(1, 'mysqld is alive\n');
        return 0;
      }
      if (options.flags.has('silent')) return 1;
      const where = options.host === 'localhost' && options.protocol !== 'tcp';
      await sys.write(2, `${name}: connect to server at '${options.host}' failed\nerror: '${connection.message}'\n${connection.code === 2002 && where ? `Check that ${flavour.maria ? 'mariadbd' : 'mysqld'} is running and that the socket: '${options.socket}' exists!\n` : connection.code === 2003 ? `Check that mysqld is running on ${options.host} and that the port is ${options.port}.\nYou can check this by doing 'telnet ${options.host} ${options.port}'\n` : ''}`);
      return 1;
    }
    const run = async (sql: string): Promise<number> => {
      const answer = await connection.query(sql);
      if (answer.k === 'rows') await sys.write(1, framed(answer));
      if (answer.k !== 'error') return 0;
      await sys.write(2, `${name}: ${argument === '' ? `unable to run '${command}'` : `${command.toUpperCase()} DATABASE failed`}; error: '${answer.message}'\n`);
      return 1;
    };
    switch (command) {
      case 'ping':
        if (!options.flags.has('silent')) await sys.write(1, `${flavour.maria ? 'mariadbd' : 'mysqld'} is alive\n`);
        return 0;
      case 'shutdown': {
        const answer = await connection.ask({ k: 'shutdown' });
        // Waits, as the tool does, until the server's socket is gone.
        for (let i = 0; i < 600 && options.host === 'localhost' && sys.access(options.socket, ''); i++) await sys.sleep(50);
        return answer.k === 'error' ? 1 : 0;
      }
      case 'status': {
        const answer = await connection.query('show status');
        const value = (key: string) => (answer.k === 'rows' ? answer.rows.find((row) => row[0] === key)?.[1] : undefined) ?? '0';
        await sys.write(1, `Uptime: ${value('Uptime')}  Threads: ${value('Threads_connected')}  Questions: ${value('Questions')}  Slow queries: 0\n`);
        return 0;
      }
      case 'version':
        await sys.write(1, `${name}  Ver ${flavour.version} for Linux on ${sys.uname().machine} (${flavour.comment})\nServer version\t\t${connection.greeting.version}\nProtocol version\t10\nConnection\t\tLocalhost via UNIX socket\nUNIX socket\t\t${options.socket}\n`);
        return 0;
      case 'variables': return run('show global variables');
      case 'processlist': return run('show processlist');
      case 'create': return run(`create database \`${argument}\``);
      case 'drop': return run(`drop database \`${argument}\``);
      case 'password': return run(`alter user '${options.user}'@'localhost' identified by '${argument.replaceAll("'", "\\'")}'`);
      default:
        if (OTHER_COMMANDS.includes(command)) {
          await sys.write(2, `dockyard: ${name} ${command} is not simulated\n`);
          return 1;
        }
        await sys.write(2, `${name}: Unknown command: '${command}'\n`);
        return 1;
    }
  },
};

const quoted = (value: string | null, numeric: boolean): string => (value === null ? 'NULL' : numeric ? value : `'${value.replace(/[\\'\n\r\0]/g, (char) => ({ '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\0': '\\0' })[char]!)}'`);

async function dumpTable(sys: Sys, connection: MysqlConnection, database: string, table: string, options: { noData: boolean; noCreate: boolean }): Promise<boolean> {
  const made = await connection.query(`show create table \`${database}\`.\`${table}\``);
  if (made.k !== 'rows') return false;
  let out = '';
  if (!options.noCreate) out += `\n--\n-- Table structure for table \`${table}\`\n--\n\nDROP TABLE IF EXISTS \`${table}\`;\n/*!40101 SET @saved_cs_client     = @@character_set_client */;\n/*!50503 SET character_set_client = utf8mb4 */;\n${made.rows[0]![1]};\n/*!40101 SET character_set_client = @saved_cs_client */;\n`;
  if (!options.noData) {
    const data = await connection.query(`select * from \`${database}\`.\`${table}\``);
    if (data.k !== 'rows') return false;
    out += `\n--\n-- Dumping data for table \`${table}\`\n--\n\nLOCK TABLES \`${table}\` WRITE;\n/*!40000 ALTER TABLE \`${table}\` DISABLE KEYS */;\n`;
    if (data.rows.length > 0) out += `INSERT INTO \`${table}\` VALUES ${data.rows.map((row) => `(${row.map((value, i) => quoted(value, data.columns[i]!.numeric)).join(',')})`).join(',')};\n`;
    out += `/*!40000 ALTER TABLE \`${table}\` ENABLE KEYS */;\nUNLOCK TABLES;\n`;
  }
  await sys.write(1, out);
  return true;
}

/** mysqldump(1), mariadb-dump(1): databases or tables as statements that make them again. */
export const mysqldump: Program = {
  async main(sys) {
    const flavour = flavourOf(sys);
    const name = (sys.argv[0] ?? '').replace(/^.*\//, '');
    const options = parseClientArguments(sys, sys.argv.slice(1), flavour, { B: 'databases', t: 'no-create-info', n: 'no-create-db' });
    const { flags } = options;
    const wanted = [...options.rest];
    if (wanted.length === 0 && !flags.has('all-databases')) {
      await sys.write(2, `Usage: ${name} [OPTIONS] database [tables]\nOR     ${name} [OPTIONS] --databases [OPTIONS] DB1 [DB2 DB3...]\nOR     ${name} [OPTIONS] --all-databases [OPTIONS]\nFor more options, use ${name} --help\n`);
      return 1;
    }
    if (options.passwordShown && !flavour.maria) await sys.write(2, INSECURE(name));
    const connection = await connectMysql(sys, options);
    if (!('query' in connection)) {
      await sys.write(2, `${name}: Got error: ${connection.code}: ${connection.message} when trying to connect\n`);
      return 2;
    }
    const list = async (sql: string): Promise<string[]> => {
      const answer = await connection.query(sql);
      return answer.k === 'rows' ? answer.rows.map((row) => row[0]!) : [];
    };
    const many = flags.has('all-databases') || flags.has('databases');
    const databases = flags.has('all-databases') ? (await list('show databases')).filter((each) => !['information_schema', 'performance_schema', 'sys', 'mysql'].includes(each)) : many ? wanted : [wanted[0]!];
    await sys.write(1, `-- ${flavour.maria ? 'MariaDB dump 10.19' : 'MySQL dump 10.13'}  ${flavour.maria ? 'Distrib' : 'Distrib'} ${flavour.version}, for Linux (${sys.uname().machine})\n--\n-- Host: ${options.host}    Database: ${many ? '' : databases[0]}\n-- ------------------------------------------------------\n-- Server version\t${connection.greeting.version}\n\n/*!40101 SET NAMES utf8mb4 */;\n/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;\n`);
    for (const database of databases) {
      const used = await connection.query(`use \`${database}\``);
      if (used.k === 'error') {
        await sys.write(2, `${name}: Got error: ${used.code}: ${used.message} when selecting the database\n`);
        return 2;
      }
      if (many) await sys.write(1, `\n--\n-- Current Database: \`${database}\`\n--\n\nCREATE DATABASE /*!32312 IF NOT EXISTS*/ \`${database}\` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;\n\nUSE \`${database}\`;\n`);
      for (const table of many || wanted.length === 1 ? await list('show tables') : wanted.slice(1)) {
        if (await dumpTable(sys, connection, database, table, { noData: flags.has('no-data'), noCreate: flags.has('no-create-info') })) continue;
        await sys.write(2, `${name}: Couldn't find table: "${table}"\n`);
        return 6;
      }
    }
    await sys.write(1, `/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;\n\n-- Dump completed on ${formatDate('%Y-%m-%d %k:%M:%S', sys.now())}\n`);
    return 0;
  },
};
