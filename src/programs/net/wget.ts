import { busyboxBanner } from '../busybox/banner';
import { utf8 } from '../../lib/bytes';
import { HttpSyntaxError } from '../../lib/http/wire';
import { header } from '../../lib/http/message';
import { chunksOf, readAll } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import type { Applet } from '../applet';
import { formatDate } from '../coreutils/date-text';
import { parseOptions } from '../options';
import { call, CallError, connectTo, hostHeader, parseTarget } from './http-call';

/** wget(1), GNU's and BusyBox's. */
export const wget: Applet = async (io) => {
  const gnu = io.flavour === 'gnu';
  const options = await parseOptions(
    io,
    { short: 'qO:P:cST:t:U:Yndvi:', long: { quiet: 'q', 'output-document': 'O', 'directory-prefix': 'P', continue: 'c', 'server-response': 'S', timeout: 'T', tries: 't', 'user-agent': 'U', header: 'header:', spider: 'spider', 'no-verbose': 'nv', 'no-check-certificate': 'k', 'post-data': 'post:', 'show-progress': 'p', progress: 'progress:', 'retry-connrefused': 'r' } },
    gnu ? 2 : 1,
  );
  const [url] = options.rest;
  if (url === undefined) {
    await io.err(gnu ? 'wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help\' for more options.' : `${busyboxBanner(io.sys)}\n\nUsage: wget [-cqS] [--spider] [-O FILE] URL...`);
    return 1;
  }
  const quiet = options.has('q');
  const say = async (line: string) => {
    if (!quiet) await io.err(line);
  };
  let at = url;
  let retried = 0;
  for (let redirects = 0; ; redirects++) {
    const target = parseTarget(at);
    if (typeof target === 'string') {
      await io.err(gnu ? `${at}: ${target.startsWith('protocol') ? 'Unsupported scheme' : 'Invalid host name'}.` : `wget: not an http or ftp url: ${at}`);
      return 1;
    }
    const shown = `${target.scheme}://${hostHeader(target)}${target.path}`;
    if (gnu && !options.has('nv')) {
      await say(`--${formatDate('%F %T', io.sys.now())}--  ${shown}`);
    }
    let connected;
    try {
      connected = await connectTo(io.sys, target, options.has('T') ? { timeoutMs: Number(options.get('T')) * 1000 } : {});
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.kind === 'resolve') {
        if (gnu) await io.err(quiet ? '' : `Resolving ${target.host} (${target.host})... failed: Name or service not known.\nwget: unable to resolve host address ‘${target.host}’`);
        else await io.err(`wget: bad address '${target.host}${target.port === 80 ? '' : `:${target.port}`}'`);
        return gnu ? 4 : 1;
      }
      const reason = error.cause_ && isSysError(error.cause_) ? error.cause_.message : 'Connection timed out';
      if (gnu) await say(`Connecting to ${target.host}:${target.port}... failed: ${reason}.`);
      else await io.err(`wget: can't connect to remote host (${error.tried.at(-1) ?? target.host}): ${reason}`);
      if (gnu && options.has('r') && ++retried < Number(options.get('t') ?? 20)) {
        await say('Retrying.\n');
        await io.sys.sleep(1000 * Math.min(10, retried));
        continue;
      }
      return gnu ? 4 : 1;
    }
    await say(gnu ? `Connecting to ${target.host}:${target.port}... connected.` : `Connecting to ${target.host}${target.port === 80 && !/:\d+$/.test(hostHeader(target)) ? '' : ''}${`:${target.port}`.replace(/^:80$/, '')} (${connected.ip}:${target.port})`);
    const body = options.get('post:');
    let response;
    try {
      response = await call(connected, target, {
        method: body !== undefined ? 'POST' : options.has('spider') ? (gnu ? 'HEAD' : 'GET') : 'GET',
        headers: [
          ['Host', hostHeader(target)],
          ['User-Agent', options.get('U') ?? (gnu ? 'Wget/1.21.3' : 'Wget')],
          ...(gnu ? ([['Accept', '*/*']] as [string, string][]) : []),
          ...(options.values.get('header:') ?? []).map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
          ['Connection', gnu ? 'Keep-Alive' : 'close'],
        ],
        ...(body === undefined ? {} : { body: utf8(body) }),
      });
    } catch (error) {
      if (!(error instanceof HttpSyntaxError) && !isSysError(error)) throw error;
      await io.err(gnu ? 'No data received.' : 'wget: error getting response');
      return gnu ? 4 : 1;
    }
    const location = header(response.headers, 'location');
    if (gnu) await say(`HTTP request sent, awaiting response... ${response.status} ${response.reason}`);
    if (options.has('S')) for (const [name, value] of [['', `HTTP/${response.version} ${response.status} ${response.reason}`], ...response.headers]) await io.err(`  ${name ? `${name}: ` : ''}${value}`);
    if (response.status >= 300 && response.status < 400 && location !== undefined && redirects < 20) {
      at = new URL(location, shown).href;
      if (gnu) await say(`Location: ${location} [following]`);
      connected.connection.close();
      continue;
    }
    if (response.status >= 400) {
      connected.connection.close();
      if (gnu) {
        await say(`${formatDate('%F %T', io.sys.now())} ERROR ${response.status}: ${response.reason}.\n`);
        return 8;
      }
      await io.err(`wget: server returned error: HTTP/${response.version} ${response.status} ${response.reason}`);
      return 1;
    }
    if (options.has('spider')) {
      connected.connection.close();
      await say(gnu ? 'Remote file exists.\n' : 'remote file exists');
      return 0;
    }
    const leaf = target.path.replace(/\?.*$/, '').replace(/^.*\//, '') || 'index.html';
    const output = options.get('O') ?? `${options.has('P') ? `${options.get('P')}/` : ''}${leaf}`;
    const length = header(response.headers, 'content-length');
    if (gnu) await say(`Length: ${length ?? 'unspecified'}${length ? '' : ''} [${header(response.headers, 'content-type') ?? 'text/plain'}]\nSaving to: ‘${output === '-' ? 'STDOUT' : output}’\n`);
    let size = 0;
    if (output === '-') {
      if (!gnu) await say('writing to stdout');
      for await (const part of chunksOf(response.body)) {
        size += part.length;
        await io.sys.write(1, part);
      }
      if (!gnu) await say(`-                    100% |********************************| ${String(size).padStart(5)}  0:00:00 ETA\nwritten to stdout`);
    } else {
      let bytes: Uint8Array;
      try {
        bytes = await readAll(response.body);
        if (!gnu && io.sys.access(output, '') && !options.has('O')) {
          await io.err(`wget: can't open '${output}': File exists`);
          return 1;
        }
        io.sys.writeFile(output, bytes);
      } catch (error) {
        if (!isSysError(error)) throw error;
        await io.err(gnu ? `${output}: ${error.message}` : `wget: can't open '${output}': ${error.message}`);
        return gnu ? 3 : 1;
      }
      size = bytes.length;
      if (!gnu) await say(`saving to '${output}'\n${output.slice(0, 20).padEnd(20)} 100% |********************************| ${String(size).padStart(5)}  0:00:00 ETA\n'${output}' saved`);
    }
    connected.connection.close();
    if (gnu) await say(`${formatDate('%F %T', io.sys.now())} - ‘${output === '-' ? 'STDOUT' : output}’ saved [${size}${length ? `/${length}` : ''}]\n`);
    return 0;
  }
};

