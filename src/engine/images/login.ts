import { toBase64 } from '../../api/buildkit-trace';
import { EngineError, invalid, systemError } from '../../api/errors';
import { text, utf8 } from '../../lib/bytes';
import { header } from '../../lib/http/message';
import { readAll } from '../../lib/stream';
import type { ImageContext } from './context';
import { isInsecure } from '../../remotes/insecure';
import type { RegistryAuth } from './ports';
import { fetchFrom } from '../../remotes/fetch-from';
import { isLocal, registryHost } from '../../remotes/registry-client';
import { RegistryError } from '../../remotes/registry-errors';

const HUB_INDEX = 'https://index.docker.io/v1/';

/** POST /auth (moby daemon/pkg/registry/auth.go, loginV2). */
export async function login(context: ImageContext, auth: RegistryAuth): Promise<{ Status: string; IdentityToken?: string }> {
  const address = (auth.serveraddress ?? '') || HUB_INDEX;
  const domain = address.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const isHub = domain === 'index.docker.io' || domain === 'docker.io' || domain === 'registry-1.docker.io';
  const host = isHub ? registryHost('docker.io') : domain;
  if (host === '') throw invalid('invalid reference format');
  const scheme = isLocal(host) || (await isInsecure(context.sys, host, context.host.insecureRegistries)) ? 'http' : 'https';
  const url = `${scheme}://${host}/v2/`;
  const { username = '', password = '' } = auth;
  const basic = `Basic ${toBase64(utf8(`${username}:${password}`))}`;
  try {
    const first = await get(context, scheme, host, '/v2/', undefined);
    if (first.status === 200) return { Status: 'Login Succeeded' };
    const realm = /^Bearer .*realm="(https?):\/\/([^/"]+)([^"]*)"/i.exec(first.challenge);
    if (!realm) {
      const second = await get(context, scheme, host, '/v2/', basic);
      if (second.status === 200) return { Status: 'Login Succeeded' };
      throw systemError(`login attempt to ${url} failed with status: ${second.status} ${second.reason}`);
    }
    const service = /service="([^"]*)"/.exec(first.challenge)?.[1] ?? '';
    const token = await get(context, realm[1] as 'http' | 'https', realm[2]!, `${realm[3]}?account=${encodeURIComponent(username)}&client_id=docker&offline_token=true&service=${encodeURIComponent(service)}`, basic);
    if (token.status >= 500) throw systemError(`Get "${url}": received unexpected HTTP status: ${token.status} ${token.reason}`);
    if (token.status !== 200) throw new EngineError('unauthorized', `Get "${url}": ${refusedLogin(token.body)}`);
    return { Status: 'Login Succeeded' };
  } catch (error) {
    if (error instanceof RegistryError) throw systemError(error.message);
    throw error;
  }
}

/** What a token service said about a wrong password: in the registries' form, or in the older one with details alone. */
function refusedLogin(body: string): string {
  const { errors, details } = JSON.parse(body) as { errors?: { code: string; message: string }[]; details?: string };
  const error = errors?.[0];
  if (!error) return `unauthorized: ${details ?? 'authentication required'}`;
  const code = error.code.toLowerCase();
  return `${code}: ${error.message === 'requested access to the resource is denied' ? code : error.message}`;
}

async function get(context: ImageContext, scheme: 'http' | 'https', host: string, target: string, authorization: string | undefined): Promise<{ status: number; reason: string; challenge: string; body: string }> {
  const answer = await fetchFrom(context.sys, scheme, host, { method: 'GET', target, headers: authorization ? [['Authorization', authorization]] : [], tls: scheme === 'https' });
  const body = text(await readAll(answer.body));
  answer.close();
  return { body, status: answer.status, reason: answer.reason, challenge: header(answer.headers, 'www-authenticate') ?? '' };
}
