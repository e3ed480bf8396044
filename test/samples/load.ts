import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const FOLDER = fileURLToPath(new URL('../../samples', import.meta.url));

const Step = v.strictObject({
  run: v.string(),
  /** The whole of what it prints; `matches` is a pattern that it contains. */
  prints: v.optional(v.string()),
  matches: v.optional(v.string()),
  status: v.optional(v.number(), 0),
});

const Statement = v.strictObject({
  title: v.string(),
  steps: v.array(Step),
  /** Clears away what the steps have left. */
  end: v.string(),
});

export interface Sample extends v.InferOutput<typeof Statement> {
  name: string;
  /** Every file of the project: its path within, its text, and its mode. */
  files: { path: string; text: string; mode: number }[];
}

function filesOf(folder: string, within = ''): Sample['files'] {
  return readdirSync(join(folder, within), { withFileTypes: true }).flatMap((entry) => {
    const path = join(within, entry.name);
    if (entry.isDirectory()) return filesOf(folder, path);
    return [{ path, text: readFileSync(join(folder, path), 'utf8'), mode: statSync(join(folder, path)).mode & 0o111 ? 0o755 : 0o644 }];
  });
}

/** The projects of `samples/`, by name. */
export function samples(): Sample[] {
  return readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => {
    const all = filesOf(join(FOLDER, name));
    const statement = all.find(({ path }) => path === 'sample.json')!;
    return { name, files: all.filter((file) => file !== statement), ...v.parse(Statement, JSON.parse(statement.text)) };
  });
}

/** A shell script that writes a project into `~/NAME`. */
export function writing({ name, files }: Sample): string {
  const lines = files.map(({ path, text, mode }) => {
    const at = `~/${name}/${path}`;
    return `mkdir -p ${at.slice(0, at.lastIndexOf('/'))}; printf %s '${text.replaceAll("'", "'\\''")}' > ${at}; chmod ${mode.toString(8)} ${at}`;
  });
  return lines.join('\n');
}

/** The images that the projects name to be pulled: bases of their builds, and services of their compose files. */
export function imagesOf(projects: readonly Sample[]): string[] {
  const names = projects.flatMap(({ files }) => files.flatMap(({ text }) => [...text.matchAll(/^\s*(?:FROM +|image: *)"?([a-z][a-z0-9-]*:[\w.-]+)/gm)].map(([, name]) => name!)));
  return [...new Set(names)].sort();
}
