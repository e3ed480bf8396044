import type { BuildVertex, StatusResponse } from '../../../../api/buildkit-trace';

/** A name under its target's (buildx progress.WithPrefix). */
function underTarget(name: string, target: string): string {
  return name.startsWith('[') ? `[${target} ${name.slice(1)}` : `[${target}] ${name}`;
}

/**
 * What builds of several targets at once tell, as one: each step under its target's name. A step that several targets
 * share is told by the one that began it.
 */
export class TargetsProgress {
  private readonly tellers = new Map<string, string>();

  /** What one target's build tells, without what another one tells already. */
  of(target: string, status: StatusResponse): StatusResponse {
    const isOurs = (digest: string): boolean => (this.tellers.get(digest) ?? target) === target;
    for (const { digest, started } of status.vertexes) if (started !== undefined && !this.tellers.has(digest)) this.tellers.set(digest, target);
    const named = (vertex: BuildVertex): BuildVertex => ({ ...vertex, name: underTarget(vertex.name, target) });
    return {
      vertexes: status.vertexes.filter(({ digest }) => isOurs(digest)).map(named),
      statuses: status.statuses.filter(({ vertex }) => isOurs(vertex)),
      logs: status.logs.filter(({ vertex }) => isOurs(vertex)),
      warnings: status.warnings.filter(({ vertex }) => isOurs(vertex)),
    };
  }
}
