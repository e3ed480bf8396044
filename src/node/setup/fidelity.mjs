/** `npm run fidelity`: writes the support table into public/fidelity.json, and the page about it into docs/support.md. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from './install.mjs';

const server = await createServer({ root, logLevel: 'error', server: { middlewareMode: true, hmr: false, watch: null, ws: false }, optimizeDeps: { noDiscovery: true } });
try {
  const { supportTable, tableText } = await server.ssrLoadModule('/src/node/fidelity/table.ts');
  const { supportPage } = await server.ssrLoadModule('/src/node/fidelity/page.ts');
  const entries = supportTable(readFileSync(join(root, 'src/api/types.gen.ts'), 'utf8'));
  writeFileSync(join(root, 'public/fidelity.json'), tableText(entries));
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(join(root, 'docs/support.md'), supportPage(entries));
  console.log(`${entries.length} entries in public/fidelity.json`);
} finally {
  await server.close();
}
