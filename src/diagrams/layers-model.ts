/** What a layer's archive says of one path, as the picture reads it. `sum` tells contents of equal size apart. */
export interface LayerFile {
  path: string;
  type: string;
  size: number;
  mode: number;
  sum?: number;
  target?: string;
}

export type ChangeKind = 'added' | 'changed' | 'deleted';

/** What a layer does to one path of the layers below. */
export interface FileChange {
  path: string;
  kind: ChangeKind;
  type: string;
  /** Bytes that this layer holds of it. */
  size: number;
  /** Bytes of it in layers below, which nobody sees any more and which still weigh. */
  hidden: number;
}

/** The part of an image's configuration that the picture reads (image-spec config.md). */
export interface LayeredConfig {
  history?: { created_by?: string; comment?: string; empty_layer?: boolean }[];
  rootfs: { diff_ids: string[] };
}

/** A step of an image's history, with the layer that it made, where it made one. */
export interface StepView {
  createdBy: string;
  diffId: string | undefined;
  /** Bytes of the files in the layer. */
  size: number;
  /** Bytes below that it hides. */
  hidden: number;
  changes: FileChange[];
  files: readonly LayerFile[];
}

interface Node {
  type: string;
  size: number;
  /** Unknown of a folder that no layer lists. */
  mode?: number;
  children: Map<string, Node>;
}

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

function weight(node: Node): number {
  let sum = node.size;
  for (const child of node.children.values()) sum += weight(child);
  return sum;
}

/** The steps of a history; a history that doesn't name all layers leaves the rest to steps without a text. */
export function stepViews(config: LayeredConfig, layers: readonly (readonly LayerFile[])[]): StepView[] {
  const root: Node = { type: 'dir', size: 0, children: new Map() };
  const steps: StepView[] = [];
  let next = 0;
  const layerStep = (createdBy: string): StepView => {
    const files = layers[next] ?? [];
    const changes = applyLayer(root, files);
    return { createdBy, diffId: config.rootfs.diff_ids[next++], size: changes.reduce((sum, one) => sum + one.size, 0), hidden: changes.reduce((sum, one) => sum + one.hidden, 0), changes, files };
  };
  for (const { created_by = '', empty_layer } of config.history ?? []) {
    if (empty_layer) steps.push({ createdBy: created_by, diffId: undefined, size: 0, hidden: 0, changes: [], files: [] });
    else if (next < layers.length) steps.push(layerStep(created_by));
  }
  while (next < layers.length) steps.push(layerStep(''));
  return steps;
}

/** Lays a layer over the tree of those below (image-spec layer.md, whiteouts); says what it changes, by path. */
function applyLayer(root: Node, files: readonly LayerFile[]): FileChange[] {
  const changes: FileChange[] = [];
  const own = new Set<Node>();
  const deleted = (parent: Node, folder: string, name: string): void => {
    const gone = parent.children.get(name);
    if (!gone || own.has(gone)) return;
    parent.children.delete(name);
    changes.push({ path: folder === '' ? name : `${folder}/${name}`, kind: 'deleted', type: gone.type, size: 0, hidden: weight(gone) });
  };
  for (const { path, type, size, mode } of files) {
    if (path === '') continue;
    const slash = path.lastIndexOf('/');
    const folder = slash === -1 ? '' : path.slice(0, slash);
    const name = path.slice(slash + 1);
    let parent = root;
    for (const part of folder === '' ? [] : folder.split('/')) {
      let child = parent.children.get(part);
      if (!child) parent.children.set(part, (child = { type: 'dir', size: 0, children: new Map() }));
      parent = child;
    }
    if (name === OPAQUE) for (const child of [...parent.children.keys()]) deleted(parent, folder, child);
    else if (name.startsWith(WHITEOUT)) deleted(parent, folder, name.slice(WHITEOUT.length));
    else {
      const below = parent.children.get(name);
      if (type === 'dir' && below?.type === 'dir') {
        // Layers list the folders on the way to what they change; one is itself changed when its mode is.
        if (below.mode !== undefined && below.mode !== mode) changes.push({ path, kind: 'changed', type, size: 0, hidden: 0 });
        below.mode = mode;
        continue;
      }
      const node: Node = { type, mode, size: type === 'file' ? size : 0, children: new Map() };
      parent.children.set(name, node);
      own.add(node);
      changes.push({ path, kind: below ? 'changed' : 'added', type, size: node.size, hidden: below && !own.has(below) ? weight(below) : 0 });
    }
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Bytes of an image that nobody sees: hidden by a layer above. */
export function wastedBytes(steps: readonly StepView[]): number {
  return steps.reduce((sum, step) => sum + step.hidden, 0);
}

/** An image as lists and inspections tell of it: its layers by diffID, lowest first. */
export interface LayeredImage {
  id: string;
  name: string;
  layers: readonly string[];
}

/** For each layer of an image, the other images that stand on it too: a layer is shared with all that is below it. */
export function sharedWith(image: LayeredImage, others: readonly LayeredImage[]): string[][] {
  return image.layers.map((_, i) =>
    others.filter((other) => other.id !== image.id && image.layers.slice(0, i + 1).every((diffId, at) => other.layers[at] === diffId)).map((other) => other.name),
  );
}
