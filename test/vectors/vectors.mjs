// `npm run -s vectors -- [-v] [FOLDER]`: runs a folder of vectors (the project's own unless told) through the sources.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const started = process.env.INIT_CWD ?? process.cwd();
const args = process.argv.slice(2).map((arg) => (arg.startsWith('-') ? arg : resolve(started, arg)));
const server = await createServer({
  root: join(here, '../..'),
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { main } = await server.ssrLoadModule('/test/vectors/run.ts');
  process.exitCode = await main(args, join(here, 'data'), (line) => process.stdout.write(line + '\n'));
} finally {
  await server.close();
}
