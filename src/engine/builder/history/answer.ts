import { HISTORY_ID, type HistoryRequest } from '../../../api/build-extension';
import { toBase64, TRACE_ID } from '../../../api/buildkit-trace';
import { utf8 } from '../../../lib/bytes';
import { readContent } from '../../../lib/content';
import type { BuildPorts } from '../ports';
import type { TraceSink } from '../solver/trace';
import type { BuildHistory } from './store';

/** Answers what is asked of the history of builds, as records of a build's answer. */
export async function answerHistory(ports: BuildPorts, history: BuildHistory, request: HistoryRequest, sink: TraceSink): Promise<void> {
  try {
    if (request.type === 'list') await sink({ id: HISTORY_ID, aux: history.list() });
    else if (request.type === 'logs') for (const aux of history.find(request.ref)?.trace ?? []) await sink({ id: TRACE_ID, aux });
    else if (request.type === 'remove') {
      if (request.all) history.removeAll();
      const missing = request.refs.filter((ref) => !history.remove(ref));
      // What is left of a removal is the lease that holds a record's documents.
      if (missing.length > 0) throw new Error(missing.map((ref) => `lease "ref_${ref}": not found`).join('\n'));
    } else {
      const own = history.find(request.ref)?.documents[request.digest];
      const bytes = own === undefined ? readContent(await ports.images.blob(request.digest)) : utf8(own);
      await sink({ id: HISTORY_ID, aux: toBase64(bytes) });
    }
  } catch (error) {
    const { message } = error as Error;
    await sink({ errorDetail: { message }, error: message });
  }
}
