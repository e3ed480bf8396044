import { CACHES, type CacheOption } from '../../../api/build-extension';
import { fromBase64 } from '../../../api/buildkit-trace';
import { contentOf, type Content } from '../../../lib/content';
import { isSysError } from '../../../machine/errno';
import { parseJson, type Descriptor, type Index, type Manifest } from '../../../oci/image';
import { readTar } from '../../../oci/tar-read';
import { tarMember } from '../../../oci/tar-write';
import type { Cli } from '../../cli';
import { notSimulated } from '../../errors';
import { parseCsv } from '../../opts/csv';
import { extract } from '../../tar-files';
import { OptionError } from './option-error';

/** --cache-from and --cache-to: `type=…,…`, or references of a registry (buildx util/buildflags, ParseCacheEntry). */
function parseCacheOptions(values: readonly string[]): CacheOption[] {
  return values.filter((value) => value !== '').flatMap((value) => {
    const fields = parseCsv(value);
    if (!value.includes('=')) return fields.map((ref) => ({ type: 'registry', attrs: { ref } }));
    const attrs: Record<string, string> = {};
    for (const field of fields) {
      const at = field.indexOf('=');
      if (at === -1) throw new OptionError(`invalid value ${field}`);
      attrs[field.slice(0, at).toLowerCase()] = field.slice(at + 1);
    }
    const { type, ...rest } = attrs;
    if (!type) throw new OptionError(`type required for ${JSON.stringify(value)}`);
    return [{ type, attrs: rest }];
  });
}

/** Where GitHub's cache isn't at hand, buildx passes over it (build/opt.go, isActive). */
const isActive = (cli: Cli, { type }: CacheOption): boolean => type !== 'gha' || (cli.sys.env.ACTIONS_RUNTIME_TOKEN ?? '') !== '';

/** Caches of services that this world doesn't have. */
function demandSimulated(options: readonly CacheOption[], flag: string): void {
  for (const { type } of options) if (['gha', 's3', 'azblob'].includes(type)) throw notSimulated(`docker build ${flag} type=${type}`);
}

/** What the engine is told of caches. Throws what BuildKit's client says of options that miss something. */
export async function cacheOptions(cli: Cli, to: readonly string[], from: readonly string[]): Promise<{ cacheTo: CacheOption[]; cacheFrom: CacheOption[] }> {
  const cacheTo = parseCacheOptions(to).filter((option) => isActive(cli, option));
  demandSimulated(cacheTo, '--cache-to');
  for (const { type, attrs } of cacheTo) {
    if (type === 'local' && !attrs.dest) throw new Error('local cache exporter requires dest');
    if (type === 'registry' && !attrs.ref) throw new Error('registry cache exporter requires ref');
  }
  const wanted = parseCacheOptions(from).filter((one) => isActive(cli, one));
  demandSimulated(wanted, '--cache-from');
  const cacheFrom: CacheOption[] = [];
  for (const option of wanted) {
    if (option.type === 'registry' && !option.attrs.ref) throw new Error('registry cache importer requires ref');
    if (option.type !== 'local') cacheFrom.push(option);
    else {
      const found = await localCache(cli, option, String(cacheFrom.length));
      if (found) cacheFrom.push(found);
    }
  }
  return { cacheTo, cacheFrom };
}

/** A local cache with the digest of what its tag means; one that isn't there is warned of and left out. */
async function localCache(cli: Cli, option: CacheOption, folder: string): Promise<CacheOption | undefined> {
  const { src, tag = 'latest' } = option.attrs;
  if (!src) throw new Error('local cache importer requires src');
  let digest = option.attrs.digest ?? '';
  let why = '';
  if (digest === '') {
    const index = `${src}/index.json`;
    try {
      digest = parseJson<Index>(cli.sys.readFile(index)).manifests.find(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] === tag)?.digest ?? '';
      if (digest === '') why = `skipped: no digest found for tag ${tag}`;
    } catch (error) {
      if (!isSysError(error)) throw error;
      why = `skipped due to err: could not read ${index}: open ${index}: ${error.message.toLowerCase()}`;
    }
  }
  if (why === '') return { type: 'local', attrs: { ...option.attrs, digest }, folder };
  await cli.note(`WARNING: local cache import at ${src} ${why}`);
  return undefined;
}

/** The blobs of local caches as members of what is sent; `isSent` says that the context is an archive from elsewhere. */
export function cacheMembers(cli: Cli, options: readonly CacheOption[], isSent: boolean): Content[] {
  const parts: Content[] = [];
  for (const { attrs, folder } of options) {
    if (folder === undefined) continue;
    if (isSent) throw notSimulated('docker build --cache-from of a folder with an archive from stdin');
    const path = (digest: string): string => `${attrs.src!}/blobs/${digest.replace(':', '/')}`;
    const add = (digest: string): void => {
      if (!cli.sys.access(path(digest), 'r')) return;
      parts.push(tarMember({ path: `${CACHES}/${folder}/${digest.replace(':', '/')}`, type: 'file', mode: 0o644, uid: 0, gid: 0, mtimeMs: 0, content: cli.sys.readContent(path(digest)) }));
    };
    add(attrs.digest!);
    if (!cli.sys.access(path(attrs.digest!), 'r')) continue;
    const { config, layers = [], manifests = [] } = parseJson<Partial<Manifest> & { manifests?: Descriptor[] }>(cli.sys.readFile(path(attrs.digest!)));
    for (const { digest } of [...(config ? [config] : []), ...layers, ...manifests]) add(digest);
  }
  return parts;
}

/** Puts what came for the folder of a local cache there; blobs that it has stay. */
export function keepCache(cli: Cli, { dest, tar }: { dest: string; tar: string }): void {
  const folder = cli.abs(dest);
  const fresh = [...readTar(contentOf(fromBase64(tar)))].filter(({ path, type }) => !(path.startsWith('blobs/sha256/') && type === 'file' && cli.sys.access(`${folder}/${path}`, '')));
  extract(cli.sys, folder, [{ path: '', type: 'dir', mode: 0o755, uid: 0, gid: 0, mtimeMs: cli.sys.now() }, ...fresh]);
}
