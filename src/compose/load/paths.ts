import { cleanPath } from '../../lib/clean-path';
import { dictAt, isDict, text, type Dict, type Value } from './value';

/** An absolute path of one that may be relative to a folder, or begin with `~`. */
export function absolute(base: string, path: string, home: string): string {
  const expanded = path === '~' || path.startsWith('~/') ? home + path.slice(1) : path;
  return cleanPath(expanded.startsWith('/') ? expanded : `${base}/${expanded}`);
}

const isRemote = (path: string): boolean => path.includes('://') || /^(git@|github\.com\/)/.test(path) || /^[a-z-]+:[^/]/.test(path);

/** Makes paths of a model absolute (compose-go paths/resolve.go). */
export function resolvePaths(dict: Dict, base: string, home: string): void {
  const abs = (value: Value): Value => (value === '' || value === undefined ? value : absolute(base, text(value), home));
  for (const service of Object.values(dictAt(dict, 'services'))) {
    if (!isDict(service)) continue;
    if (isDict(service.build)) {
      if (typeof service.build.context === 'string' && !isRemote(service.build.context)) service.build.context = abs(service.build.context);
      const contexts = dictAt(service.build, 'additional_contexts');
      for (const [name, path] of Object.entries(contexts)) if (!isRemote(text(path))) contexts[name] = abs(path);
    }
    for (const file of Array.isArray(service.env_file) ? service.env_file : []) if (isDict(file)) file.path = abs(file.path);
    if (Array.isArray(service.label_file)) service.label_file = service.label_file.map(abs);
    if (isDict(service.extends) && service.extends.file !== undefined) service.extends.file = abs(service.extends.file);
    for (const mount of Array.isArray(service.volumes) ? service.volumes : []) {
      if (!isDict(mount) || mount.type !== 'bind') continue;
      if (mount.source === undefined) throw new Error('invalid mount config for type "bind": field Source must not be empty');
      mount.source = abs(mount.source);
    }
    const watch = dictAt(service, 'develop').watch;
    for (const trigger of Array.isArray(watch) ? watch : []) if (isDict(trigger)) trigger.path = abs(trigger.path);
  }
  for (const section of ['configs', 'secrets']) {
    for (const file of Object.values(dictAt(dict, section))) if (isDict(file) && file.file !== undefined) file.file = abs(file.file);
  }
  for (const volume of Object.values(dictAt(dict, 'volumes'))) {
    if (!isDict(volume) || volume.driver !== 'local') continue;
    const options = dictAt(volume, 'driver_opts');
    if (options.o === 'bind' && options.device !== undefined) options.device = abs(options.device);
  }
}
