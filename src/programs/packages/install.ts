import { executable } from '../../lib/executable';
import { noise } from '../../lib/content';
import { isSysError } from '../../machine/errno';
import { architectureOf } from '../../machine/program-architecture';
import type { Sys } from '../../machine/sys';
import type { Package } from './world';

/** mkdir -p. */
export function makeFolders(sys: Sys, path: string): void {
  let at = '';
  for (const part of path.split('/').filter(Boolean)) {
    at += `/${part}`;
    try {
      sys.mkdir(at, 0o755);
    } catch (error) {
      if (!isSysError(error, 'EEXIST')) throw error;
    }
  }
}

function remove(sys: Sys, path: string): void {
  try {
    sys.unlink(path);
  } catch (error) {
    if (!isSysError(error, 'ENOENT') && !isSysError(error, 'ENOTDIR')) throw error;
  }
}

const parent = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** Set-uid programs. */
const SETUID = new Set(['sudo', 'su', 'passwd', 'mount', 'umount', 'newgrp', 'chsh', 'gpasswd']);

/** Gives a package its account and a group of the same name, as its installation script does. */
function addUser(sys: Sys, name: string, rest: string): void {
  const [, gid] = rest.split(':');
  for (const [path, line] of [['/etc/passwd', `${name}:x:${rest}`], ['/etc/group', `${name}:x:${gid}:${name}`]] as const) {
    const before = sys.access(path, 'r') ? sys.readText(path) : '';
    if (!before.split('\n').some((each) => each.startsWith(`${name}:`))) sys.writeFile(path, `${before}${line}\n`);
  }
}

/** Puts a package's files into the file system; gives their paths. */
export function unpack(sys: Sys, one: Package, files: Readonly<Record<string, string>> | undefined, documentation: string): string[] {
  const paths: string[] = [];
  const share = one.executables.size === 0 ? 0 : Math.floor((one.installedBytes * 0.7) / one.executables.size);
  for (const [path, program] of one.executables) {
    makeFolders(sys, parent(path));
    remove(sys, path);
    sys.writeContent(path, executable(program, share, one.version, architectureOf(sys)), 0o755);
    sys.chmod(path, SETUID.has(program) ? 0o4755 : 0o755);
    paths.push(path);
  }
  for (const [path, target] of one.links) {
    makeFolders(sys, parent(path));
    remove(sys, path);
    sys.symlink(target, path);
    paths.push(path);
  }
  for (const [key, content] of Object.entries(files ?? {})) {
    if (key.startsWith('dir:')) {
      makeFolders(sys, key.slice(4));
      continue;
    }
    if (key.startsWith('user:')) {
      addUser(sys, key.slice(5), content);
      continue;
    }
    const path = key.replace(/^link:/, '');
    makeFolders(sys, parent(path));
    // A configuration file that is there already is the administrator's.
    if (sys.access(path, '')) continue;
    if (key.startsWith('link:')) sys.symlink(content, path);
    else sys.writeFile(path, content, path === '/etc/sudoers' ? 0o440 : path.startsWith('/etc/init.d/') ? 0o755 : 0o644);
    paths.push(path);
  }
  const rest = one.installedBytes - share * one.executables.size;
  if (rest > 0) {
    makeFolders(sys, parent(documentation));
    let seed = 7;
    for (const c of one.name) seed = (Math.imul(seed, 31) + c.charCodeAt(0)) | 0;
    sys.writeContent(documentation, noise(seed, rest), 0o644);
    paths.push(documentation);
  }
  return paths;
}

export function removeFiles(sys: Sys, paths: readonly string[]): void {
  for (const path of paths) remove(sys, path);
}
