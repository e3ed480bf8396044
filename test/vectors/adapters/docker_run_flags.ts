import { createRequest } from '../../../src/cli/command/container/create-request';
import { parseFlags } from '../../../src/cli/flags/parse';
import { commandAt, flagsOf } from '../../../src/cli/tree';
import { utf8 } from '../../../src/lib/bytes';
import { cases } from './types';

const FILES: Record<string, string> = {
  'env.txt': '# a comment\nA=1\nHOME\nC=x y\nUNSET_ANYWHERE\n',
  'labels.txt': '# a comment\nl1=v1\nl2\n',
};

function read(path: string): string {
  const text = FILES[path];
  if (text === undefined) throw new Error(`open ${path}: no such file or directory`);
  return text;
}

/** `docker run`'s flags to the three parts of a create request. */
export const adapter = cases<string[]>((words) => {
  const { flags, args } = parseFlags(flagsOf(commandAt('container run')!), words, { interspersed: false });
  return createRequest(flags, args, { env: { HOME: '/root' }, cwd: '/home/learner', readText: read, readFile: (path) => utf8(read(path)) });
});
