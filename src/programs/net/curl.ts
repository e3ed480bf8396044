import { upstreamVersion } from '../../lib/package-version';
import { buildTriplet, programVersion } from '../../machine/program-version';
import { concat, text, utf8 } from '../../lib/bytes';
import { HttpSyntaxError } from '../../lib/http/wire';
import type { ClientResponse } from '../../lib/http/client';
import { header } from '../../lib/http/message';
import { chunksOf } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { appletProgram, type Io } from '../applet';
import { CookieJar } from './cookies';
import { call, CallError, connectTo, hostHeader, parseTarget, type Target } from './http-call';

interface CurlOptions {
  urls: string[];
  method: string | undefined;
  headers: [string, string][];
  data: Uint8Array[];
  form: string[];
  get: boolean;
  output: string[];
  remoteName: boolean;
  silent: boolean;
  showError: boolean;
  fail: boolean;
  failBody: boolean;
  include: boolean;
  head: boolean;
  location: boolean;
  maxRedirs: number;
  verbose: boolean;
  user: string | undefined;
  agent: string;
  writeOut: string | undefined;
  connectTimeoutMs: number | undefined;
  maxTimeMs: number | undefined;
  unixSocket: string | undefined;
  resolve: Map<string, string>;
  retry: number;
  retryDelayMs: number;
  retryRefused: boolean;
  upload: string | undefined;
  cookies: string[];
  /** The cookie engine, which -b FILE and -c turn on. */
  jar: CookieJar | undefined;
  /** Where the jar is written in the end. */
  jarFile: string | undefined;
  createDirs: boolean;
  noBuffer: boolean;
  dumpHeader: string | undefined;
  family: 'inet' | 'inet6' | undefined;
}

class CurlUsage extends Error {
  constructor(
    message: string,
    readonly status = 2,
  ) {
    super(message);
  }
}

/** Long options: the short letter they stand for, or a name of their own; `:` after those with a value. */
const LONG: Record<string, string> = {
  request: 'X:', header: 'H:', data: 'd:', 'data-raw': 'data-raw:', 'data-binary': 'data-binary:', 'data-urlencode': 'data-urlencode:', json: 'json:', form: 'F:', get: 'G',
  output: 'o:', 'remote-name': 'O', silent: 's', 'show-error': 'S', fail: 'f', 'fail-with-body': 'fail-with-body', include: 'i', 'show-headers': 'i', head: 'I', location: 'L', 'max-redirs': 'max-redirs:', verbose: 'v',
  user: 'u:', 'user-agent': 'A:', 'write-out': 'w:', 'connect-timeout': 'connect-timeout:', 'max-time': 'm:', 'unix-socket': 'unix-socket:', resolve: 'resolve:',
  retry: 'retry:', 'retry-delay': 'retry-delay:', 'retry-connrefused': 'retry-connrefused', 'retry-all-errors': 'retry-connrefused', 'retry-max-time': 'ignored:', insecure: 'k', 'upload-file': 'T:', cookie: 'b:', 'cookie-jar': 'c:',
  'create-dirs': 'create-dirs', 'no-buffer': 'N', 'dump-header': 'D:', ipv4: '4', ipv6: '6', compressed: 'flag', 'http1.1': 'flag', 'http2': 'flag', http1: 'flag', tlsv1: 'flag', 'tlsv1.2': 'flag', 'tlsv1.3': 'flag', proto: 'ignored:', cacert: 'ignored:', cert: 'ignored:', key: 'ignored:', referer: 'e:', 'no-progress-meter': 'no-progress-meter', 'progress-bar': '#', globoff: 'g', 'location-trusted': 'L', range: 'r:', anyauth: 'flag', basic: 'flag', 'keepalive-time': 'ignored:', 'parallel': 'Z', url: 'url:',
};
/** The version of the package that brought curl. */
const curlVersion = (io: Io): string => upstreamVersion(programVersion(io.sys) ?? '7.88.1-10');

const SHORT_WITH_VALUE = new Set([...'XHdFouAwmTbcDerCEKPQtxYyz']);
const SHORT_FLAGS = new Set([...'GOsSfiILvkN46#gZ0jlnaB']);

async function parse(io: Io): Promise<CurlOptions> {
  const o: CurlOptions = {
    urls: [], method: undefined, headers: [], data: [], form: [], get: false, output: [], remoteName: false, silent: false, showError: false, fail: false, failBody: false, include: false, head: false,
    location: false, maxRedirs: 50, verbose: false, user: undefined, agent: `curl/${curlVersion(io)}`, writeOut: undefined, connectTimeoutMs: undefined, maxTimeMs: undefined, unixSocket: undefined, resolve: new Map(),
    retry: 0, retryDelayMs: 0, retryRefused: false, upload: undefined, cookies: [], jar: undefined, jarFile: undefined, createDirs: false, noBuffer: false, dumpHeader: undefined, family: undefined,
  };
  const readData = async (value: string, keepNewlines: boolean): Promise<Uint8Array> => {
    if (!value.startsWith('@')) return utf8(value);
    const bytes = await io.file(value.slice(1)).catch((error: unknown) => {
      if (isSysError(error)) throw new CurlUsage(`option -d: error encountered when reading a file`, 26);
      throw error;
    });
    return keepNewlines ? bytes : utf8(text(bytes).replace(/[\r\n]/g, ''));
  };
  const apply = async (name: string, value: string): Promise<void> => {
    switch (name) {
      case 'X': o.method = value; break;
      case 'H': {
        const colon = value.indexOf(':');
        if (colon > 0) o.headers.push([value.slice(0, colon), value.slice(colon + 1).trim()]);
        else if (value.endsWith(';')) o.headers.push([value.slice(0, -1), '']);
        break;
      }
      case 'd': o.data.push(await readData(value, false)); break;
      case 'data-raw': o.data.push(utf8(value)); break;
      case 'data-binary': o.data.push(await readData(value, true)); break;
      case 'data-urlencode': {
        const equals = value.indexOf('=');
        o.data.push(utf8(equals > 0 ? `${value.slice(0, equals)}=${encodeURIComponent(value.slice(equals + 1))}` : encodeURIComponent(value.slice(equals + 1))));
        break;
      }
      case 'json':
        o.data.push(await readData(value, true));
        o.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
        break;
      case 'F': o.form.push(value); break;
      case 'G': o.get = true; break;
      case 'o': o.output.push(value); break;
      case 'O': o.remoteName = true; break;
      case 's': o.silent = true; break;
      case 'S': o.showError = true; break;
      case 'f': o.fail = true; break;
      case 'fail-with-body': o.failBody = true; break;
      case 'i': o.include = true; break;
      case 'I': o.head = true; break;
      case 'L': o.location = true; break;
      case 'max-redirs': o.maxRedirs = Number(value); break;
      case 'v': o.verbose = true; break;
      case 'u': o.user = value; break;
      case 'A': o.agent = value; break;
      case 'e': o.headers.push(['Referer', value]); break;
      case 'r': o.headers.push(['Range', `bytes=${value}`]); break;
      case 'w': o.writeOut = value.startsWith('@') ? text(await io.file(value.slice(1))) : value; break;
      case 'connect-timeout': o.connectTimeoutMs = Number(value) * 1000; break;
      case 'm': o.maxTimeMs = Number(value) * 1000; break;
      case 'unix-socket': o.unixSocket = value; break;
      case 'resolve': {
        const match = /^\+?(.+?):(\d+):(.+)$/.exec(value);
        if (match) o.resolve.set(`${match[1]}:${match[2]}`, match[3]!);
        break;
      }
      case 'retry': o.retry = Number(value); break;
      case 'retry-delay': o.retryDelayMs = Number(value) * 1000; break;
      case 'retry-connrefused': o.retryRefused = true; break;
      case 'T': o.upload = value; break;
      case 'b':
        if (value.includes('=')) o.cookies.push(value);
        else {
          o.jar ??= new CookieJar();
          // A file that isn't there only turns the engine on.
          if (io.sys.access(value, 'r')) o.jar.read(text(await io.file(value)), io.sys.now());
        }
        break;
      case 'c':
        o.jar ??= new CookieJar();
        o.jarFile = value;
        break;
      case 'create-dirs': o.createDirs = true; break;
      case 'N': o.noBuffer = true; break;
      case 'D': o.dumpHeader = value; break;
      case '4': o.family = 'inet'; break;
      case '6': o.family = 'inet6'; break;
      case 'url': o.urls.push(value); break;
      case 'no-progress-meter': o.silent = true; o.showError = true; break;
      case 'x': case 'K': case 'Q': case 't': throw new CurlUsage(`dockyard: curl -${name} is not simulated`, 1);
    }
  };
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg.startsWith('--') && arg.length > 2) {
      const name = LONG[arg.slice(2)] ?? (LONG[arg.slice(5)] && arg.startsWith('--no-') ? 'flag' : undefined);
      if (name === undefined) throw new CurlUsage(`option ${arg}: is unknown`);
      if (!name.endsWith(':')) await apply(name, '');
      else if (i + 1 >= io.args.length) throw new CurlUsage(`option ${arg}: requires parameter`);
      else await apply(name.slice(0, -1), io.args[++i]!);
    } else if (arg.startsWith('-') && arg.length > 1 && arg !== '--') {
      for (let k = 1; k < arg.length; k++) {
        const letter = arg[k]!;
        if (SHORT_WITH_VALUE.has(letter)) {
          const joined = arg.slice(k + 1);
          if (!joined && i + 1 >= io.args.length) throw new CurlUsage(`option -${letter}: requires parameter`);
          await apply(letter, joined || io.args[++i]!);
          break;
        }
        if (!SHORT_FLAGS.has(letter)) throw new CurlUsage(`option ${arg}: is unknown`);
        await apply(letter, '');
      }
    } else o.urls.push(arg);
  }
  return o;
}

interface Outcome {
  status: number;
  code: number;
  size: number;
  took: number;
  ip: string;
  port: number;
  redirects: number;
  url: string;
  contentType: string;
  redirectUrl: string;
}

const BOUNDARY = '------------------------d0c4a9d1e55b02f7';

async function formBody(io: Io, fields: readonly string[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const field of fields) {
    const equals = field.indexOf('=');
    const name = field.slice(0, equals);
    const value = field.slice(equals + 1);
    if (value.startsWith('@')) {
      const [path = '', ...rest] = value.slice(1).split(';');
      const type = rest.find((part) => part.startsWith('type='))?.slice(5) ?? 'application/octet-stream';
      parts.push(utf8(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${path.replace(/^.*\//, '')}"\r\nContent-Type: ${type}\r\n\r\n`), await io.file(path), utf8('\r\n'));
    } else parts.push(utf8(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  }
  return concat([...parts, utf8(`--${BOUNDARY}--\r\n`)]);
}

function basic(user: string): string {
  const bytes = utf8(user.includes(':') ? user : `${user}:`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

async function transfer(io: Io, o: CurlOptions, url: string, output: string | undefined): Promise<Outcome> {
  const start = io.sys.now();
  const outcome: Outcome = { status: 0, code: 0, size: 0, took: 0, ip: '', port: 0, redirects: 0, url, contentType: '', redirectUrl: '' };
  const complain = async (status: number, message: string): Promise<Outcome> => {
    outcome.status = status;
    if (!o.silent || o.showError) await io.err(`curl: (${status}) ${message}`);
    return outcome;
  };
  const verbose = async (line: string) => {
    if (o.verbose) await io.err(line);
  };
  let data: Uint8Array | undefined = o.data.length > 0 ? concat(o.data.flatMap((part, i) => (i === 0 ? [part] : [utf8('&'), part]))) : undefined;
  if (o.form.length > 0) data = await formBody(io, o.form);
  if (o.upload !== undefined) data = await io.file(o.upload);
  let method = o.method ?? (o.head ? 'HEAD' : o.upload !== undefined ? 'PUT' : data !== undefined && !o.get ? 'POST' : 'GET');
  let at = url;
  for (;;) {
    const target = parseTarget(at);
    if (typeof target === 'string') {
      if (target.startsWith('protocol')) return complain(1, `Protocol "${target.slice(9)}" not supported or disabled in libcurl`);
      return complain(3, target === 'no host' ? 'URL using bad/illegal format or missing URL' : 'URL using bad/illegal format or missing URL');
    }
    if (o.get && data) target.path += `${target.path.includes('?') ? '&' : '?'}${text(data)}`;
    let response: ClientResponse;
    let connected;
    try {
      connected = await connectTo(io.sys, target, { ...(o.connectTimeoutMs ?? o.maxTimeMs ? { timeoutMs: o.connectTimeoutMs ?? o.maxTimeMs! } : {}), ...(o.unixSocket ? { unixSocket: o.unixSocket } : {}), resolve: o.resolve, ...(o.family ? { family: o.family } : {}) });
      outcome.ip = connected.ip;
      outcome.port = target.port;
      if (o.verbose) await verbose(`*   Trying ${connected.ip.includes(':') ? `[${connected.ip}]` : connected.ip}:${target.port}...\n* Connected to ${target.host} (${connected.ip}) port ${target.port} (#0)`);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return complain(...connectMessage(error));
    }
    const headers: [string, string][] = [['Host', hostHeader(target)]];
    const user = o.user ?? target.user;
    if (user !== undefined) headers.push(['Authorization', basic(user)]);
    headers.push(['User-Agent', o.agent], ['Accept', '*/*']);
    const cookieTarget = { host: target.host, path: target.path, secure: target.scheme === 'https' };
    const cookies = [...(o.jar?.for(cookieTarget, io.sys.now()) ?? []), ...o.cookies];
    if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
    const sends = data !== undefined && !o.get && method !== 'GET' && method !== 'HEAD' ? data : undefined;
    if (sends && o.form.length > 0) headers.push(['Content-Type', `multipart/form-data; boundary=${BOUNDARY}`]);
    else if (sends && o.upload === undefined && !o.headers.some(([name]) => name.toLowerCase() === 'content-type')) headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
    for (const [name, value] of o.headers) {
      const existing = headers.findIndex(([other]) => other.toLowerCase() === name.toLowerCase());
      if (existing !== -1) headers.splice(existing, 1);
      if (value !== '') headers.push([name, value]);
    }
    if (sends) headers.push(['Content-Length', String(sends.length)]);
    await verbose(`> ${method} ${target.path} HTTP/1.1\n${headers.map(([name, value]) => `> ${name}: ${value}`).join('\n')}\n> `);
    try {
      response = await call(connected, target, { method, headers, ...(sends ? { body: sends } : {}) });
    } catch (error) {
      connected.connection.close();
      if (error instanceof HttpSyntaxError) return complain(error.message === 'EOF' ? 52 : 1, error.message === 'EOF' ? 'Empty reply from server' : 'Received HTTP/0.9 when not allowed');
      if (isSysError(error)) return complain(error.code === 'ECONNRESET' ? 56 : 55, error.code === 'ECONNRESET' ? 'Recv failure: Connection reset by peer' : `Send failure: ${error.message}`);
      throw error;
    }
    outcome.code = response.status;
    outcome.contentType = header(response.headers, 'content-type') ?? '';
    const head = `HTTP/${response.version} ${response.status} ${response.reason}\r\n${response.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
    const told = head.trimEnd().split('\r\n').flatMap((line) => {
      const [, given] = /^set-cookie:\s*(.*)$/i.exec(line) ?? [];
      const taken = given === undefined ? undefined : o.jar?.take(given, cookieTarget, io.sys.now());
      return [...(taken === undefined ? [] : [`* ${taken}`]), `< ${line}`];
    });
    await verbose(told.join('\n') + '\n< ');
    const location = header(response.headers, 'location');
    const redirected = response.status >= 300 && response.status < 400 && location !== undefined;
    if (redirected) outcome.redirectUrl = new URL(location, `${target.scheme}://${hostHeader(target)}${target.path}`).href;
    if (redirected && o.location) {
      if (o.include || o.head) await io.out(head);
      if (outcome.redirects >= o.maxRedirs) return complain(47, `Maximum (${o.maxRedirs}) redirects followed`);
      outcome.redirects++;
      at = outcome.redirectUrl;
      if (response.status <= 303 && method === 'POST' && o.method === undefined) {
        method = 'GET';
        data = undefined;
      }
      connected.connection.close();
      continue;
    }
    if (o.fail && response.status >= 400) {
      connected.connection.close();
      return complain(22, `The requested URL returned error: ${response.status}`);
    }
    const problem = await receive(io, o, response, head, output, outcome, start);
    connected.connection.close();
    outcome.took = io.sys.now() - start;
    outcome.url = at;
    if (problem !== undefined) return complain(...problem);
    if (o.failBody && response.status >= 400) return complain(22, `The requested URL returned error: ${response.status}`);
    await verbose(`* Connection #0 to host ${target.host} left intact`);
    return outcome;
  }
}

/** Writes the answer where it belongs; what went wrong, if something did. */
async function receive(io: Io, o: CurlOptions, response: ClientResponse, head: string, output: string | undefined, outcome: Outcome, start: number): Promise<[number, string] | undefined> {
  let fd = 1;
  if (o.dumpHeader !== undefined) {
    if (o.dumpHeader === '-') await io.out(head);
    else io.sys.writeFile(o.dumpHeader, head);
  }
  if (output !== undefined && output !== '-') {
    try {
      if (o.createDirs) for (let cut = output.indexOf('/', 1); cut !== -1; cut = output.indexOf('/', cut + 1)) if (!io.sys.access(output.slice(0, cut), '')) io.sys.mkdir(output.slice(0, cut));
      fd = io.sys.open(output, 'w');
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (!o.silent || o.showError) await io.err(`Warning: Failed to open the file ${output}: ${error.message}`);
      return [23, 'Failure writing output to destination'];
    }
  }
  try {
    if (o.include || o.head) {
      await io.out(head);
      await io.flush();
    }
    for await (const part of chunksOf(response.body)) {
      outcome.size += part.length;
      await io.sys.write(fd, part);
      if (o.maxTimeMs !== undefined && io.sys.now() - start > o.maxTimeMs) return [28, `Operation timed out after ${Math.round(o.maxTimeMs)} milliseconds with ${outcome.size} bytes received`];
    }
  } catch (error) {
    if (error instanceof HttpSyntaxError) return [18, 'transfer closed with outstanding read data remaining'];
    if (isSysError(error, 'ECONNRESET')) return [56, 'Recv failure: Connection reset by peer'];
    if (isSysError(error, 'ENOSPC')) return [23, 'Failure writing output to destination'];
    throw error;
  } finally {
    if (fd !== 1) io.sys.close(fd);
  }
  if (output !== undefined && output !== '-' && !o.silent) await progressMeter(io, outcome.size, io.sys.now() - start);
  return undefined;
}

/** What the progress meter has shown in the end. */
async function progressMeter(io: Io, bytes: number, tookMs: number): Promise<void> {
  const count = bytes < 100_000 ? String(bytes) : `${Math.floor(bytes / 1024)}k`;
  const rate = Math.floor((bytes / Math.max(1, tookMs)) * 1000);
  const speed = rate < 100_000 ? String(rate) : `${Math.floor(rate / 1024)}k`;
  await io.err(
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n' +
      `\r100 ${count.padStart(5)}  100 ${count.padStart(5)}    0     0  ${speed.padStart(5)}      0 --:--:-- --:--:-- --:--:-- ${speed.padStart(5)}`,
  );
}

function connectMessage(error: CallError): [number, string] {
  const { host, port } = error.target;
  const ms = Math.round(error.tookMs);
  if (error.kind === 'resolve') return [6, `Could not resolve host: ${host}`];
  if (error.kind === 'timeout') return [28, `Failed to connect to ${host} port ${port} after ${ms} ms: Timeout was reached`];
  const reason = error.cause_ && isSysError(error.cause_) && error.cause_.code !== 'ECONNREFUSED' ? error.cause_.message : "Couldn't connect to server";
  return [7, `Failed to connect to ${host} port ${port} after ${ms} ms: ${reason}`];
}

function writeOut(format: string, outcome: Outcome, target: Target | string): string {
  const values: Record<string, string> = {
    http_code: String(outcome.code).padStart(3, '0'), response_code: String(outcome.code).padStart(3, '0'), size_download: String(outcome.size), time_total: (outcome.took / 1000).toFixed(6), time_connect: '0.000212',
    time_starttransfer: (outcome.took / 1000).toFixed(6), remote_ip: outcome.ip, remote_port: String(outcome.port), num_redirects: String(outcome.redirects), url_effective: typeof target === 'string' || /^https?:/.test(outcome.url) ? outcome.url : `HTTP://${outcome.url}/`,
    content_type: outcome.contentType, redirect_url: outcome.redirectUrl, exitcode: String(outcome.status), http_version: '1.1', speed_download: String(Math.floor((outcome.size / Math.max(1, outcome.took)) * 1000)), scheme: 'HTTP', errormsg: '', num_connects: '1',
  };
  return format.replace(/%\{(\w+)\}/g, (_, name: string) => values[name] ?? '').replace(/%%/g, '%').replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\r/g, '\r');
}

const RETRY_CODES = new Set([408, 429, 500, 502, 503, 504]);

/** curl(1) for HTTP. TLS isn't simulated: https speaks plainly to port 443. */
export const curl = appletProgram(async (io) => {
  let o: CurlOptions;
  if (io.args.includes('--version') || io.args.includes('-V')) {
    await io.out(`curl ${curlVersion(io)} (${buildTriplet(io.sys)}) libcurl/${curlVersion(io)}\nProtocols: http https\nFeatures: UnixSockets\n`);
    return 0;
  }
  try {
    o = await parse(io);
  } catch (error) {
    if (!(error instanceof CurlUsage)) throw error;
    if (error.status === 1) await io.err(error.message);
    else await io.err(`curl: ${error.message}\ncurl: try 'curl --help' or 'curl --manual' for more information`);
    return error.status;
  }
  if (o.urls.length === 0) {
    await io.err("curl: try 'curl --help' or 'curl --manual' for more information");
    return 2;
  }
  let status = 0;
  for (const [i, url] of o.urls.entries()) {
    let output = o.output[i] ?? (o.output.length === 1 && o.urls.length === 1 ? o.output[0] : undefined);
    if (o.remoteName && output === undefined) {
      const target = parseTarget(url);
      output = typeof target === 'string' ? undefined : target.path.replace(/\?.*$/, '').replace(/^.*\//, '');
      if (!output) {
        await io.err('curl: Remote file name has no length!\ncurl: (23) Failed writing received data to disk/application');
        return 23;
      }
    }
    let outcome = await transfer(io, o, url, output);
    for (let tries = 0, delay = 1000; tries < o.retry && (RETRY_CODES.has(outcome.code) || outcome.status === 28 || (o.retryRefused && outcome.status !== 0)); tries++, delay *= 2) {
      const wait = o.retryDelayMs || delay;
      if (!o.silent) await io.err(`Warning: Problem: ${outcome.status === 7 ? 'connection refused' : outcome.status === 28 ? 'timeout' : 'HTTP error'}. Will retry in ${wait / 1000} ${wait === 1000 ? 'second' : 'seconds'}. ${o.retry - tries} ${o.retry - tries === 1 ? 'retry' : 'retries'} left.`);
      await io.sys.sleep(wait);
      outcome = await transfer(io, o, url, output);
    }
    status = outcome.status;
    if (o.writeOut !== undefined) await io.out(writeOut(o.writeOut, outcome, parseTarget(url)));
  }
  if (o.jar && o.jarFile === '-') await io.out(o.jar.text());
  else if (o.jar && o.jarFile !== undefined) {
    try {
      io.sys.writeFile(o.jarFile, o.jar.text());
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (o.verbose) await io.err(`* WARNING: failed to save cookies in ${o.jarFile}: Failed to open/read local data from file/application`);
    }
  }
  return status;
});
