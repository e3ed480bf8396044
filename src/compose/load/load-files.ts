import type { Sys } from '../../machine/sys';
import { errnoText } from '../../cli/cli';
import { text as decodeText } from '../../lib/bytes';
import { canonical, setDefaults } from './canonical';
import { checkModel } from './check-model';
import { parseDotenv } from './dotenv';
import { interpolate } from './interpolate';
import { enforceUnicity, mergeModels, mergeValues } from './merge';
import { absolute, resolvePaths } from './paths';
import { COMPOSE_FILE } from './rules';
import { validate } from './schema';
import { clone, dictAt, isDict, text, type Dict, type Value } from './value';
import { readYaml } from './yaml-read';

/** What a load may see and say. */
export interface LoadContext {
  sys: Sys;
  home: string;
  warn: (message: string) => void;
  environment: Readonly<Record<string, string>>;
  /** The project's folder. */
  workingDir: string;
  /** Compose files given on standard input. */
  stdin?: string;
  interpolate: boolean;
  resolvePaths: boolean;
}

interface FileOptions {
  context: LoadContext;
  /** Being loaded, from the outermost on: an include or extends may not come back. */
  included: readonly string[];
  extending?: boolean;
}

function readSource(context: LoadContext, file: string): string {
  if (file === '-') return context.stdin ?? '';
  try {
    return context.sys.readText(file);
  } catch (error) {
    throw new Error(`open ${file}: ${errnoText(error)}`);
  }
}

/** Empty mappings where YAML has nothing at all. */
function fixEmpty(dict: Dict): void {
  for (const section of ['services', 'volumes', 'networks', 'secrets', 'configs']) if (dict[section] === null) dict[section] = {};
}

function forget(dict: Dict, path: readonly string[]): void {
  let at: Value = dict;
  for (const part of path.slice(0, -1)) {
    if (!isDict(at)) return;
    at = at[part];
  }
  if (isDict(at)) delete at[path.at(-1)!];
}

/** Lays one file over what stands already (compose-go loader.loadYamlFile). */
function loadFile(file: string, before: Dict, options: FileOptions): Dict {
  const { context } = options;
  let dict = before;
  for (const { value, resets } of readYaml(readSource(context, file), file)) {
    if (value === null || value === undefined) {
      if (Object.keys(dict).length === 0) throw new Error('empty compose file');
      continue;
    }
    if (!isDict(value)) throw new Error('top-level object must be a mapping');
    let model: Dict = value;
    if (context.interpolate) model = interpolate(model, { lookup: (name) => context.environment[name], warn: context.warn });
    fixEmpty(model);
    if (!options.extending) applyIncludes(model, file, options);
    for (const path of resets) forget(dict, path);
    if (!options.extending) applyExtends(model, file, options);
    dict = enforceUnicity(mergeModels(dict, model));
    if (!options.extending) {
      try {
        validate(dict, COMPOSE_FILE);
      } catch (error) {
        throw new Error(`validating ${file}: ${(error as Error).message}`);
      }
      if ('version' in dict) {
        context.warn(`${file}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`);
        delete dict.version;
      }
    }
    dict = enforceUnicity(canonical(dict, { lenient: !context.interpolate, warn: context.warn }));
  }
  return dict;
}

/** Values of the environment where a service's list or a config names a variable alone. */
function resolveEnvironment(dict: Dict, env: Readonly<Record<string, string>>): void {
  for (const service of Object.values(dictAt(dict, 'services'))) {
    if (!isDict(service) || !Array.isArray(service.environment)) continue;
    service.environment = service.environment.map((item) => (typeof item === 'string' && !item.includes('=') && env[item] !== undefined ? `${item}=${env[item]!}` : item));
  }
  for (const config of Object.values(dictAt(dict, 'configs'))) {
    if (isDict(config) && typeof config.environment === 'string' && env[config.environment] !== undefined) config.content = env[config.environment]!;
  }
}

/** Loads files one over the other, checks the outcome, and makes its paths absolute (loadYamlModel). */
export function loadModel(files: readonly string[], context: LoadContext, included: readonly string[] = []): Dict {
  let dict: Dict = {};
  for (const file of files) dict = loadFile(file, dict, { context, included });
  if (!context.interpolate) return finish(dict, context);
  setDefaults(dict);
  checkModel(dict);
  return finish(dict, context);
}

function finish(dict: Dict, context: LoadContext): Dict {
  if (context.resolvePaths) resolvePaths(dict, context.workingDir, context.home);
  resolveEnvironment(dict, context.environment);
  return dict;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

function strings(value: Value): string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map((item) => text(item)) : [text(value)];
}

/** `include`: models of their own, with their own folder and .env, whose resources are added (loader/include.go). */
function applyIncludes(model: Dict, file: string, { context, included }: FileOptions): void {
  if (model.include === undefined || model.include === null) return;
  if (!Array.isArray(model.include)) throw new Error(`\`include\` must be a list, got ${text(model.include)}`);
  for (const item of model.include) {
    const entry: Dict = isDict(item) ? item : { path: item };
    const paths = strings(entry.path).map((path) => absolute(context.workingDir, path, context.home));
    const main = paths[0];
    if (main === undefined) continue;
    const stack = [...included, file];
    if (stack.includes(main)) throw new Error(`include cycle detected:\n${stack[0]!}\n include ${[...stack.slice(1), main].join('\n include ')}`);
    const workingDir = entry.project_directory === undefined ? folderOf(main) : absolute(context.workingDir, text(entry.project_directory), context.home);
    let envFiles = strings(entry.env_file).filter((path) => path !== '/dev/null').map((path) => absolute(context.workingDir, path, context.home));
    if (entry.env_file === undefined && context.sys.access(`${workingDir}/.env`, 'r')) envFiles = [`${workingDir}/.env`];
    const environment = { ...readEnvFiles(context, envFiles, context.environment), ...context.environment };
    const imported = loadModel(paths, { ...context, workingDir, environment, resolvePaths: true }, stack);
    for (const section of ['services', 'volumes', 'networks', 'secrets', 'configs', 'models']) {
      const from = dictAt(imported, section);
      if (Object.keys(from).length === 0) continue;
      const to = dictAt(model, section);
      for (const [name, value] of Object.entries(from)) to[name] = name in to ? mergeValues(value, to[name], [section, name]) : value;
      model[section] = to;
    }
  }
  delete model.include;
}

/** The variables of .env files; what `env` holds can be used in them. Throws when one isn't there. */
export function readEnvFiles(
  context: Pick<LoadContext, 'sys' | 'warn'>, files: readonly string[], env: Readonly<Record<string, string>>,
): Record<string, string> {
  const out: Record<string, string> = {};
  for (const file of files) {
    if (!context.sys.access(file, '')) throw new Error(`couldn't find env file: ${file}`);
    if (context.sys.stat(file).type === 'dir') throw new Error(`${file} is a directory`);
    let source: string;
    try {
      source = decodeText(context.sys.readFile(file));
    } catch (error) {
      throw new Error(`open ${file}: ${errnoText(error)}`);
    }
    try {
      Object.assign(out, parseDotenv(source, (name) => env[name] ?? out[name], context.warn));
    } catch (error) {
      throw new Error(`failed to read ${file}: ${(error as Error).message}`);
    }
  }
  return out;
}

/** `extends`: a service on top of another one, of this file or another (loader/extends.go). */
function applyExtends(model: Dict, file: string, options: FileOptions): void {
  const services = model.services;
  if (services === undefined) return;
  if (!isDict(services)) throw new Error('services must be a mapping');
  for (const name of Object.keys(services)) services[name] = extended(name, services, file, options, []);
}

function extended(name: string, services: Dict, file: string, options: FileOptions, seen: readonly string[]): Value {
  const service = services[name];
  if (service === null || service === undefined) return service;
  if (!isDict(service)) throw new Error(`services.${name} must be a mapping`);
  if (service.extends === undefined) return service;
  const { context } = options;
  const target: Dict = isDict(service.extends) ? service.extends : { service: service.extends };
  if (typeof target.service !== 'string') throw new Error(`extends.${name}.service is required`);
  const ref = target.service;
  const here = `${name} in ${file}`;
  if (seen.includes(here)) throw new Error(`Circular reference:\n  ${[...seen, here].join('\n  extends ')}`);
  let base: Value;
  if (target.file === undefined) {
    if (!(ref in services)) throw new Error(`cannot extend service ${JSON.stringify(name)} in ${file}: service ${JSON.stringify(ref)} not found`);
    base = extended(ref, services, file, options, [...seen, here]);
    services[ref] = base;
  } else {
    const path = absolute(context.workingDir, text(target.file), context.home);
    const workingDir = folderOf(path);
    const other = loadFile(path, {}, { ...options, context: { ...context, workingDir }, extending: true });
    const found = other.services;
    if (!isDict(found)) throw new Error(`cannot extend service ${JSON.stringify(name)} in ${path}: no services section`);
    if (!(ref in found)) throw new Error(`cannot extend service ${JSON.stringify(name)} in ${file}: service ${JSON.stringify(ref)} not found in ${text(target.file)}`);
    resolvePaths(other, workingDir, context.home);
    base = extended(ref, found, path, { ...options, context: { ...context, workingDir } }, [...seen, here]);
  }
  if (!isDict(base)) return service;
  const merged = mergeValues(clone(base), service, ['services', name]) as Dict;
  delete merged.extends;
  return merged;
}
