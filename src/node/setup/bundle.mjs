// Bundles the `dockyard` command for Node into dist/node, when it is older than its sources.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';
import { isStale } from './stale.mjs';

const output = join(root, 'dist', 'node', 'dockyard.js');

/** Makes dist/node/dockyard.js where it is stale; says where it is. */
export async function bundle() {
  // An installed package has no sources: what it ships is what it runs.
  if (!existsSync(join(root, 'src'))) return output;
  if (!isStale(output, [join(root, 'src'), join(root, 'package.json')])) return output;
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir: 'dist/node',
      emptyOutDir: true,
      copyPublicDir: false,
      rollupOptions: {
        input: { dockyard: 'src/node/dockyard.ts', 'runtime-worker': 'src/node/runtime-worker.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return output;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (existsSync(join(root, 'node_modules', 'vite'))) await bundle();
}
