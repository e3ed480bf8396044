import type { ReadCompose } from '../../cli/cli';
import { loadModel, readEnvFiles } from './load-files';

/** Compose files as `docker buildx bake` reads them: variables set in, paths as they are written (bake loadComposeFiles). */
export const readForBake: ReadCompose = (sys, home, files, env) => {
  const workingDir = sys.cwd();
  const base = { sys, home, warn: () => undefined, environment: env, workingDir, interpolate: true, resolvePaths: false };
  const envFile = `${workingDir}/.env`;
  const environment = { ...(sys.access(envFile, 'r') && sys.stat(envFile).type === 'file' ? readEnvFiles(base, [envFile], env) : {}), ...env };
  return { model: loadModel(files, { ...base, environment }) as Record<string, unknown>, environment };
};
