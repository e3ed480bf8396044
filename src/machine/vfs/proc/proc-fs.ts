import { symlinkTo, VirtualFs, type VirtualDirectory, type VirtualNode } from '../virtual-fs';
import { SysError } from '../../errno';
import { machineFiles } from './machine-files';
import { processDirectory } from './process-directory';
import type { ProcSource } from './proc-source';
import { sysctlDirectory } from './sysctl-directory';

/** /proc (proc(5)) as one pid namespace sees it. */
export class ProcFs extends VirtualFs {
  constructor(source: ProcSource, options: { dev: number; superOptions?: string }) {
    super('proc', options.dev, topDirectory(source), () => source.now(), options.superOptions);
  }
}

function topDirectory(source: ProcSource): VirtualDirectory {
  const calling = (): number => {
    const pid = source.callingPid();
    if (pid === undefined) throw new SysError('ENOENT');
    return pid;
  };
  const nodes: Record<string, VirtualNode> = {
    self: symlinkTo(() => String(calling())),
    'thread-self': symlinkTo(() => `${calling()}/task/${calling()}`),
    mounts: symlinkTo(() => 'self/mounts'),
    net: symlinkTo(() => 'self/net'),
    sys: sysctlDirectory(source),
    ...machineFiles(source),
  };
  const names = Object.keys(nodes).sort();
  return {
    kind: 'dir',
    names: () => [...source.pids().map(String), ...names],
    child: (name) => {
      if (/^[1-9]\d*$/.test(name)) return processDirectory(source, Number(name));
      return Object.hasOwn(nodes, name) ? nodes[name] : undefined;
    },
  };
}
