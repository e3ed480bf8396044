import type { Sys } from '../machine/sys';
import { concat } from '../lib/bytes';
import { decode, encode } from './text';

type Main = (sys: Sys) => Promise<number>;

async function input(sys: Sys): Promise<string> {
  const parts: Uint8Array[] = [new Uint8Array(0)];
  const files = sys.argv.slice(1).filter((word) => !word.startsWith('-') && !/^\d+$/.test(word));
  for (const fd of files.length > 0 ? files.map((path) => sys.open(path, 'r')) : [0]) {
    for (let part = await sys.read(fd); part.length > 0; part = await sys.read(fd)) parts.push(part);
  }
  return decode(concat(parts));
}

const lines = (text: string): string[] => text.replace(/\n$/, '').split('\n');

const cat: Main = async (sys) => {
  const words = sys.argv.slice(1);
  let status = 0;
  for (const path of words.length > 0 ? words : ['-']) {
    let fd = 0;
    try {
      if (path !== '-') fd = sys.open(path, 'r');
    } catch (error) {
      await sys.write(2, `cat: ${path}: ${(error as Error).message}\n`);
      status = 1;
      continue;
    }
    for (let part = await sys.read(fd); part.length > 0; part = await sys.read(fd)) await sys.write(1, part);
  }
  return status;
};

/** The few programs that recorded snippets use, as small as can be. */
export const TOOLS: Readonly<Record<string, Main>> = {
  cat,
  echo: async (sys) => {
    await sys.write(1, `${sys.argv.slice(1).join(' ')}\n`);
    return 0;
  },
  true: async () => 0,
  false: async () => 1,
  sleep: async (sys) => {
    await sys.sleep(Number(sys.argv[1]) * 1000);
    return 0;
  },
  seq: async (sys) => {
    for (let i = 1; i <= Number(sys.argv[1]); i++) await sys.write(1, `${i}\n`);
    return 0;
  },
  sort: async (sys) => {
    await sys.write(1, `${lines(await input(sys)).sort().join('\n')}\n`);
    return 0;
  },
  head: async (sys) => {
    const count = Number(sys.argv[sys.argv.indexOf('-n') + 1]);
    const all = lines(await input(sys)).slice(0, count);
    await sys.write(1, all.length > 0 ? `${all.join('\n')}\n` : '');
    return 0;
  },
  wc: async (sys) => {
    await sys.write(1, `${(await input(sys)).split(/\s+/).filter((word) => word !== '').length}\n`);
    return 0;
  },
  tr: async (sys) => {
    const parts: Uint8Array[] = [new Uint8Array(0)];
    for (let part = await sys.read(0); part.length > 0; part = await sys.read(0)) parts.push(part);
    const set = (text: string): string[] => [...text.replace(/\\n/g, '\n').replace(/(.)-(.)/g, (_, a: string, b: string) => {
      let out = '';
      for (let c = a.charCodeAt(0); c <= b.charCodeAt(0); c++) out += String.fromCharCode(c);
      return out;
    })];
    const from = set(sys.argv[1] ?? '');
    const to = set(sys.argv[2] ?? '');
    await sys.write(1, encode([...decode(concat(parts))].map((c) => to[from.indexOf(c)] ?? c).join('')));
    return 0;
  },
  date: async (sys) => {
    await sys.write(1, `${Math.floor(sys.now() / 1000)}\n`);
    return 0;
  },
  rm: async (sys) => {
    for (const path of sys.argv.slice(1)) sys.unlink(path);
    return 0;
  },
};
