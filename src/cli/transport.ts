import { DialError, type Transport } from '../api/transport';
import { isSysError } from '../machine/errno';
import { inet, unix } from '../machine/net/types';
import type { Sys } from '../machine/sys';

const CODES: Record<string, DialError['code']> = {
  ENOENT: 'ENOENT', EACCES: 'EACCES', EPERM: 'EACCES', ECONNREFUSED: 'ECONNREFUSED', ETIMEDOUT: 'ETIMEDOUT', EHOSTUNREACH: 'EHOSTUNREACH',
};

/** Dials an engine's address with the process's own sockets. */
export function sysTransport(sys: Sys, host: string): Transport {
  return {
    host,
    async dial() {
      try {
        if (host.startsWith('unix://')) return sys.stream(await sys.connect(unix(host.slice('unix://'.length))));
        const address = host.replace(/^tcp:\/\//, '').replace(/\/.*$/, '');
        const colon = address.lastIndexOf(':');
        const name = address.slice(0, colon).replace(/^\[|\]$/g, '');
        return sys.stream(await sys.connect(inet(name === 'localhost' ? '127.0.0.1' : name, Number(address.slice(colon + 1)))));
      } catch (error) {
        if (!isSysError(error)) throw error;
        throw new DialError(CODES[error.code] ?? 'OTHER', error.message);
      }
    },
  };
}
