import { applets, type AppletTable } from '../applet-table';

export const TEXT: AppletTable = {
  ...applets(() => import('./grep'), { grep: 'grep', egrep: 'grep', fgrep: 'grep' }),
  ...applets(() => import('./sed'), { sed: 'sed' }),
  ...applets(() => import('./find'), { find: 'find' }),
  ...applets(() => import('./xargs'), { xargs: 'xargs' }),
  ...applets(() => import('./archive/tar'), { tar: 'tar' }),
  ...applets(() => import('./archive/gzip'), { gzip: 'gzip', gunzip: 'gzip', zcat: 'gzip' }),
  ...applets(() => import('./archive/zip'), { zip: 'zip', unzip: 'unzip' }),
  ...applets(() => import('./sums'), { md5sum: 'sums', sha1sum: 'sums', sha224sum: 'sums', sha256sum: 'sums', sha384sum: 'sums', sha512sum: 'sums', b2sum: 'sums', base64: 'base64', base32: 'base64' }),
  ...applets(() => import('./dump'), { od: 'od', hexdump: 'hexdump', hd: 'hexdump', xxd: 'xxd', strings: 'strings' }),
  ...applets(() => import('./diff'), { diff: 'diff', cmp: 'cmp' }),
  ...applets(() => import('./less'), { less: 'less', more: 'less' }),
  ...applets(() => import('./small'), {
    printf: 'printf', tree: 'tree', envsubst: 'envsubst', install: 'install', mkfifo: 'nodes', mknod: 'nodes', link: 'nodes', unlink: 'nodes', clear: 'clear', reset: 'clear', tput: 'clear', stty: 'stty', time: 'time', watch: 'watch',
  }),
  ...applets(() => import('./awk/awk'), { awk: 'awk', mawk: 'awk', gawk: 'awk', nawk: 'awk' }),
  ...applets(() => import('./jq/jq'), { jq: 'jq' }),
};
