// Which modules of the machine the page loads lazily until its first prompt, and until the answer of a `docker ps`
// typed at once. A browser test holds the lists to the requests that are made; vite.config.ts has what the first
// prompt needs fetched ahead, and bundle-report.mjs counts both.

export const FIRST_PROMPT = ['programs/systemd/systemd', 'shell/index', 'programs/coreutils/id'];
/** What the machine's own services and the first save load beside; nobody waits for them. */
export const BACKGROUND = ['programs/servers/small', 'machine/kernel-save'];
export const DOCKER_PS = ['cli/docker', 'cli/command/container/ls', 'engine/dockerd', 'engine/images/index'];

/** The name of the chunk that begins with a module of ours: its path, so that it is known by it. */
export function chunkName(modulePath) {
  const path = /\/src\/(.+?)\.[a-z]+(?:\?.*)?$/.exec(modulePath)?.[1];
  return path && path.replaceAll('/', '.');
}

/** A chunk's static imports, by file name. */
function importsOf(source) {
  return [...source.matchAll(/(?:from|import)\s*["']\.\/([\w.@-]+\.js)["']/g)].map((match) => match[1]);
}

/**
 * The files, in `assets`, that the worker and the modules named need at once. `files` are the names in that folder,
 * `read` gives one's text.
 */
export function workerFiles(modules, files, read) {
  const found = new Set();
  const add = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const other of importsOf(read(file))) add(other);
  };
  const begins = (name) => files.filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js') && !file.slice(name.length + 1, -3).includes('.'));
  for (const name of ['machine-worker', ...modules.map((module) => module.replaceAll('/', '.'))]) {
    const chunks = begins(name);
    if (chunks.length !== 1) throw new Error(`${name} should begin one chunk, but begins ${chunks.length}: bring page-needs.mjs up to date`);
    add(chunks[0]);
  }
  return found;
}
