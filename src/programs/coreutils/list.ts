import type { Applet } from '../applet';
import { appletProgram } from '../applet';
import type { ProgramTable } from '../index';

/** A module's applet under one or more names, loaded when first run. */
export function applets<M>(load: () => Promise<M>, names: Readonly<Record<string, keyof M>>): ProgramTable {
  return Object.fromEntries(
    Object.entries(names).map(([name, key]) => [name, async () => appletProgram((await load())[key] as Applet)]),
  );
}

export const COREUTILS: ProgramTable = {
  ...applets(() => import('./basic'), {
    true: 'trueApplet', false: 'falseApplet', echo: 'echo', cat: 'cat', sleep: 'sleep', yes: 'yes', pwd: 'pwd', seq: 'seq', date: 'date',
    basename: 'basename', dirname: 'dirname', tee: 'tee', readlink: 'readlink', realpath: 'readlink',
  }),
  ...applets(() => import('./files'), { mkdir: 'mkdir', rmdir: 'rmdir', rm: 'rm', touch: 'touch', ln: 'ln', chmod: 'chmod', chown: 'chown', chgrp: 'chown' }),
  ...applets(() => import('./ls'), { ls: 'ls', dir: 'ls', vdir: 'ls' }),
  ...applets(() => import('./copy'), { cp: 'cp', mv: 'mv' }),
};
