interface Globbing {
  glob(pattern: string, options: { query: string; import: string; eager: true }): Record<string, string>;
}

/** The sources of node's surface by module name, evaluated inside the interpreter. */
export const LIBRARY: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries((import.meta as unknown as Globbing).glob('./lib/*.js', { query: '?raw', import: 'default', eager: true })).map(([path, source]) => [
    path.slice('./lib/'.length, -'.js'.length),
    source,
  ]),
);
