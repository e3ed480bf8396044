// Bundles the interpreters' Worker alone, for tests that run from the sources.
import { join } from 'node:path';
import { root } from './install.mjs';
import { isStale } from './stale.mjs';

/** The bundled Worker's file, made again when its sources have changed. */
export async function runtimeWorkerFile() {
  const outDir = join(root, 'node_modules', '.cache', 'dockyard-runtimes');
  const file = join(outDir, 'runtime-worker.js');
  if (!isStale(file, [join(root, 'src', 'programs', 'runtimes'), join(root, 'src', 'node', 'runtime-worker.ts')])) return file;
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, target: 'node20', outDir, emptyOutDir: true, rollupOptions: { input: { 'runtime-worker': 'src/node/runtime-worker.ts' }, output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } } },
  });
  return file;
}
