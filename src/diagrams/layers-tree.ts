import type { ChangeKind, FileChange } from './layers-model';

/** A path of a layer's tree; folders that only lead to one other are one node with it. */
export interface TreeNode {
  name: string;
  /** Undefined for a folder that is only on the way to what changed. */
  change: FileChange | undefined;
  /** Bytes in the layer, of it and of all below it. */
  size: number;
  children: TreeNode[];
}

/** A layer's changes as a tree, largest first, names among equals. */
export function changeTree(changes: readonly FileChange[]): TreeNode[] {
  interface Folder { change?: FileChange; children: Map<string, Folder> }
  const root: Folder = { children: new Map() };
  for (const change of changes) {
    let at = root;
    for (const part of change.path.split('/')) {
      let child = at.children.get(part);
      if (!child) at.children.set(part, (child = { children: new Map() }));
      at = child;
    }
    at.change = change;
  }
  const nodes = (folder: Folder): TreeNode[] =>
    [...folder.children].map(([first, child]): TreeNode => {
      let name = first;
      let at = child;
      while (!at.change && at.children.size === 1) {
        const [[next, below]] = [...at.children] as [[string, Folder]];
        name += `/${next}`;
        at = below;
      }
      const children = nodes(at);
      return { name, change: at.change, children, size: (at.change?.size ?? 0) + children.reduce((sum, one) => sum + one.size, 0) };
    }).sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  return nodes(root);
}

/** How many paths a layer adds, changes and deletes. */
export function changeCounts(changes: readonly FileChange[]): Record<ChangeKind, number> {
  const counts = { added: 0, changed: 0, deleted: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}
