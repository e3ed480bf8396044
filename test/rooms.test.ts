import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Which rooms a room may import (besides `lib` and itself): the one direction of ARCHITECTURE.md. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  lib: [],
  oci: [],
  api: [],
  client: ['api'],
  machine: [],
  shell: ['machine'],
  programs: ['machine', 'shell'],
  engine: ['api', 'oci', 'machine', 'remotes'],
  registry: ['oci'],
  catalog: ['oci', 'machine'],
  remotes: ['api', 'oci', 'machine'],
  cli: ['client', 'api', 'oci', 'machine', 'remotes'],
  compose: ['cli', 'client', 'api', 'machine'],
  host: ['oci', 'api', 'client', 'machine', 'shell', 'programs', 'engine', 'registry', 'catalog', 'cli', 'compose'],
  course: ['client', 'api'],
  diagrams: ['client', 'api'],
  app: ['oci', 'api', 'client', 'machine', 'shell', 'programs', 'engine', 'registry', 'catalog', 'cli', 'compose', 'host', 'course', 'diagrams'],
  embed: ['app'],
  node: ['oci', 'api', 'client', 'machine', 'shell', 'programs', 'engine', 'registry', 'catalog', 'cli', 'compose', 'host', 'course', 'diagrams'],
};

const src = resolve(__dirname, '..', 'src');

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(ts|svelte)$/.test(name) && !/\.test\.ts$/.test(name) ? [path] : [];
  });
}

function imports(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]*)['"]/g);
  return [...found].map((match) => resolve(dirname(file), match[1]!));
}

test('every import goes the way that the rooms allow', () => {
  const wrong: string[] = [];
  for (const file of sources(src)) {
    const room = relative(src, file).split(/[\\/]/)[0]!;
    for (const target of imports(file)) {
      const inside = relative(src, target);
      const other = inside.startsWith('..') ? `(outside src) ${inside}` : inside.split(/[\\/]/)[0]!;
      if (other === room || other === 'lib' || MAY_IMPORT[room]?.includes(other)) continue;
      if (inside.startsWith('..') && (room === 'app' || room === 'node' || room === 'embed') && /lessons|public/.test(inside)) continue;
      wrong.push(`${relative(src, file)} → ${other}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('every room is known', () => {
  expect(readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory() && !(name in MAY_IMPORT))).toEqual([]);
});
