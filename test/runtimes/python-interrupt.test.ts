import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
});
afterAll(() => machine.end());

const interrupted = (source: string, input = ''): Promise<{ stdout: string; stderr: string; status: number }> =>
  machine.sh(`cat > loop.py <<'END'\n${source}END\n${input}timeout --preserve-status -s INT 3 python3 loop.py`);

test('Ctrl-C ends a program that sleeps with its traceback', async () => {
  expect(await interrupted('import time\ndef main():\n    while True:\n        time.sleep(10)\nmain()\n')).toEqual({
    stdout: '',
    stderr: 'Traceback (most recent call last):\n  File "/home/learner/loop.py", line 5, in <module>\n    main()\n  File "/home/learner/loop.py", line 4, in main\n    time.sleep(10)\nKeyboardInterrupt\n',
    status: 130,
  });
});

test('a program can take it', async () => {
  expect(await interrupted('import time\ntry:\n    while True: time.sleep(1)\nexcept KeyboardInterrupt:\n    print("stopping")\nfinally:\n    print("clean")\n')).toEqual({ stdout: 'stopping\nclean\n', stderr: '', status: 0 });
});
