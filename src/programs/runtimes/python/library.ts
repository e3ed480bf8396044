interface Globbing {
  glob(pattern: string, options: { query: string; import: string; eager: true }): Record<string, string>;
}

/** Python's library, written for MicroPython, by its path under a folder that only the interpreter sees. */
export const PYTHON_LIBRARY: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries((import.meta as unknown as Globbing).glob('./lib/**/*.py', { query: '?raw', import: 'default', eager: true })).map(([path, source]) => [path.slice('./lib/'.length), source]),
);
