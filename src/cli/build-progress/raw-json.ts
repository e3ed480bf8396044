import { toBase64, type BuildVertex, type StatusResponse, type VertexWarning } from '../../api/buildkit-trace';
import { marshal } from '../../lib/gojson';
import { formatTimestampMs } from '../../lib/timestamp';

const time = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : formatTimestampMs(ms));
/** What Go's omitempty leaves out. */
const some = <T>(value: T): T | undefined => (value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0) ? undefined : value);

function vertexJson({ digest, inputs, name, started, completed, cached, error, progressGroup }: BuildVertex): object {
  const group = progressGroup && { id: some(progressGroup.id), name: some(progressGroup.name), weak: some(progressGroup.weak) };
  return { digest, inputs: some(inputs), name: some(name), started: time(started), completed: time(completed), cached: some(cached), error: some(error), progressGroup: group };
}

/** A warning as BuildKit's client.VertexWarning writes it in JSON. */
export function warningJson({ vertex, level, short, detail, url, info, ranges }: VertexWarning): object {
  const place = ({ line, character }: { line: number; character: number }): object => ({ line: some(line), character: some(character) });
  return {
    vertex: some(vertex), level: some(level), short: toBase64(short), detail: some(detail.map(toBase64)), url: some(url),
    sourceInfo: info && { filename: some(info.filename), data: toBase64(info.data), language: some(info.language) },
    range: some(ranges.map(({ start, end }) => ({ start: place(start), end: place(end) }))),
  };
}

/** One message of a build's progress as a line of `--progress=rawjson` (BuildKit client.SolveStatus). */
export function statusJson({ vertexes, statuses, logs, warnings }: StatusResponse): string {
  return `${marshal({
    vertexes: some(vertexes.map(vertexJson)),
    statuses: some(statuses.map(({ id, vertex, name, total, current, timestamp, started, completed }) => ({
      id, vertex: some(vertex), name: some(name), total: some(total), current, timestamp: time(timestamp ?? 0), started: time(started), completed: time(completed),
    }))),
    logs: some(logs.map(({ vertex, stream, msg, timestamp }) => ({ vertex: some(vertex), stream: some(stream), data: toBase64(msg), timestamp: time(timestamp ?? 0) }))),
    warnings: some(warnings.map(warningJson)),
  })}\n`;
}
