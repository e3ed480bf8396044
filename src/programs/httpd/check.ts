import { ONE_ARGUMENT } from './directives';
import type { Node, Reading } from './parse';

const OPTIONS = new Set(['all', 'none', 'indexes', 'includes', 'includesnoexec', 'execcgi', 'followsymlinks', 'symlinksifownermatch', 'multiviews']);
const OVERRIDES = /^(all|none|limit|options(=.*)?|fileinfo|authconfig|indexes|nonfatal=.*)$/i;
const PROVIDERS = new Set(['all', 'ip', 'host', 'local', 'forward-dns', 'user', 'valid-user', 'group', 'method', 'env', 'expr', 'not', 'ldap-user']);
const REDIRECTS = new Set(['permanent', 'temp', 'seeother', 'gone']);

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a directive's arguments, in httpd's words; undefined when nothing is. `written` is its name as it stands there. */
export function checkValues(reading: Reading, node: Node, written: string): string | undefined {
  const { name, args } = node;
  const [first = '', second] = args;
  const one = ONE_ARGUMENT[name];
  if (one !== undefined && args.length !== 1) return `${written} takes one argument, ${one}`;
  if (name === 'documentroot') {
    const path = first.startsWith('/') ? first : `${reading.root}/${first}`;
    const isFolder = reading.sys.access(path, '') && reading.sys.stat(path).type === 'dir';
    return isFolder ? undefined : `DocumentRoot '${path}' is not a directory, or is not readable`;
  }
  if (name === 'listen') return /(^|:)\d+$/.test(first) ? undefined : 'Port must be specified';
  if (name === 'options') {
    const odd = args.find((arg) => !OPTIONS.has(arg.replace(/^[+-]/, '').toLowerCase()));
    if (odd !== undefined) return `Illegal option ${odd.replace(/^[+-]/, '')}`;
    const signed = args.filter((arg) => /^[+-]/.test(arg)).length;
    return signed > 0 && signed < args.length ? 'Either all Options must start with + or -, or no Option may.' : undefined;
  }
  if (name === 'allowoverride') {
    const odd = args.find((arg) => !OVERRIDES.test(arg));
    return odd === undefined ? undefined : `Illegal override option ${odd}`;
  }
  if (name === 'require') return PROVIDERS.has((first.toLowerCase() === 'not' ? (second ?? '') : first).toLowerCase()) ? undefined : `Unknown Authz provider: ${first}`;
  if (name === 'loglevel') return args.every((arg) => /^([\w.]+:)?(emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])$/i.test(arg)) ? undefined : 'Log level keyword must be one of emerg/alert/crit/error/warn/notice/info/debug/trace1/.../trace8';
  if (name === 'redirectmatch' || name === 'aliasmatch') {
    const pattern = REDIRECTS.has(first.toLowerCase()) || /^\d+$/.test(first) ? (second ?? '') : first;
    return compiles(pattern) ? undefined : 'Regular expression could not be compiled.';
  }
  if (name === 'rewriterule') return compiles(first.replace(/^!/, '')) ? undefined : `RewriteRule: cannot compile regular expression '${first}'`;
  if (name === 'redirect') {
    const isStatus = REDIRECTS.has(first.toLowerCase()) || /^\d+$/.test(first);
    const needs = isStatus && !(first.toLowerCase() === 'gone' || (/^\d+$/.test(first) && !first.startsWith('3'))) ? 3 : 2;
    return args.length < needs ? 'URL to redirect to is missing' : undefined;
  }
  return undefined;
}
