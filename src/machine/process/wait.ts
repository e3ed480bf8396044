import { SysError } from '../errno';
import type { WaitOptions, WaitResult } from '../sys';
import type { Process } from './process';
import { reap } from './terminate';

/** A child's change that wait(2) has to report, which is then reported; ECHILD when there is nobody to wait for. */
export function findChange(proc: Process, options: WaitOptions): WaitResult | undefined {
  const wanted = options.pid ?? -1;
  const ns = proc.ns.pid;
  let any = false;
  for (const child of proc.children) {
    const pid = child.pids.in(ns);
    if (wanted > 0 ? pid !== wanted : wanted < -1 ? child.group.ids.in(ns) !== -wanted : wanted === 0 && child.group !== proc.group) continue;
    if (child.autoReap) continue;
    any = true;
    if (!child.running) {
      const status = child.status!;
      reap(child);
      // What the child used without waiting for it, its parent has waited for: a loop of commands takes its time.
      proc.cpuDebtUs += child.cpuDebtUs;
      return { pid, status };
    }
    const { unreported } = child;
    if ((unreported?.kind === 'stopped' && options.untraced) || (unreported?.kind === 'continued' && options.continued)) {
      child.unreported = undefined;
      return { pid, status: unreported };
    }
  }
  if (!any) throw new SysError('ECHILD');
  return undefined;
}
