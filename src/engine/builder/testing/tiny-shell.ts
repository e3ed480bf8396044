import { utf8 } from '../../../lib/bytes';
import { contentOf, readContent } from '../../../lib/content';
import type { BuildProcess } from '../ports';
import { Tree } from '../files/tree';

/** Understands `echo TEXT`, `echo TEXT > FILE`, `cat FILE`, `exit N`, `&&`, `;` and nothing else. */
export async function tinyShell({ root, args, stdout, mounts }: BuildProcess): Promise<number> {
  const tree = new Tree(root);
  for (const command of args.at(-1)!.split(/ && |; |\n/)) {
    const [, words, file] = /^echo (.*?)(?: > (\S+))?$/.exec(command) ?? [];
    if (file !== undefined) {
      if (tree.stat(file)) tree.remove(file);
      tree.create(file, { type: 'file', mode: 0o644, uid: 0, gid: 0, content: contentOf(utf8(words + '\n')) });
    } else if (words !== undefined) {
      await stdout(utf8(words + '\n'));
    } else if (command.startsWith('cat ')) {
      const path = command.slice(4);
      const mount = mounts.find(({ destination }) => path.startsWith(destination));
      const from = mount?.type === 'bind' ? new Tree(mount.fs) : tree;
      const inside = mount?.type === 'bind' ? mount.path + path.slice(mount.destination.length) : path;
      await stdout(mount?.type === 'file' ? mount.bytes : readContent(from.fs.content(from.find(inside)!)));
    } else if (command.startsWith('exit ')) {
      return Number(command.slice(5));
    }
  }
  return 0;
}
