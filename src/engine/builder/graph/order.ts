import type { Digest } from '../../../oci/digest';
import { Vertex, type VertexMeta } from './vertex';

/** The graph with one vertex for each operation, inputs before what is made from them. */
export interface UniqueGraph {
  /** As given; undefined for an empty file system. */
  roots: (Vertex | undefined)[];
  vertices: Vertex[];
}

/**
 * Lets vertices that do the same be one. As where LLB is marshalled, the one that is met last, inputs first and in
 * order, gives the name.
 */
export function uniqueGraph(roots: readonly (Vertex | undefined)[]): UniqueGraph {
  const meta = new Map<Digest, VertexMeta>();
  const visited = new Set<Vertex>();
  const gather = (vertex: Vertex): void => {
    if (visited.has(vertex)) return;
    visited.add(vertex);
    for (const input of vertex.inputs) if (input) gather(input);
    const before = meta.get(vertex.digest);
    meta.set(vertex.digest, { ...vertex.meta, ...((before?.ignoreCache || vertex.meta.ignoreCache) && { ignoreCache: true }) });
  };
  const made = new Map<Digest, Vertex>();
  const rebuild = (vertex: Vertex): Vertex => {
    const known = made.get(vertex.digest);
    if (known) return known;
    const inputs = vertex.inputs.map((input) => input && rebuild(input));
    const unique = new Vertex(vertex.op, inputs, meta.get(vertex.digest)!);
    made.set(vertex.digest, unique);
    return unique;
  };
  for (const root of roots) if (root) gather(root);
  return { roots: roots.map((root) => root && rebuild(root)), vertices: [...made.values()] };
}

interface Place {
  group: number;
  stage: number;
  step: number;
}

/**
 * The order in which steps are told of: base images, the context, inline documents, then steps by stage and number.
 * Stages stand in the order in which their first vertex does.
 */
export function displayOrder(vertices: readonly Vertex[]): Vertex[] {
  const stages: string[] = [];
  const place = (vertex: Vertex): Place => {
    const match = /^\[(?:(.*) )?\s*(\d+)\/\d+\] /.exec(vertex.meta.name);
    const stage = match?.[1]?.trim() ?? '';
    if (match && !stages.includes(stage)) stages.push(stage);
    const { type } = vertex.op;
    const group = type === 'image' ? 0 : type === 'local' ? 1 : match ? 3 : 2;
    return { group, stage: stages.indexOf(stage), step: Number(match?.[2] ?? 0) };
  };
  const ordered = [...vertices.filter(({ op }) => op.type === 'image'), ...vertices.filter(({ op }) => op.type !== 'image')];
  const placed = ordered.map((vertex) => ({ vertex, at: place(vertex) }));
  placed.sort(({ at: a }, { at: b }) => a.group - b.group || (a.group === 3 ? a.stage - b.stage || a.step - b.step : 0));
  return placed.map(({ vertex }) => vertex);
}
