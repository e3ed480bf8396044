import { isSysError } from '../../machine/errno';
import { header } from '../../lib/http/message';
import { isWithin, passwordFits } from '../servers/passwords';
import type { Directive } from './config';
import { logError } from './error-log';
import { inherited, type Exchange, type Scope } from './exchange';
import { Finish, statusPage } from './pages';
import { productOf } from './product';
import { expand } from './variables';

/** The allow and deny rules of the innermost block that has either. */
function rulesOf(scope: Scope): Directive[] {
  for (const block of scope) {
    const rules = block.filter(({ name }) => name === 'allow' || name === 'deny');
    if (rules.length > 0) return rules;
  }
  return [];
}

function isDenied(exchange: Exchange): boolean {
  const rule = rulesOf(exchange.scope).find(({ args }) => isWithin(exchange.connection.peer, args[0]!));
  return rule?.name === 'deny';
}

async function authenticates(exchange: Exchange, realm: string): Promise<boolean> {
  const refuse = () => {
    throw new Finish({ ...statusPage(401, productOf(exchange)), headers: [['WWW-Authenticate', `Basic realm="${realm}"`]] });
  };
  const given = /^basic +(\S+)$/i.exec(header(exchange.request.headers, 'authorization') ?? '')?.[1];
  let user = '';
  let password = '';
  try {
    const decoded = new TextDecoder().decode(Uint8Array.from(atob(given ?? ''), (c) => c.charCodeAt(0)));
    [, user = '', password = ''] = /^([^:]*):([^]*)$/.exec(decoded) ?? [];
  } catch {
    user = '';
  }
  if (given === undefined || user === '') {
    await logError(exchange, 'info', 'no user/password was provided for basic authentication');
    return refuse();
  }
  const named = expand(exchange, inherited(exchange.scope, 'auth_basic_user_file')?.[0] ?? '');
  if (named === '') throw new Finish(statusPage(403, productOf(exchange)));
  const file = named.startsWith('/') ? named : `${exchange.site.configFolder}/${named}`;
  let text: string;
  try {
    text = exchange.sys.readText(file);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await logError(exchange, error.code === 'ENOENT' ? 'error' : 'crit', `open() "${file}" failed (${error.errno}: ${error.message})`);
    throw new Finish(statusPage(error.code === 'ENOENT' ? 403 : 500, productOf(exchange)));
  }
  const entry = text.split('\n').find((line) => line.startsWith(`${user}:`))?.split(':')[1];
  if (entry === undefined) {
    await logError(exchange, 'error', `user "${user}" was not found in "${file}"`);
    return refuse();
  }
  const fits = passwordFits(password, entry);
  if (fits === undefined) await logError(exchange, 'error', 'dockyard: bcrypt is not simulated');
  if (fits) return true;
  await logError(exchange, 'error', `user "${user}": password mismatch`);
  return refuse();
}

/** limit_req: how long a request waits, or 503 (the leaky bucket of ngx_http_limit_req_module, in thousandths of a request). */
async function limited(exchange: Exchange): Promise<void> {
  if (exchange.values.has('limit_req_status')) return;
  for (const block of exchange.scope) {
    const directives = block.filter(({ name }) => name === 'limit_req');
    for (const { args } of directives) {
      const option = (name: string) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
      const zone = exchange.site.limits.get(option('zone') ?? '');
      if (!zone) continue;
      const key = expand(exchange, zone.key);
      if (key === '') continue;
      const now = exchange.sys.now();
      const before = zone.owed.get(key);
      const excess = before ? Math.max(0, before.excess - (zone.perSecond * (now - before.atMs)) / 1000 + 1) : 0;
      const burst = Number(option('burst') ?? 0);
      if (excess > burst) {
        await logError(exchange, inherited(exchange.scope, 'limit_req_log_level')?.[0] ?? 'error', `limiting requests, excess: ${excess.toFixed(3)} by zone "${option('zone')}"`);
        throw new Finish(statusPage(Number(inherited(exchange.scope, 'limit_req_status')?.[0] ?? 503), productOf(exchange)));
      }
      zone.owed.set(key, { excess, atMs: now });
      const delay = Number(option('delay') ?? 0);
      if (!args.includes('nodelay') && excess > delay) {
        await logError(exchange, 'warn', `delaying request, excess: ${excess.toFixed(3)}, by zone "${option('zone')}"`);
        await exchange.sys.sleep(((excess - delay) / zone.perSecond) * 1000);
      }
    }
    if (directives.length > 0) {
      exchange.values.set('limit_req_status', 'PASSED');
      return;
    }
  }
}

/** The phases before the content: limits, addresses, passwords. Throws Finish. */
export async function checkAccess(exchange: Exchange): Promise<void> {
  await limited(exchange);
  const realm = expand(exchange, inherited(exchange.scope, 'auth_basic')?.[0] ?? 'off');
  const needsPassword = realm !== 'off';
  const any = inherited(exchange.scope, 'satisfy')?.[0] === 'any';
  const denied = isDenied(exchange);
  if (denied && !(any && needsPassword)) {
    await logError(exchange, 'error', 'access forbidden by rule');
    throw new Finish(statusPage(403, productOf(exchange)));
  }
  if (needsPassword && !(any && !denied && rulesOf(exchange.scope).length > 0)) await authenticates(exchange, realm);
}
