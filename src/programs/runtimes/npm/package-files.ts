interface Globbing {
  glob(pattern: string, options: { query: string; import: string }): Record<string, () => Promise<string>>;
}

const SOURCES = (import.meta as unknown as Globbing).glob('./packages/**/*.{js,node}', { query: '?raw', import: 'default' });

/** What a package has of another one that speaks the same protocol: each lies alone in node_modules. */
const SHARED: Readonly<Record<string, string>> = { mysql: 'mysql2/lib/', bcryptjs: 'bcrypt/lib/' };

/** The files of a package that has been written for the simulated world; undefined for one that can only be installed. */
export async function packageFiles(name: string): Promise<Readonly<Record<string, string>> | undefined> {
  const folders = [`${name}/`, ...(Object.hasOwn(SHARED, name) ? [SHARED[name]!] : [])].map((folder) => `./packages/${folder}`);
  const files = Object.entries(SOURCES).filter(([path]) => folders.some((folder) => path.startsWith(folder)));
  if (files.length === 0) return undefined;
  return Object.fromEntries(await Promise.all(files.map(async ([path, load]) => [path.replace(/^\.\/packages\/[^/]+\//, ''), await load()])));
}
