import { quote } from '../../lib/govalue';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import type { Project } from '../project/types';
import type { BuildOptions } from './build';
import { ensureImages } from './images';
import { observe } from './observe';
import { orphanNames, reconcile, type ReconcileOptions } from './reconcile';

export interface CreateOptions extends ReconcileOptions {
  build: BuildOptions | undefined;
  ignoreOrphans: boolean;
  quietPull: boolean;
}

function checkNames(project: Project): void {
  const names = new Map<string, string>();
  for (const name of sortedKeys(project.services)) {
    const own = project.services[name]!.container_name;
    if (own === undefined) continue;
    const other = names.get(own);
    if (other !== undefined) throw new Error(`services.${name}: container name ${quote(own)} is already in use by service ${other}: invalid compose project`);
    names.set(own, name);
  }
}

/** Images, networks, volumes and containers of a project; nothing is started (composeService.create). */
export async function create(app: App, project: Project, options: CreateOptions): Promise<void> {
  const services = options.services.length > 0 ? options.services : sortedKeys(project.services);
  checkNames(project);
  await ensureImages(app, project, options.build, options.quietPull);
  const observed = await observe(app, project);
  if (observed.orphans.length > 0 && !options.ignoreOrphans && !options.removeOrphans) {
    app.warn(`Found orphan containers (${orphanNames(observed)}) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`);
  }
  await reconcile(app, project, observed, { ...options, services });
}
