import type { Edit, Inode } from './inode';

const BITS = 5;
const WIDTH = 1 << BITS;

/** A node of the radix tree; plain data. Slots of the lowest level are inodes. */
export interface TableNode {
  owner: Edit;
  slots: (TableNode | Inode | undefined)[];
}

/** Inodes by number (below 2^30) as a persistent radix tree: a root and its height. Sharing it is O(1). */
export interface TableRoot {
  node: TableNode;
  height: number;
}

export function newTable(edit: Edit): TableRoot {
  return { node: newNode(edit), height: 1 };
}

export function tableGet(table: TableRoot, ino: number): Inode | undefined {
  if (ino >>> (BITS * table.height) !== 0) return undefined;
  let node = table.node;
  for (let shift = BITS * (table.height - 1); shift > 0; shift -= BITS) {
    const next = node.slots[(ino >>> shift) & (WIDTH - 1)];
    if (!next) return undefined;
    node = next as TableNode;
  }
  return node.slots[ino & (WIDTH - 1)] as Inode | undefined;
}

/** Puts an inode (or takes it out), copying the nodes on the way that aren't this edit's; gives the new root. */
export function tableSet(table: TableRoot, ino: number, value: Inode | undefined, edit: Edit): TableRoot {
  let { node, height } = table;
  while (ino >>> (BITS * height) !== 0) {
    const above = newNode(edit);
    above.slots[0] = node;
    node = above;
    height++;
  }
  const root = owned(node, edit);
  let at = root;
  for (let shift = BITS * (height - 1); shift > 0; shift -= BITS) {
    const slot = (ino >>> shift) & (WIDTH - 1);
    const next = at.slots[slot] as TableNode | undefined;
    const mine = next ? owned(next, edit) : newNode(edit);
    at.slots[slot] = mine;
    at = mine;
  }
  at.slots[ino & (WIDTH - 1)] = value;
  return root === table.node && height === table.height ? table : { node: root, height };
}

/** Every inode, by number. */
export function* tableInodes(table: TableRoot): Generator<Inode> {
  yield* below(table.node, table.height);
}

function* below(node: TableNode, height: number): Generator<Inode> {
  for (const slot of node.slots) {
    if (!slot) continue;
    if (height === 1) yield slot as Inode;
    else yield* below(slot as TableNode, height - 1);
  }
}

function newNode(edit: Edit): TableNode {
  return { owner: edit, slots: new Array<undefined>(WIDTH).fill(undefined) };
}

function owned(node: TableNode, edit: Edit): TableNode {
  return node.owner === edit ? node : { owner: edit, slots: node.slots.slice() };
}
