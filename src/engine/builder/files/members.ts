import type { FileSystem } from '../../../machine/file-system';
import type { TarEntry } from '../../../oci/tar-entry';
import { Tree } from './tree';

/** Everything in a tree as tar members, directories before what is in them. */
export function* treeMembers(fs: FileSystem): Generator<TarEntry> {
  const tree = new Tree(fs);
  const first = new Map<number, string>();
  yield* below('');

  function* below(directory: string): Generator<TarEntry> {
    for (const name of tree.names('/' + directory)) {
      const path = directory === '' ? name : `${directory}/${name}`;
      const ino = tree.find('/' + path)!;
      const { type, mode, uid, gid, mtimeMs, rdev, nlink } = fs.getattr(ino);
      if (type === 'socket') continue;
      const common = { path, mode, uid, gid, mtimeMs };
      const linked = type !== 'dir' && nlink > 1 ? first.get(ino) : undefined;
      if (linked !== undefined) {
        yield { ...common, type: 'hardlink', target: linked };
        continue;
      }
      first.set(ino, path);
      const xattrs = Object.fromEntries(fs.listxattr(ino).map((key) => [key, fs.getxattr(ino, key)!]));
      yield {
        ...common, type, rdev, ...(Object.keys(xattrs).length > 0 && { xattrs }),
        ...(type === 'file' && { content: fs.content(ino) }), ...(type === 'symlink' && { target: fs.readlink(ino) }),
      };
      if (type === 'dir') yield* below(path);
    }
  }
}
