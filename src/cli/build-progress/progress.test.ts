import { expect, test } from 'vitest';
import { emptyStatus, type StatusResponse } from '../../api/buildkit-trace';
import { utf8 } from '../../lib/bytes';
import { PlainProgress } from './plain';
import { excerpt, failedSteps, warningSummary } from './report';
import { Solve } from './solve';
import { TerminalProgress } from './terminal';

const DEFINITION = '[internal] load build definition from Dockerfile';

function vertex(digest: string, name: string, started?: number, completed?: number, more: { cached?: boolean; error?: string } = {}) {
  return { digest, name, inputs: [], cached: more.cached ?? false, error: more.error ?? '', started, completed };
}

function message(part: Partial<StatusResponse>): StatusResponse {
  return { ...emptyStatus(), ...part };
}

/** A build whose second step fails, its warnings told after the step that they belong to. */
const BUILD: StatusResponse[] = [
  message({ vertexes: [vertex('d', DEFINITION, 0, 20)], statuses: [{ id: 'transferring dockerfile:', vertex: 'd', name: '', current: 92, total: 0, timestamp: 5, started: 0, completed: 5 }] }),
  message({
    vertexes: [vertex('run', '[2/2] RUN exit 3'), vertex('from', '[1/2] FROM busybox', 20, 30)],
    warnings: [{ vertex: 'd', level: 1, short: utf8('JSONArgsRecommended: use JSON (line 3)'), detail: [], url: '', ranges: [] }],
  }),
  message({ vertexes: [vertex('from', '[1/2] FROM busybox', 30, 40, { cached: true }), vertex('run', '[2/2] RUN exit 3', 100)], logs: [{ vertex: 'run', stream: 1, timestamp: 227, msg: utf8('one\ntw') }] }),
  message({ vertexes: [vertex('run', '[2/2] RUN exit 3', 100, 700, { error: 'exit code: 3' })], logs: [{ vertex: 'run', stream: 1, timestamp: 300, msg: utf8('o') }] }),
];

test('plain progress tells the steps in canonical order', async () => {
  const solve = new Solve();
  let out = '';
  const plain = new PlainProgress(solve, async (text) => void (out += text), () => 0, '#0 building\n');
  for (const part of BUILD) {
    solve.update(part);
    await plain.update();
  }
  await plain.update(true);
  expect(out).toBe(`#0 building

#1 ${DEFINITION}
#1 transferring dockerfile: 92B done
#1 WARN: JSONArgsRecommended: use JSON (line 3)
#1 DONE 0.0s

#2 [1/2] FROM busybox
#2 CACHED

#3 [2/2] RUN exit 3
#3 0.127 one
#3 0.127 two
#3 ERROR: exit code: 3
`);
  expect(failedSteps(solve)).toBe('------\n > [2/2] RUN exit 3:\n0.127 one\n0.127 two\n------\n');
  expect(warningSummary(solve.warnings, false)).toBe('\n \x1b[33m1 warning found (use docker --debug to expand):\n\x1b[0m - JSONArgsRecommended: use JSON (line 3)\n');
});

test('terminal progress draws its list over itself', () => {
  const solve = new Solve();
  const screen = new TerminalProgress(solve, 0, 'docker:default');
  const size = { rows: 30, cols: 60 };
  expect(screen.frame(0, size)).toBe('\x1b[1A\x1b[1B\x1b[0G\x1b[?25l[+] Building 0.0s (0/1)                      docker:default\n\x1b[?25h');
  solve.update(BUILD[0]!);
  expect(screen.frame(200, size, true)).toBe(
    '\x1b[1A\x1b[0G\x1b[?25l[+] Building 0.2s (1/1) FINISHED             docker:default\n' +
      '\x1b[34m => [internal] load build definition from Dockerfile   0.0s\n\x1b[0m' +
      '\x1b[34m => => transferring dockerfile: 92B                    0.0s\n\x1b[0m\x1b[?25h',
  );
});

test('an error shows its place in the Dockerfile', () => {
  const source = { filename: 'Dockerfile', text: 'FROM busybox\nRNU echo hi\nCOPY a b\n', ranges: [{ start: 2, end: 2 }] };
  expect(excerpt(source)).toBe(
    'Dockerfile:2\n--------------------\n   1 |     FROM busybox\n   2 | >>> RNU echo hi\n   3 |     COPY a b\n   4 |     \n--------------------\n',
  );
});
