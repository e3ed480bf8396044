// `docker load -i` of archives that are broken, made up or refer to what isn't there: dockerd's own words for the same
// bytes, and nothing kept of what is refused.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { utf8 } from '../../src/lib/bytes';
import { contentOf, readContent } from '../../src/lib/content';
import { digestOfBytes } from '../../src/oci/digest';
import type { TarEntry } from '../../src/oci/tar-entry';
import { writeTar } from '../../src/oci/tar-write';
import { session, type Session } from '../sessions/host';

type Json = Record<string, unknown>;

const owned = { mode: 0o644, uid: 0, gid: 0, mtimeMs: 0 };
const file = (path: string, content: string | Uint8Array): TarEntry => ({ path, type: 'file', content: contentOf(typeof content === 'string' ? utf8(content) : content), ...owned });
const tar = (...entries: TarEntry[]): Uint8Array => readContent(writeTar(entries));
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
const blob = (bytes: Uint8Array): TarEntry => file(`blobs/sha256/${digestOfBytes(bytes).slice(7)}`, bytes);
const LAYOUT = file('oci-layout', '{"imageLayoutVersion":"1.0.0"}');
const LAYER = tar(file('f', 'hello\n'));
const CONFIG = { architecture: 'amd64', os: 'linux', config: { Cmd: ['/f'] }, rootfs: { type: 'layers', diff_ids: [digestOfBytes(LAYER)] } };

/** An OCI layout of one image, with changes to its documents; `without` leaves blobs out. */
function layout(change: { layer?: Uint8Array; config?: Json; descriptor?: Json; manifest?: Json } = {}, without: readonly ('config' | 'layer' | 'manifest')[] = []): Uint8Array {
  const layer = change.layer ?? LAYER;
  const config = json({ ...CONFIG, rootfs: { type: 'layers', diff_ids: [digestOfBytes(layer)] }, ...change.config });
  const manifest = json({
    schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOfBytes(config), size: config.length },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: digestOfBytes(layer), size: layer.length }], ...change.manifest,
  });
  const blobs = { config, layer, manifest };
  const index = { schemaVersion: 2, manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: digestOfBytes(manifest), size: manifest.length, annotations: { 'io.containerd.image.name': 'docker.io/library/hostile:1' }, ...change.descriptor }] };
  return tar(...(['config', 'layer', 'manifest'] as const).filter((name) => !without.includes(name)).map((name) => blob(blobs[name])), file('index.json', json(index)), LAYOUT);
}

/** Docker's older format; `manifest` replaces its manifest.json. */
function older(manifest?: string, config: string | Uint8Array = json(CONFIG)): Uint8Array {
  return tar(file('c.json', config), file('l/layer.tar', LAYER), file('manifest.json', manifest ?? JSON.stringify([{ Config: 'c.json', RepoTags: ['hostile:1'], Layers: ['l/layer.tar'] }])));
}

const GOOD = layout();
const EMPTY_LAYOUT = (index: string): Uint8Array => tar(file('index.json', index), LAYOUT);
const CONFIG_FILE = `blobs/sha256/${digestOfBytes(json(CONFIG)).slice(7)}`;

/** What is refused, with what is said. */
const REFUSED: Record<string, [Uint8Array, string]> = {
  empty: [new Uint8Array(0), 'unrecognized image format'],
  'empty-tar': [tar(), 'unrecognized image format'],
  garbage: [utf8('garbage\n'.repeat(200)), 'archive/tar: invalid tar header'],
  short: [utf8('hi\n'), 'unexpected EOF'],
  'cut-in-header': [GOOD.subarray(0, 300), 'unexpected EOF'],
  'cut-in-blob': [GOOD.subarray(0, 612), `failed to ingest "${CONFIG_FILE}": short read: expected ${json(CONFIG).length} bytes but got 100: unexpected EOF`],
  'no-layout': [tar(file('index.json', '{}')), 'unrecognized image format'],
  'layout-version': [tar(file('oci-layout', '{"imageLayoutVersion":"2.0.0"}')), 'unsupported OCI version 2.0.0'],
  'layout-words': [tar(file('oci-layout', 'nope')), `untar oci layout "oci-layout": invalid character 'o' in literal null (expecting 'u')`],
  'layout-empty': [tar(file('oci-layout', '')), 'untar oci layout "oci-layout": EOF'],
  'layout-null': [tar(file('oci-layout', 'null')), 'unrecognized image format'],
  'no-index': [tar(LAYOUT), 'missing index.json in OCI layout 1.0.0'],
  'index-cut': [EMPTY_LAYOUT('{"manifests":['), 'unexpected end of JSON input'],
  'index-type': [EMPTY_LAYOUT('{"manifests":"x"}'), 'json: cannot unmarshal string into Go struct field Index.manifests of type []v1.Descriptor'],
  'index-none': [EMPTY_LAYOUT('{"manifests":[]}'), 'image might be filtered out'],
  'bad-digest': [layout({ descriptor: { digest: 'sha256:zz' } }), 'InvalidArgument: "sha256:zz" failed validation'],
  'no-digest': [layout({ descriptor: { digest: '' } }), 'InvalidArgument: "" failed validation'],
  'older-none': [older('[]'), 'image might be filtered out'],
  'older-null': [older('null'), 'unrecognized image format'],
  'older-words': [older('nope'), `untar manifest "manifest.json": invalid character 'o' in literal null (expecting 'u')`],
  'older-cut': [older('[{'), 'untar manifest "manifest.json": unexpected EOF'],
  'older-object': [older('{"a":1}'), 'untar manifest "manifest.json": json: cannot unmarshal object into Go value of type []struct { Config string; RepoTags []string; Layers []string }'],
  'older-outside': [older('[{"Config":"../../etc/passwd","RepoTags":["x:1"],"Layers":[]}]'), 'image config "../../etc/passwd" not found'],
  'older-no-layer': [older('[{"Config":"c.json","RepoTags":["x:1"],"Layers":["nope/layer.tar"]}]'), 'failed to resolve layers: layer "nope/layer.tar" not found'],
  'older-name': [older('[{"Config":"c.json","RepoTags":["Bad:Name:x"],"Layers":["l/layer.tar"]}]'), 'normalize image ref "Bad:Name:x": invalid reference format: repository name (library/Bad) must be lowercase'],
  'older-config-words': [older(undefined, 'nope'), `unable to resolve platform: invalid character 'o' in literal null (expecting 'u')`],
  'older-config-empty': [older(undefined, ''), 'unable to resolve platform: unexpected end of JSON input'],
  'older-link': [tar({ path: 'l/layer.tar', type: 'symlink', target: '../../../etc/passwd', ...owned }, file('c.json', json(CONFIG)), file('manifest.json', '[{"Config":"c.json","RepoTags":["x:1"],"Layers":["l/layer.tar"]}]')), 'no target for symlink layer from "l/layer.tar" to "../../etc/passwd"'],
};

const mounted = '/var/lib/containerd/tmpmounts/containerd-mount<n>';
const applied = (what: string): string => `apply layer error for "docker.io/library/hostile:1": ${what}`;
const extracted = (what: string): string => applied(`failed to extract layer <digest>: mount callback failed on ${mounted}: ${what}`);
const layerOf = (...entries: TarEntry[]): Uint8Array => layout({ layer: tar(...entries) });

/** What loads though it can't be unpacked, with what is said of that. */
const LOADED: Record<string, [Uint8Array, string]> = {
  'missing-layer': [layout({}, ['layer']), applied('failed to extract layer <digest>: NotFound: failed to get reader from content store: content digest <digest>: not found')],
  'wrong-diff': [layout({ config: { rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] } } }), applied('wrong diff id calculated on extraction "<digest>"')],
  'more-diffs': [layout({ config: { rootfs: { type: 'layers', diff_ids: [digestOfBytes(LAYER), `sha256:${'1'.repeat(64)}`] } } }), 'mismatched image rootfs and manifest layers'],
  'not-a-manifest': [layout({ descriptor: { mediaType: 'text/plain' } }), 'error walking manifest for docker.io/library/hostile:1: descriptor is neither a manifest or index'],
  'hard-link-up': [layerOf({ path: 'h', type: 'hardlink', target: '../../etc/passwd', ...owned }), extracted(`link ${mounted}/etc/passwd ${mounted}/h: no such file or directory`)],
  'file-as-folder': [layerOf(file('a', 'x'), file('a/b', 'x')), extracted(`mkparent ${mounted}/a: not a directory`)],
  whiteout: [layerOf(file('d/.wh..', '')), extracted('invalid whiteout name: .wh..: invalid archive')],
  'cut-layer': [layout({ layer: tar(file('a', 'x'.repeat(2000))).subarray(0, 1200) }), extracted('unexpected EOF')],
  'garbage-layer': [layout({ layer: utf8('garbage\n'.repeat(200)) }), extracted('archive/tar: invalid tar header')],
};

let machine: Session;
beforeAll(async () => {
  machine = await session();
  const { root } = machine.host.machine;
  const home = root.lookup(root.lookup(root.root, 'home')!, 'learner')!;
  const archives = { ...Object.fromEntries(Object.entries({ ...REFUSED, ...LOADED }).map(([name, [bytes]]) => [name, bytes])), good: GOOD };
  for (const [name, bytes] of Object.entries(archives)) root.write(root.create(home, `${name}.tar`, { type: 'file', mode: 0o644, uid: 1000, gid: 1000 }), 0, bytes);
});
afterAll(() => machine.end());

const STATE = "docker images -a --format '{{.Repository}}:{{.Tag}} {{.ID}}'; docker system df --format '{{.Type}} {{.TotalCount}} {{.Size}}'";
const said = (text: string): string => text.replace(/sha256:[0-9a-f]{64}/g, '<digest>').replace(/containerd-mount\d+/g, 'containerd-mount<n>');

test.each(Object.entries(REFUSED))('docker load of %s is refused and leaves nothing', async (name, [, words]) => {
  const before = (await machine.sh(STATE)).stdout;
  for (const command of [`docker load -i ${name}.tar`, `docker load < ${name}.tar`]) expect(await machine.sh(command)).toEqual({ stdout: '', stderr: `${words}\n`, status: 1 });
  expect((await machine.sh(STATE)).stdout).toBe(before);
});

test.each(Object.entries(LOADED))('docker load of %s is there, and says why it cannot run', async (name, [, words]) => {
  const { stdout, stderr, status } = await machine.sh(`docker load -i ${name}.tar`);
  expect([said(stdout), stderr, status]).toEqual([`Loaded image: hostile:1\nError unpacking image hostile:1: ${words}\n`, '', 0]);
  // Such an image makes no container; by then the engine has only its manifest, not its name.
  if (words.startsWith('apply layer') && name !== 'missing-layer') {
    const made = await machine.sh('docker create hostile:1');
    expect([made.stdout, said(made.stderr), made.status]).toEqual(['', `Error response from daemon: ${words.replace('docker.io/library/hostile:1', '')}\n`, 1]);
  }
  expect((await machine.sh('docker rmi hostile:1 >/dev/null; docker images -aq')).stdout).toBe('');
});

test('after all of that a good archive loads and runs as far as its file goes', async () => {
  expect(await machine.sh("docker load -i good.tar; docker create --name made hostile:1 >/dev/null; docker cp made:/f - | tar xO; docker rm made; docker rmi hostile:1 | head -1; docker images -aq")).toEqual({
    stdout: 'Loaded image: hostile:1\nhello\nmade\nUntagged: hostile:1\n', stderr: '', status: 0,
  });
});
