import { all, failAt, type Directive } from './config';
import { listenText, parseListen } from './listen';
import { regexOf } from './regex';

const MODIFIERS = new Set(['=', '^~', '~', '~*']);

/** Splits `location`'s arguments; the modifier may be written without a space before its pattern. */
function normalized(directive: Directive): void {
  const { args } = directive;
  if (args.length !== 1) return;
  const match = /^(=|\^~|~\*|~)(.+)$/.exec(args[0]!);
  if (match) args.splice(0, 1, match[1]!, match[2]!);
}

/** Checks a `location` when it begins. Throws ConfigError. */
export function checkLocation(directive: Directive, parents: readonly Directive[]): void {
  normalized(directive);
  const { args } = directive;
  if (args.length === 2 && !MODIFIERS.has(args[0]!)) failAt(directive, `invalid location modifier "${args[0]}"`);
  if (args[0] === '~' || args[0] === '~*') regexOr(directive, args[1]!, args[0] === '~*');
  const name = args.at(-1)!;
  const outer = parents.at(-1);
  if (outer?.name === 'location') {
    const around = outer.args.at(-1)!;
    if (outer.args[0] === '=') failAt(directive, `location "${name}" cannot be inside the exact location "${around}"`);
    if (around.startsWith('@')) failAt(directive, `location "${name}" cannot be inside the named location "${around}"`);
    if (name.startsWith('@')) failAt(directive, `named location "${name}" can be on the server level only`);
    const isPrefix = (one: Directive) => one.args.length === 1 || one.args[0] === '^~' || one.args[0] === '=';
    if (isPrefix(directive) && isPrefix(outer) && !name.startsWith(around)) failAt(directive, `location "${name}" is outside location "${around}"`);
  }
}

function regexOr(directive: Directive, pattern: string, ignoreCase: boolean): void {
  try {
    regexOf(pattern, ignoreCase);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    failAt(directive, `pcre2_compile() failed: missing closing parenthesis in "${pattern}"`);
  }
}

function checkDuplicates(block: readonly Directive[]): void {
  const seen = new Set<string>();
  for (const location of all(block, 'location')) {
    const [kind = '', pattern] = location.args;
    if (kind !== '~' && kind !== '~*') {
      const key = `${kind === '=' ? '=' : ''}${pattern ?? kind}`;
      if (seen.has(key)) failAt(location, `duplicate location "${pattern ?? kind}"`);
      seen.add(key);
    }
    checkDuplicates(location.block!);
  }
}

/** Checks all servers of `http` when it ends: addresses twice, names twice, locations twice, certificates that are missing. Throws ConfigError. */
export function checkServers(http: Directive, warnings: string[]): void {
  const names = new Set<string>();
  const defaults = new Map<string, Directive>();
  const addresses = new Map<string, number>();
  for (const server of all(http.block, 'server')) {
    const listens = all(server.block, 'listen');
    const here = new Set<string>();
    for (const directive of listens) {
      const listen = parseListen(directive);
      const text = listenText(listen);
      if (here.has(text)) failAt(directive, `a duplicate listen ${text}`);
      here.add(text);
      if (listen.isDefault) {
        if (defaults.has(text)) failAt(directive, `a duplicate default server for ${text}`);
        defaults.set(text, directive);
      }
      if (listen.ssl && ![...server.block!, ...http.block!].some(({ name }) => name === 'ssl_certificate') && !server.block!.some(({ name }) => name === 'ssl_reject_handshake')) failAt(server, `no "ssl_certificate" is defined for the "listen ... ssl" directive`);
    }
    if (here.size === 0) here.add('0.0.0.0:80');
    const named = all(server.block, 'server_name').flatMap(({ args }) => args);
    for (const address of here) {
      addresses.set(address, (addresses.get(address) ?? 0) + 1);
      for (const name of named.length > 0 ? named : ['']) {
        const key = `${name.toLowerCase()} ${address}`;
        if (names.has(key) && !name.startsWith('~')) warnings.push(`conflicting server name "${name}" on ${address}, ignored`);
        names.add(key);
      }
    }
    checkDuplicates(server.block!);
  }
}
