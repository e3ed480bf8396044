import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shell } from '../../src/host/script';
import { session } from '../sessions/host';

/** Bake files, command lines and what buildx 0.36 printed for them (`buildx bake --print`, which builds nothing). */
interface Case {
  name: string;
  files: Record<string, string>;
  env: Record<string, string>;
  steps: { words: string[]; stdout: string; stderr: string; status: number }[];
}

const CASES = JSON.parse(readFileSync(new URL('./recorded.json', import.meta.url), 'utf8')) as Case[];

const quote = (word: string): string => `'${word.replaceAll('\'', '\'\\\'\'')}'`;
/** Times differ from run to run. */
const steady = (text: string): string => text.replace(/ \d+\.\d+s( done)?$/gm, ' 0.0s').replace(/^(#1 reading .*) done$/gm, '$1');

test('bake files mean what they mean to buildx', async () => {
  const { host, sh, end } = await session();
  try {
    for (const { name, files, env, steps } of CASES) {
      const lines = ['rm -rf ~/bake', 'mkdir ~/bake', 'cd ~/bake'];
      for (const [file, content] of Object.entries(files)) lines.push(`printf %s ${quote(content)} > ${file}`);
      await sh(lines.join('\n'));
      const settings = Object.entries(env).map(([key, value]) => `${key}=${quote(value)} `).join('');
      for (const { words, stdout, stderr, status } of steps) {
        const ran = await shell(host, `cd ~/bake; ${settings}docker buildx bake ${words.map(quote).join(' ')}`);
        expect.soft({ name, words, stdout: ran.stdout, stderr: steady(ran.stderr), status: ran.status }).toEqual({ name, words, stdout, stderr: steady(stderr), status });
      }
    }
  } finally {
    end();
  }
});
