/**
 * `npm run catalog`: computes the digests of every catalogue layer into src/catalog/layers.lock.json, and those of
 * further architectures into a file of their own. Layers whose recipe is as it was are taken over; what the recipes were
 * is remembered beside it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { createServer } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const folder = join(root, 'src/catalog');
const lockPath = join(folder, 'layers.lock.json');
const fingerprintPath = join(folder, 'layers.fingerprints.json');
const furtherPath = (name, kind) => join(folder, `layers.${name}.${kind}.json`);
const manifestsPath = join(folder, 'manifests.json');
const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
const write = (path, value) => {
  const lines = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${JSON.stringify(value[key])}`);
  writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
};

if (!existsSync(lockPath)) writeFileSync(lockPath, '{}\n');
const server = await createServer({ root, logLevel: 'error', server: { middlewareMode: true, hmr: false, watch: null, ws: false }, optimizeDeps: { noDiscovery: true } });
try {
  const { makeLock } = await server.ssrLoadModule('/src/catalog/make-lock.ts');
  const hashes = {
    sha256: () => {
      const hash = createHash('sha256');
      return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
    },
    crc32: (bytes, crc) => crc32(bytes, crc),
  };
  const { FURTHER } = await server.ssrLoadModule('/src/catalog/architectures.ts');
  const further = Object.fromEntries(FURTHER.map(({ architecture: { name } }) => [name, { lock: read(furtherPath(name, 'lock')), fingerprints: read(furtherPath(name, 'fingerprints')) }]));
  const made = await makeLock({ hashes, before: read(lockPath), fingerprints: read(fingerprintPath), further, report: (line) => console.log(line) });
  write(lockPath, made.lock);
  write(fingerprintPath, made.fingerprints);
  for (const [name, { lock, fingerprints }] of Object.entries(made.further)) {
    write(furtherPath(name, 'lock'), lock);
    write(furtherPath(name, 'fingerprints'), fingerprints);
    console.log(`${Object.keys(lock).length} layers of ${name}'s own`);
  }
  write(manifestsPath, made.manifests);
  console.log(`${Object.keys(made.lock).length} layers in ${lockPath}`);
} finally {
  await server.close();
}
