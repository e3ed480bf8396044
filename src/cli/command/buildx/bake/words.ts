import { cleanPath } from '../../../../lib/clean-path';
import { entryText } from './entries';
import { targetOf } from '../build-contexts';
import type { Target } from './target';

const isRemote = (path: string): boolean => /^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/|github\.com\/)/.test(path);

/** Makes a target's paths what the build takes: cleaned, `cwd://` being the folder of the command (bake toBuildOpt). */
export function settlePaths(target: Target): void {
  if (target.context === '-') throw new Error('context from stdin not allowed in bake');
  if (target.dockerfile === '-') throw new Error('dockerfile from stdin not allowed in bake');
  const size = target['shm-size'];
  if (size !== undefined && !/^\d+(?:\.\d+)? ?[kmgtp]?i?b?$/i.test(size)) throw new Error(`invalid value ${size} for membytes key shm-size`);
  for (const platform of target.platforms ?? []) {
    if (platform !== 'local' && !/^[A-Za-z0-9_.-]+(?:\([^)]*\))?(?:\/[A-Za-z0-9_.-]+){0,2}$/.test(platform)) throw new Error(`${JSON.stringify(platform)}: cannot parse platform specifier: invalid argument`);
  }
  const context = target.context ?? '.';
  if (!isRemote(context)) target.context = relative(context.replace(/^cwd:\/\//, ''));
}

function relative(path: string): string {
  if (path.startsWith('/')) return cleanPath(path);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** The Dockerfile of a target, seen from the folder of the command. */
export function dockerfileOf({ context = '.', dockerfile = 'Dockerfile' }: Target): string {
  if (dockerfile.startsWith('cwd://')) return dockerfile.slice('cwd://'.length);
  return dockerfile.startsWith('/') || context === '.' || isRemote(context) ? dockerfile : `${context}/${dockerfile}`;
}

/** A target as the words of `docker build`, but for the contexts that other targets are. */
export function buildWords(target: Target): string[] {
  const words: string[] = [];
  const add = (flag: string, ...values: readonly (string | undefined)[]): void => {
    for (const value of values) if (value !== undefined) words.push(`--${flag}=${value}`);
  };
  const pairs = (map: Record<string, string | null> | undefined): string[] => Object.entries(map ?? {}).filter(([, value]) => value !== null).map(([key, value]) => `${key}=${value!}`);
  if (target['dockerfile-inline'] === undefined) add('file', dockerfileOf(target));
  add('build-arg', ...pairs(target.args));
  add('label', ...pairs(target.labels));
  add('tag', ...(target.tags ?? []));
  add('target', target.target);
  add('network', target.network);
  add('shm-size', target['shm-size']);
  add('platform', ...(target.platforms ?? []));
  add('add-host', ...pairs(target['extra-hosts']).map((pair) => pair.replace('=', ':')));
  add('ulimit', ...(target.ulimits ?? []));
  add('no-cache-filter', ...(target['no-cache-filter'] ?? []));
  add('annotation', ...(target.annotations ?? []));
  add('allow', ...(target.entitlements ?? []));
  add('call', target.call);
  add('secret', ...(target.secret ?? []).map(entryText));
  add('ssh', ...(target.ssh ?? []).map(({ id, paths }) => (paths === undefined ? String(id) : `${String(id)}=${String(paths)}`)));
  add('cache-from', ...(target['cache-from'] ?? []).map(entryText));
  add('cache-to', ...(target['cache-to'] ?? []).map(entryText));
  add('attest', ...(target.attest ?? []).map(entryText));
  add('output', ...(target.output ?? []).map(entryText));
  for (const [name, value] of Object.entries(target.contexts ?? {})) {
    if (targetOf(value) === undefined) add('build-context', `${name}=${value.replace(/^cwd:\/\//, '')}`);
  }
  if (target['no-cache']) words.push('--no-cache');
  if (target.pull) words.push('--pull');
  return words;
}
