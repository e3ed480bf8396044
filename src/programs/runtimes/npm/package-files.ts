interface Globbing {
  glob(pattern: string, options: { query: string; import: string }): Record<string, () => Promise<string>>;
}

const SOURCES = (import.meta as unknown as Globbing).glob('./packages/**/*.js', { query: '?raw', import: 'default' });

/** The files of a package that has been written for the simulated world; undefined for one that can only be installed. */
export async function packageFiles(name: string): Promise<Readonly<Record<string, string>> | undefined> {
  const prefix = `./packages/${name}/`;
  const files = Object.entries(SOURCES).filter(([path]) => path.startsWith(prefix));
  if (files.length === 0) return undefined;
  return Object.fromEntries(await Promise.all(files.map(async ([path, load]) => [path.slice(prefix.length), await load()])));
}
