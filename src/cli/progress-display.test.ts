import { expect, test } from 'vitest';
import { utf8 } from '../lib/bytes';
import { readerOf } from '../lib/stream';
import { showMessages } from './progress-display';

const PULL = [
  { status: 'Pulling from library/nginx', id: '1.22' },
  { status: 'Pulling fs layer', progressDetail: {}, id: '7a82a61f75c7' },
  { status: 'Pulling fs layer', progressDetail: {}, id: '36d8b5834d93' },
  { status: 'Downloading', progressDetail: { current: 1048576, total: 29480000 }, id: '7a82a61f75c7' },
  { status: 'Status: Downloaded newer image for nginx:1.22' },
];

async function show(isTerminal: boolean): Promise<string> {
  let out = '';
  const body = readerOf(utf8(PULL.map((message) => JSON.stringify(message) + '\n').join('')));
  await showMessages(body, { write: async (text) => void (out += text), isTerminal, columns: () => 120 });
  return out;
}

test('on a terminal every id keeps its line', async () => {
  expect(await show(true)).toBe(
    '1.22: Pulling from library/nginx\n' +
      '\n\x1b[1A\x1b[2K\r7a82a61f75c7: Pulling fs layer \r\x1b[1B\n\x1b[1A\x1b[2K\r36d8b5834d93: Pulling fs layer \r\x1b[1B' +
      '\x1b[2A\x1b[2K\r7a82a61f75c7: Downloading [=>                                                 ]  1.049MB/29.48MB\r\x1b[2B' +
      'Status: Downloaded newer image for nginx:1.22\n',
  );
});

test('elsewhere bars are left out', async () => {
  expect(await show(false)).toBe(
    '1.22: Pulling from library/nginx\n7a82a61f75c7: Pulling fs layer\n36d8b5834d93: Pulling fs layer\nStatus: Downloaded newer image for nginx:1.22\n',
  );
});
