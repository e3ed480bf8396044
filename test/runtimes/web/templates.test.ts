import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT_ACCOUNT } from '../../../src/host/boot';
import { session } from '../../sessions/host';

test('templates come out as Jinja 3.1 has them, and what is wrong with them is said in its words', async () => {
  const { sh, end } = await session();
  try {
    const cases = readFileSync(new URL('./templates.py', import.meta.url), 'utf8');
    const done = await sh(`pip install -q jinja2 2> /dev/null; mkdir /srv/t; cd /srv/t; cat > cases.py <<'END_OF_SCRIPT'\n${cases}END_OF_SCRIPT\npython3 cases.py`, { account: ROOT_ACCOUNT });
    expect(done.stderr).toBe('');
    expect(done.stdout).toBe(readFileSync(new URL('./templates.txt', import.meta.url), 'utf8'));
    expect(done.status).toBe(0);
  } finally {
    end();
  }
}, 120_000);
