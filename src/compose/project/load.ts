import { readAll } from '../../lib/stream';
import { text as decodeText } from '../../lib/bytes';
import type { Cli } from '../../cli/cli';
import { loadModel } from '../load/load-files';
import { normalize } from '../load/normalize';
import { clone, dictAt, isDict, type Dict, type Value } from '../load/value';
import { checkConsistency } from './consistency';
import { decode } from './decode';
import { findSources, type ProjectFlags, type Sources } from './files';
import { projectName } from './name';
import { withoutUnnecessary, withProfiles, withSelectedServices, withServicesEnabled } from './select';
import type { Project, Service } from './types';

export interface LoadOptions {
  /** Services to keep, with what they depend on; all without. */
  services?: readonly string[];
  /** Keep networks and volumes that nothing uses. */
  all?: boolean;
  interpolate?: boolean;
  normalize?: boolean;
  resolvePaths?: boolean;
  consistency?: boolean;
}

export interface Loader {
  cli: Cli;
  flags: ProjectFlags;
  warn: (message: string) => void;
}

interface Model {
  dict: Dict;
  name: string;
  sources: Sources;
}

const NO_FILE = 'no configuration file provided: not found';

/** The model of all files together, before it becomes a project (ProjectOptions.LoadModel). */
export async function loadProjectModel(loader: Loader, options: LoadOptions): Promise<Model> {
  const { cli, flags, warn } = loader;
  const sources = findSources(cli.sys, flags, cli.home, warn);
  if (sources.files.length === 0) throw new Error(NO_FILE);
  const stdin = sources.files.includes('-') ? decodeText(await readAll(cli.stdin)) : undefined;
  const name = projectName(flags.name, sources, (file) => {
    if (file === '-') return stdin ?? '';
    try {
      return cli.sys.readText(file);
    } catch {
      throw new Error(`open ${file}: no such file or directory`);
    }
  });
  for (const file of sources.files) if (file !== '-' && !cli.sys.access(file, '')) throw new Error(`open ${file}: no such file or directory`);
  const environment = { ...sources.environment, COMPOSE_PROJECT_NAME: name };
  const dict = loadModel(sources.files, {
    sys: cli.sys, home: cli.home, warn, environment, workingDir: sources.workingDir, stdin,
    interpolate: options.interpolate ?? true, resolvePaths: options.resolvePaths ?? true,
  });
  if (Object.keys(dict).length === 0) throw new Error('empty compose file');
  if (name === '') throw new Error('project name must not be empty');
  dict.name = name;
  if (options.normalize ?? true) normalize(dict, name, environment);
  return { dict, name, sources: { ...sources, environment } };
}

function section<T>(dict: Dict, name: string): Record<string, T> {
  const entries = Object.entries(dictAt(dict, name)).map(([key, value]): [string, T] => [key, (value ?? {}) as T]);
  return Object.fromEntries(entries);
}

function toProject({ dict, name, sources }: Model): Project {
  const typed = decode(clone(dict) as Value) as Dict;
  const services: Record<string, Service> = {};
  for (const [key, value] of Object.entries(dictAt(typed, 'services'))) {
    if (!isDict(value)) throw new Error(`services.${key} must be a mapping`);
    services[key] = { ...(value as unknown as Service), name: key, customLabels: {} };
  }
  return {
    name,
    workingDir: sources.workingDir,
    environment: sources.environment,
    composeFiles: sources.files,
    profiles: [],
    services,
    disabled: {},
    networks: section(typed, 'networks'),
    volumes: section(typed, 'volumes'),
    secrets: section(typed, 'secrets'),
    configs: section(typed, 'configs'),
    models: section(typed, 'models'),
    extensions: Object.fromEntries(Object.entries(typed).filter(([key]) => key.startsWith('x-'))),
  };
}

function activeProfiles(flags: ProjectFlags, environment: Readonly<Record<string, string>>): string[] {
  return flags.profiles.length > 0 ? [...flags.profiles] : (environment.COMPOSE_PROFILES ?? '').split(',').map((profile) => profile.trim());
}

/** Compose's own labels, which every container of a service carries. */
function label(project: Project, envFiles: readonly string[]): void {
  for (const [name, service] of Object.entries(project.services)) {
    service.customLabels = {
      'com.docker.compose.project': project.name,
      'com.docker.compose.service': name,
      'com.docker.compose.version': COMPOSE_VERSION,
      'com.docker.compose.project.working_dir': project.workingDir,
      'com.docker.compose.project.config_files': project.composeFiles.join(','),
      'com.docker.compose.oneoff': 'False',
      ...(envFiles.length > 0 ? { 'com.docker.compose.project.environment_file': envFiles.join(',') } : {}),
    };
  }
}

export const COMPOSE_VERSION = '5.5.0';

/** Loads the project that the command line, the environment and the folder speak of (composeService.LoadProject). */
export async function loadProject(loader: Loader, options: LoadOptions = {}): Promise<Project> {
  const model = await loadProjectModel(loader, options);
  let project = withProfiles(toProject(model), activeProfiles(loader.flags, model.sources.environment));
  if (options.consistency ?? true) checkConsistency(project);
  const names = options.services ?? [];
  project = withServicesEnabled(project, names);
  const cwd = loader.cli.sys.cwd();
  label(project, loader.flags.envFiles.map((file) => (file.startsWith('/') ? file : `${cwd}/${file}`)));
  project = withSelectedServices(project, names);
  return options.all ? project : withoutUnnecessary(project);
}
