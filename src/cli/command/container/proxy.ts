import type { Cli } from '../../cli';
import type { CreateRequest } from './create-request';

const KEYS: Record<string, string> = {
  httpProxy: 'HTTP_PROXY', httpsProxy: 'HTTPS_PROXY', ftpProxy: 'FTP_PROXY', noProxy: 'NO_PROXY', allProxy: 'ALL_PROXY',
};

/** Gives a container the proxies of the configuration's `proxies`, where it has none of its own. */
export function proxyEnvironment(cli: Cli, request: CreateRequest): CreateRequest {
  const proxies = cli.config.map('proxies') as unknown as Record<string, Record<string, string> | undefined>;
  const chosen = proxies[cli.client.host] ?? proxies.default;
  if (!chosen) return request;
  const env = [...((request.Config.Env as string[] | null) ?? [])];
  for (const [key, name] of Object.entries(KEYS)) {
    const value = chosen[key];
    if (value === undefined) continue;
    for (const variable of [name, name.toLowerCase()]) {
      if (!env.some((entry) => entry.split('=')[0] === variable)) env.push(`${variable}=${value}`);
    }
  }
  return { ...request, Config: { ...request.Config, Env: env } };
}
