import { makeTestMachine } from '../machine/testing';
import { ash, bash, dash } from './index';
import { TOOLS } from './test-tools';

/** A snippet with what a real shell did with it (test/shell/record.mjs). */
export interface Recorded { script: string; file?: string; args?: string[]; stdin?: string; viaStdin?: boolean; stdout: string; stderr: string; status: number | string }

/** Process ids differ between machines. */
export function anonymous(text: string): string {
  return text.replace(/(line \d+: ) *\d+( (?:Terminated|Killed|Segmentation))/g, '$1PID$2');
}

/** Runs a snippet in a machine of its own. */
export async function replay(shell: 'bash' | 'dash' | 'ash', record: Recorded): Promise<{ stdout: string; stderr: string; status: number | string }> {
  const path = shell === 'ash' ? '/bin/sh' : `/bin/${shell}`;
  const machine = await makeTestMachine({
    programs: { ...TOOLS, '/bin/bash': bash, '/bin/dash': dash, '/bin/sh': ash },
    files: { '/tmp/w/.keep': '' },
  });
  await machine.run('/bin/rm', ['rm', '/tmp/w/.keep']);
  if (record.file) machine.write(`/tmp/w/${record.file}`, record.script);
  const args = record.file ? [record.file, ...(record.args ?? [])] : record.viaStdin ? [] : ['-c', record.script, ...(record.args ?? [])];
  const result = await machine.run(path, [shell === 'ash' ? 'sh' : shell, ...args], {
    cwd: '/tmp/w', stdin: record.viaStdin ? record.script : (record.stdin ?? ''),
    env: { PATH: '/usr/bin:/bin', HOME: '/root', LC_ALL: 'C.UTF-8', TERM: 'dumb' },
  });
  machine.machine.halt();
  return { stdout: result.stdout, stderr: anonymous(result.stderr), status: result.ended.kind === 'signaled' ? result.ended.signal : result.status };
}
