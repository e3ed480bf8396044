import { expect, test } from 'vitest';
import { fromBase64, parseStatusResponse, toBase64, writeStatusResponse, type StatusResponse } from './buildkit-trace';

/** Messages of a real Docker Engine 29.7.2. */
const RECORDED = [
  'Cm8KR3NoYTI1NjpkZTUzZjZjNWU5YmIzMzNjMWJiMTY4NmExMDYwOWEzODg0YWRjYjA1OGM3YmQ0Y2YzYzIzYmFmOWZlYThhNjgzGiRbaW50ZXJuYWxdIGxvYWQgcmVtb3RlIGJ1aWxkIGNvbnRleHQ=',
  'CosBCkdzaGEyNTY6ZGU1M2Y2YzVlOWJiMzMzYzFiYjE2ODZhMTA2MDlhMzg4NGFkY2IwNThjN2JkNGNmM2MyM2JhZjlmZWE4YTY4MxokW2ludGVybmFsXSBsb2FkIHJlbW90ZSBidWlsZCBjb250ZXh0KgwIhbWE2AYQ9Y6bpwMyDAiFtYTYBhC+64yqAw==',
  'EtUBCnByZXNvbHZlIGRvY2tlci5pby9saWJyYXJ5L2J1c3lib3g6bGF0ZXN0QHNoYTI1Njo2YTc1NjdiOTIxZjk5NjQ4MzdjMjhjNjM2ZGQ1ZTE0ZWM5NDcwZWFiZTUzMGEwMjgxYTliN2MxOGMzZDk0NTM4EkdzaGEyNTY6MzE5N2ZmODQ5ODgzYTgzZmZlZmY0MGIxYTdhYzMxOGE3MTcxYzNkNmU5MGNkNGMxNTM4M2NhMDVmZjU1MjgxZDILCIa1hNgGEPaXgAQ6CwiGtYTYBhDnlYAE',
  'EuIBCnByZXNvbHZlIGRvY2tlci5pby9saWJyYXJ5L2J1c3lib3g6bGF0ZXN0QHNoYTI1Njo2YTc1NjdiOTIxZjk5NjQ4MzdjMjhjNjM2ZGQ1ZTE0ZWM5NDcwZWFiZTUzMGEwMjgxYTliN2MxOGMzZDk0NTM4EkdzaGEyNTY6MzE5N2ZmODQ5ODgzYTgzZmZlZmY0MGIxYTdhYzMxOGE3MTcxYzNkNmU5MGNkNGMxNTM4M2NhMDVmZjU1MjgxZDILCIa1hNgGEOqcjwk6CwiGtYTYBhDnlYAEQgsIhrWE2AYQm5iPCQ==',
  'CokCCkdzaGEyNTY6MzYzNDQzNzBmYmFiMzJjMWYzYjExZmZhMTUzNGU0YjA1NTllODNiMjVmNDM0N2Q0NTJkOGEzZDU1MjcxOTVjYhJHc2hhMjU2OjMxOTdmZjg0OTg4M2E4M2ZmZWZmNDBiMWE3YWMzMThhNzE3MWMzZDZlOTBjZDRjMTUzODNjYTA1ZmY1NTI4MWQaEFsyLzJdIFJVTiBleGl0IDMqDAiGtYTYBhDjxJSOATIMCIa1hNgGELiGi88BOkdwcm9jZXNzICIvYmluL3NoIC1jIGV4aXQgMyIgZGlkIG5vdCBjb21wbGV0ZSBzdWNjZXNzZnVsbHk6IGV4aXQgY29kZTogMw==',
];

/** Times in whole microseconds: a double holds no nanoseconds of our century. */
const micros = (response: StatusResponse) =>
  JSON.parse(JSON.stringify(response, (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) : value))) as unknown;

test('reads what the real engine wrote, and writes it alike', () => {
  for (const aux of RECORDED) {
    const read = parseStatusResponse(fromBase64(aux));
    const written = toBase64(writeStatusResponse(read));
    expect(written.length).toBe(aux.length);
    expect(micros(parseStatusResponse(fromBase64(written)))).toEqual(micros(read));
  }
});

test('reads a failing step', () => {
  const { vertexes } = parseStatusResponse(fromBase64(RECORDED.at(-1)!));
  expect(vertexes.map(({ name, cached, error }) => ({ name, cached, error }))).toEqual([
    { name: '[2/2] RUN exit 3', cached: false, error: 'process "/bin/sh -c exit 3" did not complete successfully: exit code: 3' },
  ]);
});

test('keeps logs, statuses and warnings', () => {
  const response: StatusResponse = {
    vertexes: [{ digest: 'sha256:a', inputs: ['sha256:b', 'sha256:c'], name: 'x', cached: true, started: 1.5, error: '', progressGroup: { id: 'g', name: 'n', weak: true } }],
    statuses: [{ id: 'transferring context:', vertex: 'sha256:a', name: '', current: 300, total: 0, timestamp: 2, started: 1, completed: 2 }],
    logs: [{ vertex: 'sha256:a', timestamp: 3.25, stream: 2, msg: Uint8Array.of(104, 105) }],
    warnings: [{
      vertex: 'sha256:a', level: 1, short: Uint8Array.of(115), detail: [Uint8Array.of(100)], url: 'u',
      info: { filename: 'Dockerfile', data: Uint8Array.of(70), language: 'Dockerfile' },
      ranges: [{ start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }],
    }],
  };
  expect(parseStatusResponse(writeStatusResponse(response))).toEqual(response);
});
