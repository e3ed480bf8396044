import { commandLine } from './command-line.mjs';
import { errors } from './errors.mjs';
import { library } from './library.mjs';
import { printing } from './printing.mjs';
import { releases } from './releases.mjs';
import { syntax } from './syntax.mjs';

/** Every snippet: its name, its files, and the command line that runs it. */
export const SNIPPETS = Object.entries({ errors, syntax, printing, library, releases, 'command line': commandLine }).flatMap(([topic, snippets]) =>
  Object.entries(snippets).map(([name, snippet]) => ({
    name: `${topic}: ${name}`,
    files: typeof snippet === 'string' ? { 'app.js': snippet } : snippet.files,
    run: (typeof snippet === 'string' ? undefined : snippet.run) ?? 'node app.js',
  })),
);
