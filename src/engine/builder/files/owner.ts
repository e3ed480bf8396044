import { text } from '../../../lib/bytes';
import { readContent } from '../../../lib/content';
import type { FileSystem } from '../../../machine/file-system';
import { cut } from '../dockerfile/go-text';
import { Tree, type Owner } from './tree';

function rows(fs: FileSystem | undefined, path: string): string[][] {
  if (!fs) return [];
  const tree = new Tree(fs);
  const ino = tree.find(tree.realPath(path));
  if (ino === undefined || fs.getattr(ino).type !== 'file') return [];
  return text(readContent(fs.content(ino))).split('\n').map((line) => line.split(':'));
}

/**
 * The ids that `--chown=user[:group]` means, names looked up in the tree's own files; a name that isn't there is 0
 * (BuildKit's getReadUserFn). A user alone brings its group, a number alone is both.
 */
export function findOwner(spec: string, fs: FileSystem | undefined): Owner {
  const [user, group, hasGroup] = cut(spec, ':');
  const owner: Owner = { uid: 0, gid: 0 };
  if (/^\d+$/.test(user)) {
    owner.uid = owner.gid = Number(user);
  } else {
    const row = rows(fs, '/etc/passwd').find(([name]) => name === user);
    if (row) [owner.uid, owner.gid] = [Number(row[2]), Number(row[3])];
  }
  if (!hasGroup || group === '') return owner;
  if (/^\d+$/.test(group)) return { ...owner, gid: Number(group) };
  const row = rows(fs, '/etc/group').find(([name]) => name === group);
  return row ? { ...owner, gid: Number(row[2]) } : owner;
}
