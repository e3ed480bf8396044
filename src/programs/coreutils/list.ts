import { applets, type AppletTable } from '../applet-table';

export const COREUTILS: AppletTable = {
  ...applets(() => import('./basic'), {
    true: 'trueApplet', false: 'falseApplet', echo: 'echo', cat: 'cat', sleep: 'sleep', yes: 'yes', pwd: 'pwd', seq: 'seq', date: 'date',
    basename: 'basename', dirname: 'dirname', tee: 'tee', readlink: 'readlink', realpath: 'readlink',
  }),
  ...applets(() => import('./files'), { mkdir: 'mkdir', rmdir: 'rmdir', rm: 'rm', touch: 'touch', ln: 'ln', chmod: 'chmod', chown: 'chown', chgrp: 'chown' }),
  ...applets(() => import('./ls'), { ls: 'ls', dir: 'ls', vdir: 'ls' }),
  ...applets(() => import('./copy'), { cp: 'cp', mv: 'mv' }),
  ...applets(() => import('./lines'), {
    head: 'head', tail: 'tail', wc: 'wc', sort: 'sort', uniq: 'uniq', cut: 'cut', tr: 'tr', tac: 'tac', rev: 'rev', nl: 'nl', paste: 'paste', fold: 'fold', comm: 'comm', shuf: 'shuf',
  }),
  ...applets(() => import('./parts'), { split: 'split', csplit: 'csplit' }),
  ...applets(() => import('./join'), { join: 'join' }),
  ...applets(() => import('./numfmt'), { numfmt: 'numfmt' }),
  ...applets(() => import('./id'), { id: 'id', whoami: 'whoami', groups: 'groups' }),
  ...applets(() => import('./who'), { uname: 'uname', arch: 'arch', hostname: 'hostname', env: 'env', printenv: 'env', nproc: 'nproc', tty: 'tty', sync: 'sync' }),
  ...applets(() => import('./test-expr'), { test: 'test', '[': 'test', expr: 'expr' }),
  ...applets(() => import('./runners'), { timeout: 'timeout', nohup: 'nohup', nice: 'nice', kill: 'kill', which: 'which', mktemp: 'mktemp' }),
  ...applets(() => import('./disk'), { du: 'du', df: 'df', stat: 'stat', dd: 'dd', truncate: 'truncate', fallocate: 'fallocate' }),
};
