import type { Sys } from '../../machine/sys';
import { readEnvFiles } from '../load/load-files';
import { absolute } from '../load/paths';

const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = ['compose.override.yml', 'compose.override.yaml', 'docker-compose.override.yml', 'docker-compose.override.yaml'];

/** What the command line says about the project. */
export interface ProjectFlags {
  name: string;
  files: readonly string[];
  directory: string;
  envFiles: readonly string[];
  profiles: readonly string[];
}

/** Where a project is loaded from, and with which variables (compose-go cli.ProjectOptions). */
export interface Sources {
  files: string[];
  workingDir: string;
  environment: Record<string, string>;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

function defaults(sys: Sys, from: string, warn: (message: string) => void): string[] {
  for (let folder = from; ; folder = folderOf(folder)) {
    const here = (names: readonly string[]): string[] => names.map((name) => `${folder === '/' ? '' : folder}/${name}`).filter((path) => sys.access(path, ''));
    const choose = (found: readonly string[], what: string): string | undefined => {
      if (found.length > 1) {
        warn(`Found multiple ${what} with supported names: ${found.join(', ')}`);
        warn(`Using ${found[0]!}`);
      }
      return found[0];
    };
    const main = choose(here(NAMES), 'config files');
    if (main !== undefined) {
      const over = choose(here(OVERRIDES), 'override files');
      return over === undefined ? [main] : [main, over];
    }
    if (folder === '/') return [];
  }
}

/**
 * Finds the compose files (-f, COMPOSE_FILE, or by name in this folder and those above), the project's folder, and the
 * environment: this process's own variables, then those of .env.
 */
export function findSources(sys: Sys, flags: ProjectFlags, home: string, warn: (message: string) => void): Sources {
  const cwd = sys.cwd();
  const own: Record<string, string> = { ...sys.env };
  own.PWD ??= cwd;
  const directory = flags.directory === '' ? undefined : absolute(cwd, flags.directory, home);
  let files = flags.files.map((file) => (file === '-' ? '-' : absolute(cwd, file, home)));
  const folder = (): string => directory ?? (files[0] === undefined || files[0] === '-' ? cwd : folderOf(files[0]));
  const envFiles = (): string[] => {
    if (flags.envFiles.length > 0) return flags.envFiles.map((file) => absolute(cwd, file, home));
    if (/^(1|t|true)$/i.test(own.COMPOSE_DISABLE_ENV_FILE ?? '')) return [];
    const file = `${folder()}/.env`;
    return sys.access(file, '') && sys.stat(file).type !== 'dir' ? [file] : [];
  };
  const load = (before: Record<string, string>): Record<string, string> => ({ ...readEnvFiles({ sys, warn }, envFiles(), before), ...before });
  let environment = load(own);
  if (files.length === 0 && environment.COMPOSE_FILE) {
    const separator = environment.COMPOSE_PATH_SEPARATOR || ':';
    files = environment.COMPOSE_FILE.split(separator).map((file) => (file === '-' ? '-' : absolute(directory ?? cwd, file, home)));
  }
  if (files.length === 0) files = defaults(sys, directory ?? cwd, warn);
  environment = load(environment);
  return { files, workingDir: folder(), environment };
}
