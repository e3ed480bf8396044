import { isSysError } from '../../machine/errno';
import { resolveName, ResolveError } from '../../machine/net/resolve';
import type { Sys } from '../../machine/sys';
import { failAt, type ConfigWatcher, type Directive } from './config';
import { checkCondition } from './condition';
import { parseListen } from './listen';
import { checkLocation, checkServers } from './check-servers';
import { regexOf } from './regex';
import { parseTime } from './exchange';
import { ConfigError, LateConfigError } from './tokens';
import { splitAddress } from './upstream';
import { isBuiltIn, variablesIn } from './variables';

/** Directives that nginx has and that change what visitors see, but not here. */
const WITHOUT_EFFECT = new Set('proxy_cache proxy_cache_path fastcgi_cache auth_request mirror secure_link geo split_clients slice limit_conn limit_rate ssi dav_methods random_index image_filter js_import perl addition_types add_before_body add_after_body userid'.split(' '));

/** Where in nginx's files a name was used, to tell about it when all is read. */
interface Use {
  name: string;
  directive: Directive;
}

/** Looks at directives as nginx does when it reads them; collects the addresses of upstream hosts. */
export class ConfigChecker implements ConfigWatcher {
  readonly addresses = new Map<string, readonly string[]>();
  /** `[warn]` lines that don't keep it from starting. */
  readonly warnings: string[] = [];
  private readonly formats = new Set(['combined']);
  private readonly defined = new Set<string>();
  private readonly variables: Use[] = [];
  private readonly hosts: Use[] = [];
  private readonly zones = new Map<string, Directive>();
  private readonly usedZones: string[] = [];
  private readonly upstreams = new Set<string>();

  constructor(
    private readonly sys: Sys,
    known: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    for (const [name, found] of known) this.addresses.set(name, found);
  }

  async directive(directive: Directive, parents: readonly Directive[], siblings: readonly Directive[]): Promise<void> {
    const { name, args } = directive;
    if (WITHOUT_EFFECT.has(name) && args[0] !== 'off') this.warnings.push(`dockyard: what "${name}" does is not simulated in ${directive.file}:${directive.line}`);
    if ((name === 'events' || name === 'http') && siblings.some((other) => other.name === name)) failAt(directive, `"${name}" directive is duplicate`);
    this.plain(directive, parents, siblings);
    if (name === 'proxy_pass') await this.proxyPass(directive, parents);
    else if (name === 'server' && parents.at(-1)?.name === 'upstream') await this.upstreamServer(directive);
    if (['map', 'geo', 'split_clients'].includes(name)) {
      const variable = args.at(-1)!;
      if (!variable.startsWith('$')) failAt(directive, `invalid variable name "${variable}"`);
      this.defined.add(variable.slice(1));
    }
    if (!['log_format', 'rewrite', 'location', 'server_name'].includes(name)) this.uses(directive, args);
    else if (name === 'rewrite') this.uses(directive, args.slice(1, 2));
    else if (name === 'log_format') this.uses(directive, args.slice(1));
    for (const arg of args) for (const [, group] of arg.matchAll(/\(\?P?<(\w+)>/g)) this.defined.add(group!);
  }

  private uses(directive: Directive, texts: readonly string[]): void {
    for (const text of texts) for (const name of variablesIn(text)) this.variables.push({ name, directive });
  }

  /** Checks that need nothing but the directive itself and its neighbours. */
  private plain(directive: Directive, parents: readonly Directive[], siblings: readonly Directive[]): void {
    const { name, args } = directive;
    const [first = ''] = args;
    if (name === 'listen') parseListen(directive);
    else if (name === 'location') checkLocation(directive, parents);
    else if (name === 'server_name') this.serverName(directive);
    else if (name === 'return') this.checkReturn(directive);
    else if (name === 'if') checkCondition(directive);
    else if (name === 'rewrite') this.checkRewrite(directive);
    else if (name === 'set') {
      if (!first.startsWith('$') || first.length < 2) failAt(directive, `invalid variable name "${first}"`);
      const variable = first.slice(1);
      if (isBuiltIn(variable) && !['args', 'limit_rate'].includes(variable) && !/^http_/.test(variable)) failAt(directive, `the duplicate "${variable}" variable`);
      this.defined.add(variable);
    } else if (name === 'root' && siblings.some((other) => other.name === 'alias')) failAt(directive, `"root" directive is duplicate, "alias" directive was specified earlier`);
    else if (name === 'alias' && siblings.some((other) => other.name === 'root')) failAt(directive, `"alias" directive is duplicate, "root" directive was specified earlier`);
    else if (name === 'log_format') {
      if (this.formats.has(first)) failAt(directive, `duplicate "log_format" name "${first}"`);
      this.formats.add(first);
    } else if (name === 'access_log' && first !== 'off' && args[1] !== undefined && !/^(buffer|gzip|flush|if)(=|$)/.test(args[1]) && !this.formats.has(args[1])) failAt(directive, `unknown log format "${args[1]}"`);
    else if (name === 'error_log' && args[1] !== undefined && !/^(debug(_\w+)?|info|notice|warn|error|crit|alert|emerg)$/.test(args[1])) failAt(directive, `invalid log level "${args[1]}"`);
    else if (name === 'error_page') this.checkErrorPage(directive);
    else if (name === 'limit_req_zone') this.limitZone(directive);
    else if (name === 'limit_req') {
      const zone = args.find((arg) => arg.startsWith('zone='))?.slice(5);
      const odd = args.find((arg) => !/^(zone=.+|burst=[1-9]\d*|delay=[1-9]\d*|nodelay)$/.test(arg));
      if (odd !== undefined) failAt(directive, /^burst=/.test(odd) ? `invalid burst value "${odd}"` : `invalid parameter "${odd}"`);
      if (zone === undefined) failAt(directive, '"limit_req" must have "zone" parameter');
      this.usedZones.push(zone);
    } else if ((name === 'allow' || name === 'deny') && first !== 'all' && first !== 'unix:' && !/^[\d.]+(\/\d+)?$|^[0-9a-f:]+(\/\d+)?$/i.test(first)) failAt(directive, `invalid parameter "${first}"`);
    else if (name === 'user') this.checkUser(directive);
    else if (name === 'upstream') {
      if (this.upstreams.has(first)) failAt(directive, `duplicate upstream "${first}"`);
      this.upstreams.add(first);
    } else if (name === 'ssl_certificate' || name === 'ssl_certificate_key') this.certificate(directive);
  }

  private serverName(directive: Directive): void {
    for (const name of directive.args) {
      if (name.startsWith('~')) this.regex(directive, name.slice(1), false);
      else if (/\*/.test(name) && !/^\*\.[^*]+$|^[^*]+\.\*$/.test(name)) failAt(directive, `invalid server name or wildcard "${name}" on 0.0.0.0:80`);
    }
  }

  regex(directive: Directive, pattern: string, ignoreCase: boolean): void {
    try {
      regexOf(pattern, ignoreCase);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const [why, at] = /Unterminated group/.test(error.message) ? ['missing closing parenthesis', ''] : /Unmatched '\)'/.test(error.message) ? ['unmatched closing parenthesis', pattern.slice(pattern.lastIndexOf(')'))] : /Nothing to repeat/.test(error.message) ? ['quantifier does not follow a repeatable item', /[*+?].*$/.exec(pattern)?.[0] ?? ''] : ['missing terminating ] for character class', ''];
      failAt(directive, `pcre2_compile() failed: ${why} in "${pattern}"${at === '' ? '' : ` at "${at}"`}`);
    }
  }

  private checkReturn(directive: Directive): void {
    const [code = '', text] = directive.args;
    if (/^\d+$/.test(code)) {
      if (Number(code) > 999) failAt(directive, `invalid return code "${code}"`);
      return;
    }
    if (text !== undefined || !/^(https?:\/\/|\$scheme)/.test(code)) failAt(directive, `invalid return code "${code}"`);
  }

  private checkRewrite(directive: Directive): void {
    const [pattern = '', , flag] = directive.args;
    this.regex(directive, pattern, false);
    if (flag !== undefined && !['last', 'break', 'redirect', 'permanent'].includes(flag)) failAt(directive, `invalid parameter "${flag}"`);
  }

  private checkErrorPage(directive: Directive): void {
    for (const code of directive.args.slice(0, -1)) {
      if (code.startsWith('=')) {
        if (!/^=\d*$/.test(code)) failAt(directive, `invalid value "${code}"`);
      } else if (!/^\d+$/.test(code)) failAt(directive, `invalid value "${code}"`);
      else if (code === '499') failAt(directive, 'value "499" must be between 300 and 599');
      else if (Number(code) < 300 || Number(code) > 599) failAt(directive, `value "${code}" must be between 300 and 599`);
    }
  }

  private limitZone(directive: Directive): void {
    let zone: string | undefined;
    for (const arg of directive.args.slice(1)) {
      if (arg.startsWith('zone=')) {
        const match = /^zone=([^:]+):(\d+[kKmM]?)$/.exec(arg);
        if (!match) failAt(directive, `invalid zone size "${arg}"`);
        zone = match[1]!;
      } else if (arg.startsWith('rate=')) {
        if (!/^rate=[1-9]\d*r\/[sm]$/.test(arg)) failAt(directive, `invalid rate "${arg}"`);
      } else failAt(directive, `invalid parameter "${arg}"`);
    }
    if (zone === undefined) failAt(directive, '"limit_req_zone" must have "zone" parameter');
    const before = this.zones.get(zone);
    if (before) failAt(directive, `limit_req_zone "${zone}" is already bound to key "${before.args[0]}"`);
    this.zones.set(zone, directive);
  }

  private checkUser(directive: Directive): void {
    const names = this.sys.access('/etc/passwd', 'r') ? this.sys.readText('/etc/passwd') : '';
    const groups = this.sys.access('/etc/group', 'r') ? this.sys.readText('/etc/group') : '';
    const [user = '', group = user] = directive.args;
    if (this.sys.access('/etc/passwd', 'r') && !names.split('\n').some((line) => line.startsWith(`${user}:`))) failAt(directive, `getpwnam("${user}") failed`);
    if (this.sys.access('/etc/group', 'r') && !groups.split('\n').some((line) => line.startsWith(`${group}:`))) failAt(directive, `getgrnam("${group}") failed`);
  }

  private certificate({ name, args: [file = ''] }: Directive): void {
    if (file.startsWith('data:') || file.includes('$')) return;
    const path = file.startsWith('/') ? file : `/etc/nginx/${file}`;
    try {
      this.sys.readText(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      const how = name === 'ssl_certificate' ? `cannot load certificate "${path}": BIO_new_file() failed` : `cannot load certificate key "${path}": BIO_new_file() failed`;
      throw new ConfigError(`${how} (SSL: error:8000000${error.errno.toString(16).toUpperCase()}:system library::${error.message}:calling fopen(${path}, r) error:10000080:BIO routines::no such file)`);
    }
  }

  private async upstreamServer(directive: Directive): Promise<void> {
    const [address = '', ...flags] = directive.args;
    for (const flag of flags) {
      if (!/^(weight=[1-9]\d*|max_conns=\d+|max_fails=\d+|fail_timeout=\S+|backup|down|resolve|slow_start=\S+|route=\S+|service=\S+)$/.test(flag) || (flag.startsWith('fail_timeout=') && parseTime(flag.slice(13)) === undefined)) failAt(directive, `invalid parameter "${flag}"`);
    }
    if (address.startsWith('unix:')) return;
    const split = splitAddress(address);
    if (!split) failAt(directive, /:\d+$/.test(address) ? `invalid port in upstream "${address}"` : `invalid host in upstream "${address}"`);
    if (!(await this.resolves(split.host))) failAt(directive, `host not found in upstream "${address}"`);
  }

  /** Looks a host up and keeps its addresses; false when it has none. */
  private async resolves(host: string): Promise<boolean> {
    if (this.addresses.has(host)) return true;
    try {
      const found = await resolveName(this.sys, host);
      this.addresses.set(host, found);
      return true;
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      return false;
    }
  }

  private async proxyPass(directive: Directive, parents: readonly Directive[]): Promise<void> {
    const [url = ''] = directive.args;
    if (url.includes('$')) return;
    const match = /^(https?):\/\/([^/?]*)(.*)$/i.exec(url);
    if (!match) failAt(directive, 'invalid URL prefix');
    const location = parents.findLast(({ name }) => name === 'location');
    const inner = parents.at(-1)!;
    if (match[3] !== '' && (inner.name === 'if' || inner.name === 'limit_except' || /^(~\*?|@.*)$/.test(location?.args[0] ?? ''))) {
      failAt(directive, '"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block');
    }
    if (match[2]!.startsWith('unix:')) return;
    const split = splitAddress(match[2]!, match[1]!.toLowerCase() === 'https' ? 443 : 80);
    if (!split) failAt(directive, match[2] === '' ? `no host in upstream "${match[3]}"` : /:/.test(match[2]!) ? `invalid port in upstream "${match[2]}${match[3]}"` : `invalid host in upstream "${match[2]}"`);
    this.hosts.push({ name: split.host, directive });
  }

  async blockEnd(directive: Directive, parents: readonly Directive[], line: number): Promise<void> {
    if (directive.name === 'upstream' && !directive.block!.some(({ name }) => name === 'server')) throw new ConfigError(`no servers are inside upstream in ${directive.file}:${line}`);
    if (directive.name !== 'http' || parents.length > 0) return;
    checkServers(directive, this.warnings);
    for (const { name, directive: where } of this.hosts) {
      if (!this.upstreams.has(name) && !(await this.resolves(name))) failAt(where, `host not found in upstream "${name}"`);
    }
    for (const { name } of this.variables) if (!isBuiltIn(name) && !this.defined.has(name)) throw new ConfigError(`unknown "${name}" variable`);
    for (const zone of this.usedZones) if (!this.zones.has(zone)) throw new LateConfigError(`zero size shared memory zone "${zone}"`);
  }
}
