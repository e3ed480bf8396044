import { utf8, text } from '../../../../lib/bytes';
import { readAll } from '../../../../lib/stream';
import { isSysError } from '../../../../machine/errno';
import { errnoText, type Cli } from '../../../cli';
import type { ErrorSource } from '../../../../api/build-extension';
import { notSimulated } from '../../../errors';
import { composeConfig } from './compose';
import { readDefinition, type Definition } from './definition';
import { HclError, type Body } from './hcl/ast';
import { parseHcl } from './hcl/parse';
import { parseJson } from './hcl/json';
import { mergeTarget, type Config } from './target';

/** Names that are looked for where none is given, each read over the ones before it. */
const DEFAULT_FILES = [
  'compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml', 'docker-bake.json', 'docker-bake.hcl', 'docker-bake.override.json', 'docker-bake.override.hcl',
];

export interface BakeFile {
  name: string;
  text: string;
  bytes: number;
}

/** An error in a bake file, with the lines around it. */
export class BakeFileError extends Error {
  constructor(
    message: string,
    readonly source: ErrorSource,
  ) {
    super(message);
  }
}

/** Reads the files, telling of each; what is asked for by name has to be there (bake ReadLocalFiles). */
export async function readFiles(cli: Cli, names: readonly string[], told: (what: string, bytes: number | undefined) => void): Promise<BakeFile[]> {
  const files: BakeFile[] = [];
  for (const name of names.length > 0 ? names : DEFAULT_FILES) {
    let content: string;
    if (name === '-') content = text(await readAll(cli.stdin));
    else {
      try {
        content = cli.sys.readText(name);
      } catch (error) {
        if (!isSysError(error)) throw error;
        if (names.length === 0 && isSysError(error, 'ENOENT')) continue;
        told(name, undefined);
        throw new Error(isSysError(error, 'EISDIR') ? `read ${name}: is a directory` : `open ${name}: ${errnoText(error)}`);
      }
    }
    const bytes = utf8(content).length;
    told(name, bytes);
    if (bytes > 0) files.push({ name, text: content, bytes });
  }
  return files;
}

function variablesOf(cli: Cli, vars: ReadonlyMap<string, string>) {
  return {
    lookup: (name: string) => vars.get(name) ?? cli.sys.env[name],
    builtin: { BAKE_CMD_CONTEXT: 'cwd://', BAKE_LOCAL_PLATFORM: 'linux/amd64' },
    host: {
      nowMs: cli.sys.now(),
      home: cli.home,
      uuid: () => cli.sys.random.hex(16).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5'),
    },
  };
}

const isCompose = (name: string): boolean => /\.ya?ml$/i.test(name);

function parseBody({ name, text: content }: BakeFile): Body {
  if (name.endsWith('.json')) return parseJson(content, name);
  if (name.endsWith('.hcl')) return parseHcl(content, name);
  try {
    return parseHcl(content, `${name}.hcl`);
  } catch (error) {
    if (content.trimStart().startsWith('{')) return parseJson(content, `${name}.json`);
    throw error;
  }
}

async function composeFiles(cli: Cli, files: readonly BakeFile[], vars: ReadonlyMap<string, string>): Promise<Config> {
  if (!cli.options.readCompose) throw notSimulated('docker buildx bake with compose files here');
  const env = { ...cli.sys.env, ...Object.fromEntries(vars) };
  const { model, environment } = await cli.sys.external(cli.options.readCompose()).then((read) => read(cli.sys, cli.home, files.map(({ name }) => name), env));
  return composeConfig(model, environment);
}

/** Groups and targets of all files together (bake ParseFiles). Throws BakeFileError where a place is known. */
export async function parseFiles(cli: Cli, files: readonly BakeFile[], vars: ReadonlyMap<string, string>): Promise<Definition> {
  try {
    const compose = files.filter(({ name }) => isCompose(name));
    const config = compose.length > 0 ? await composeFiles(cli, compose, vars) : { groups: [], targets: [] };
    const bodies = files.filter(({ name }) => !isCompose(name)).map(parseBody);
    if (bodies.length === 0) return { ...config, variables: [] };
    const definition = readDefinition(bodies, variablesOf(cli, vars));
    const targets = [...config.targets];
    for (const target of definition.targets) {
      const before = targets.find(({ name }) => name === target.name);
      if (before) mergeTarget(before, target);
      else targets.push(target);
    }
    const groups = [...config.groups.filter(({ name }) => !definition.groups.some((group) => group.name === name)), ...definition.groups];
    return { groups, targets, variables: definition.variables };
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    const { file, start, end } = error.subject;
    const source = files.find(({ name }) => name === file)?.text ?? '';
    throw new BakeFileError(error.message, { filename: file, text: source, ranges: [{ start: start.line, end: end.line }] });
  }
}
