import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';

/** What is read of httpd.conf. */
export interface HttpdConfig {
  ports: number[];
  root: string;
  serverName: string | undefined;
  index: string[];
  listsFolders: boolean;
  headers: [string, string][];
  redirects: { status: number; from: string; to: string }[];
  aliases: { from: string; to: string }[];
  logs: boolean;
}

export class HttpdSyntaxError extends Error {}

const KNOWN = new Set('serverroot listen loadmodule user group serveradmin documentroot options allowoverride require directoryindex errorlog loglevel logformat customlog typesconfig addtype addhandler scriptalias requestheader header servername servertokens include includeoptional alias redirect redirectmatch errordocument timeout keepalive maxkeepaliverequests keepalivetimeout sslrandomseed addencoding startservers minsparethreads maxsparethreads threadlimit threadsperchild maxrequestworkers maxconnectionsperchild pidfile hostnamelookups rewriteengine rewriterule rewritecond proxypass proxypassreverse fallbackresource enablesendfile enablemmap accessfilename serversignature traceenable usecanonicalname setenvif setenv addcharset adddefaultcharset addlanguage mimemagicfile indexoptions adderrordocument mutex protocols define undefine allow deny order'.split(' '));

function parseFile(sys: Sys, path: string, config: HttpdConfig, serverRoot: string): void {
  let source: string;
  try {
    source = sys.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new HttpdSyntaxError(`httpd: Could not open configuration file ${path}: ${error.message}`);
  }
  const containers: string[] = [];
  const skipped: boolean[] = [];
  for (const [at, raw] of source.replace(/\\\n/g, ' ').split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const open = /^<(\w+)\s*([^>]*)>$/.exec(line);
    if (open) {
      containers.push(open[1]!);
      // What a module that isn't loaded would do stays away, as in the real file.
      skipped.push(/^(Files|FilesMatch|IfModule|IfDefine|Location|LocationMatch|VirtualHost)$/i.test(open[1]!) && !(/^IfModule$/i.test(open[1]!) && /unixd|dir_module|mime_module|log_config|alias_module/.test(open[2]!)) && !/^VirtualHost$/i.test(open[1]!));
      continue;
    }
    if (/^<\/\w+>$/.test(line)) {
      containers.pop();
      skipped.pop();
      continue;
    }
    if (skipped.includes(true)) continue;
    const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const name = words[0]!.toLowerCase();
    const first = words[1] ?? '';
    if (!KNOWN.has(name)) throw new HttpdSyntaxError(`AH00526: Syntax error on line ${at + 1} of ${path}:\nInvalid command '${words[0]}', perhaps misspelled or defined by a module not included in the server configuration`);
    if (name === 'listen') config.ports.push(Number(/(\d+)$/.exec(first)?.[1] ?? 80));
    else if (name === 'documentroot') {
      config.root = first.startsWith('/') ? first : `${serverRoot}/${first}`;
      if (!sys.access(config.root, '')) throw new HttpdSyntaxError(`AH00526: Syntax error on line ${at + 1} of ${path}:\nDocumentRoot '${config.root}' is not a directory, or is not readable`);
    } else if (name === 'servername') config.serverName = first;
    else if (name === 'directoryindex') config.index = words.slice(1);
    else if (name === 'options' && containers.length > 0 && /directory/i.test(containers.at(-1)!)) config.listsFolders = words.slice(1).some((word) => /^\+?Indexes$/i.test(word));
    else if (name === 'header' && /^(set|add)$/i.test(first) && words[2] !== undefined) config.headers.push([words[2], words[3] ?? '']);
    else if (name === 'redirect') {
      const status = { permanent: 301, temp: 302, seeother: 303 }[first.toLowerCase()] ?? (/^\d+$/.test(first) ? Number(first) : undefined);
      config.redirects.push(status === undefined ? { status: 302, from: first, to: words[2] ?? '' } : { status, from: words[2] ?? '', to: words[3] ?? '' });
    } else if (name === 'alias') config.aliases.push({ from: first, to: words[2] ?? '' });
    else if (name === 'include') parseFile(sys, first.startsWith('/') ? first : `${serverRoot}/${first}`, config, serverRoot);
  }
}

/** Reads httpd.conf and what it includes. Throws HttpdSyntaxError. */
export function readHttpdConfig(sys: Sys, serverRoot: string, path: string): HttpdConfig {
  const config: HttpdConfig = { ports: [], root: `${serverRoot}/htdocs`, serverName: undefined, index: ['index.html'], listsFolders: false, headers: [], redirects: [], aliases: [], logs: true };
  parseFile(sys, path, config, serverRoot);
  return config;
}
