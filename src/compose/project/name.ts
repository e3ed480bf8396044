import { quote } from '../../lib/govalue';
import { substitute } from '../load/template';
import { isDict } from '../load/value';
import { readYaml } from '../load/yaml-read';
import type { Sources } from './files';

/** loader.NormalizeProjectName: what of a name may stay. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9_-]/g, '').replace(/^[_-]+/, '');
}

function insist(name: string): string {
  if (normalizeName(name) === name) return name;
  throw new Error(
    `invalid project name ${quote(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
  );
}

/** The name at the top of the files; the last one counts. */
function nameInFiles(sources: Sources, read: (file: string) => string): string {
  let found = '';
  for (const file of sources.files) {
    try {
      for (const { value } of readYaml(read(file), file)) if (isDict(value) && typeof value.name === 'string' && value.name !== '') found = value.name;
    } catch {
      // Loading the file tells what is wrong with it.
    }
  }
  return found;
}

/** A project's name: -p, COMPOSE_PROJECT_NAME, `name:`, the folder's own name. */
export function projectName(flag: string, sources: Sources, read: (file: string) => string): string {
  if (flag !== '') return insist(flag);
  const { environment, workingDir } = sources;
  if (environment.COMPOSE_PROJECT_NAME) return insist(environment.COMPOSE_PROJECT_NAME);
  const named = normalizeName(substitute(nameInFiles(sources, read), (name) => environment[name], () => undefined));
  return named !== '' ? named : normalizeName(workingDir.slice(workingDir.lastIndexOf('/') + 1));
}
