import { utf8 } from '../../../lib/bytes';
import { contentOf } from '../../../lib/content';
import type { FileSystem } from '../../../machine/file-system';
import { joinPath } from '../dockerfile/go-text';
import type { FileAction } from '../graph/vertex';
import { copyFiles } from '../files/copy';
import { findOwner } from '../files/owner';
import { Tree } from '../files/tree';

/** Does a file operation's actions in a workspace; `inputs` are the trees that it copies from (by input index). */
export function runFileActions(actions: readonly FileAction[], to: FileSystem, inputs: readonly (FileSystem | undefined)[], nowMs: number): void {
  for (const action of actions) {
    if (action.type === 'mkdir') makeDirectory(action, to);
    else if (action.type === 'mkfile') makeFile(action, to, nowMs);
    else copy(action, to, inputs[action.input]);
  }
}

function makeDirectory(action: FileAction & { type: 'mkdir' }, to: FileSystem): void {
  const tree = new Tree(to);
  const owner = action.user === undefined ? undefined : findOwner(action.user, to);
  tree.makeAll(tree.realPath(action.path), action.mode, owner, action.timeMs);
}

function makeFile(action: FileAction & { type: 'mkfile' }, to: FileSystem, nowMs: number): void {
  const tree = new Tree(to);
  const path = tree.realPath(joinPath('/', action.path));
  if (tree.stat(path)) tree.remove(path);
  tree.create(path, { type: 'file', mode: action.mode, uid: 0, gid: 0, content: contentOf(utf8(action.data)) });
  tree.setTimes([path], nowMs);
}

function copy(action: FileAction & { type: 'copy' }, to: FileSystem, from: FileSystem | undefined): void {
  const { source, destination, options } = action;
  if (!from) throw new Error(`lstat ${joinPath('/', source)}: no such file or directory`);
  const owner = options.chown === undefined ? undefined : findOwner(options.chown, to);
  copyFiles({ from, source, to, destination, options, owner });
}
