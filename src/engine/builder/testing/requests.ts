import { utf8 } from '../../../lib/bytes';
import { contentOf, readContent } from '../../../lib/content';
import { readerOf } from '../../../lib/stream';
import type { TarEntry } from '../../../oci/tar-entry';
import { writeTar } from '../../../oci/tar-write';
import type { BuildRequest } from '../../api/backends';

export const BUSYBOX = {
  config: {
    architecture: 'amd64', os: 'linux', config: { Env: ['PATH=/bin'], Cmd: ['sh'] },
    rootfs: { type: 'layers' as const, diff_ids: ['sha256:' + '1'.repeat(64)] }, history: [{ created: '2024-01-01T00:00:00Z', created_by: 'base' }],
  },
  files: { '/etc/': '', '/etc/passwd': 'root:x:0:0::/root:/bin/sh\napp:x:1500:1600::/:/bin/sh\n', '/bin/': '', '/bin/sh': 'shell' },
};

export function file(path: string, body: string | Uint8Array): TarEntry {
  return { path, type: 'file', mode: 0o644, uid: 1000, gid: 1000, mtimeMs: 1000, content: contentOf(typeof body === 'string' ? utf8(body) : body) };
}

/** A build request with some files as its context. */
export function requestOf(files: Readonly<Record<string, string>> | TarEntry[], change: Partial<BuildRequest>): BuildRequest {
  const entries = Array.isArray(files) ? files : Object.entries(files).map(([path, body]) => file(path, body));
  return {
    version: '2', context: readerOf(readContent(writeTar(entries))), remote: '', dockerfile: '', tags: [], buildArgs: {}, labels: {}, target: '', platform: '',
    noCache: false, pull: false, quiet: false, remove: true, forceRemove: false, networkMode: '', extraHosts: [], cacheFrom: [], shmSize: 0, ulimits: [], memory: 0,
    buildId: '', sessionId: '', outputs: [], registryAuths: {}, query: new URLSearchParams(), signal: new AbortController().signal, ...change,
  };
}
