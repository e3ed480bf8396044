import { gunzipSync, gzipSync } from 'fflate';
import { isSysError, SysError } from '../../../machine/errno';
import type { Applet } from '../../applet';
import { reason } from '../../applet';
import { parseOptions } from '../../options';

/** gzip(1), gunzip and zcat: -c -d -k -f -1…-9 -t -l -v -n -q. */
export const gzip: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'cdkftlvnqrNS:123456789', long: { stdout: 'c', 'to-stdout': 'c', decompress: 'd', uncompress: 'd', keep: 'k', force: 'f', test: 't', list: 'l', verbose: 'v', fast: '1', best: '9', quiet: 'q', 'no-name': 'n', recursive: 'r' } });
  const decompress = options.has('d') || io.name !== 'gzip' || options.has('t');
  const toStdout = options.has('c') || io.name === 'zcat';
  const level = Number([...'987654321'].find((digit) => options.has(digit)) ?? 6) as 6;
  let status = 0;
  for (const path of options.rest.length > 0 ? options.rest : ['-']) {
    let source: Uint8Array;
    try {
      if (path === '-' && !decompress && io.sys.isatty(1) && !options.has('f')) {
        await io.complain('compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h');
        return 1;
      }
      if (path !== '-' && decompress && !toStdout && !path.endsWith('.gz') && !path.endsWith('.tgz') && !options.has('t')) {
        if (!io.sys.access(path, '')) throw new SysError('ENOENT');
        await io.complain(`${path}: unknown suffix -- ignored`);
        status = 2;
        continue;
      }
      if (path !== '-' && io.sys.stat(path).type === 'dir') {
        await io.complain(`${path} is a directory -- ignored`);
        status = 2;
        continue;
      }
      source = await io.file(path);
    } catch (error) {
      const why = reason(error);
      await io.complain(io.flavour === 'busybox' ? `${path}: ${why}` : `${path}${decompress && !/\.\w+$/.test(path) ? '.gz' : ''}: ${why}`);
      status = 1;
      continue;
    }
    let result: Uint8Array;
    try {
      if (decompress && !(source[0] === 0x1f && source[1] === 0x8b)) {
        await io.err(io.flavour === 'busybox' ? `${io.name}: invalid magic` : `\n${io.name === 'zcat' || io.name === 'gunzip' ? 'gzip' : io.name}: ${path === '-' ? 'stdin' : path}: not in gzip format`);
        status = 1;
        continue;
      }
      result = decompress ? gunzipSync(source) : gzipSync(source, { level, mtime: path === '-' ? 0 : io.sys.stat(path).mtimeMs, ...(path !== '-' && !options.has('n') && { filename: path.replace(/^.*\//, '') }) });
    } catch (error) {
      if (!(error instanceof Error) || isSysError(error) || !('code' in error)) throw error;
      await io.err(`\ngzip: ${path === '-' ? 'stdin' : path}: unexpected end of file`);
      status = 1;
      continue;
    }
    await io.sys.cpu(source.length / 50);
    if (options.has('t')) continue;
    if (options.has('l')) {
      const size = gunzipSync(source).length;
      await io.out(`         compressed        uncompressed  ratio uncompressed_name\n${String(source.length).padStart(19)} ${String(size).padStart(19)} ${(size === 0 ? 0 : (1 - source.length / size) * 100).toFixed(1).padStart(5)}% ${path.replace(/\.gz$/, '')}\n`);
      continue;
    }
    if (toStdout || path === '-') {
      await io.out(result);
      continue;
    }
    const target = decompress ? path.replace(/\.tgz$/, '.tar').replace(/\.gz$/, '') : `${path}.gz`;
    if (io.sys.access(target, '') && !options.has('f')) {
      await io.complain(`${target} already exists;${io.sys.isatty(0) ? '' : '\tnot overwritten'}`.replace(';\t', '; '));
      status = 2;
      continue;
    }
    const stat = io.sys.stat(path);
    io.sys.writeFile(target, result, stat.mode);
    io.sys.setattr(target, { mtimeMs: stat.mtimeMs });
    if (options.has('v')) await io.err(`${path}:\t${(decompress ? (1 - source.length / result.length) * 100 : (1 - result.length / source.length) * 100).toFixed(1).padStart(5)}% -- ${options.has('k') ? 'created' : 'replaced with'} ${target}`);
    if (!options.has('k')) io.sys.unlink(path);
  }
  return status;
};
