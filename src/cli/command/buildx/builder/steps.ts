import { emptyStatus, type BuildVertex, type StatusResponse, type VertexStatus } from '../../../../api/buildkit-trace';
import { utf8 } from '../../../../lib/bytes';
import { idOfText } from '../../../../oci/digest';
import type { Sys } from '../../../../machine/sys';

export type Tell = (status: StatusResponse) => Promise<void>;

/** Works on a part of a step that is told by its name. */
export type Part = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** A step of buildx's own among those of the builder (buildx util/progress, Wrap). */
export async function clientStep<T>(sys: Sys, tell: Tell, name: string, work: (part: Part, log: (text: string) => Promise<void>) => Promise<T>): Promise<T> {
  const digest = `sha256:${idOfText(`${sys.now()} ${sys.pid} ${name}`)}`;
  const vertex: BuildVertex = { digest, inputs: [], name, cached: false, error: '', started: sys.now() };
  await tell({ ...emptyStatus(), vertexes: [{ ...vertex }] });
  const part: Part = async (id, inner) => {
    const status: VertexStatus = { id, vertex: digest, name: '', current: 0, total: 0, timestamp: sys.now(), started: sys.now() };
    await tell({ ...emptyStatus(), statuses: [{ ...status }] });
    try {
      return await inner();
    } finally {
      await tell({ ...emptyStatus(), statuses: [{ ...status, timestamp: sys.now(), completed: sys.now() }] });
    }
  };
  try {
    const result = await work(part, (text) => tell({ ...emptyStatus(), logs: [{ vertex: digest, timestamp: sys.now(), stream: 1, msg: utf8(text) }] }));
    await tell({ ...emptyStatus(), vertexes: [{ ...vertex, completed: sys.now() }] });
    return result;
  } catch (error) {
    await tell({ ...emptyStatus(), vertexes: [{ ...vertex, completed: sys.now(), error: (error as Error).message }] });
    throw error;
  }
}
