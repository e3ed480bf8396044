import { SysError } from '../errno';
import type { MemoryFsOptions } from './memory-fs';

/** tmpfs(5): size with k, m, g; mode in octal; uid and gid. Everything else is the mount's own. */
export function tmpfsOptions(options: string): Pick<MemoryFsOptions, 'sizeBytes' | 'rootMode' | 'rootUid' | 'rootGid' | 'superOptions'> {
  const values = new Map<string, string | undefined>();
  for (const word of options.split(',')) values.set(word.split('=')[0]!, word.split('=')[1]);
  const size = values.get('size');
  const sizeBytes = size === undefined ? undefined : parseSize(size);
  const mode = values.get('mode');
  if (mode !== undefined && !/^[0-7]{1,4}$/.test(mode)) throw new SysError('EINVAL');
  const shown = [sizeBytes !== undefined && `size=${Math.ceil(sizeBytes / 1024)}k`, mode !== undefined && `mode=${mode.replace(/^0+(?=.)/, '')}`];
  for (const name of ['uid', 'gid']) if (values.get(name) !== undefined) shown.push(`${name}=${values.get(name)}`);
  return {
    sizeBytes,
    rootMode: mode === undefined ? 0o1777 : parseInt(mode, 8),
    rootUid: number(values.get('uid')),
    rootGid: number(values.get('gid')),
    superOptions: shown.filter(Boolean).join(',') || undefined,
  };
}

function parseSize(text: string): number {
  const match = /^(\d+)([kmg]?)$/i.exec(text);
  if (!match) throw new SysError('EINVAL');
  return Number(match[1]) * 1024 ** ' kmg'.indexOf((match[2] || ' ').toLowerCase());
}

function number(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new SysError('EINVAL');
  return Number(text);
}
