import type { Shell } from './shell';

/** What `time` prints (TIMEFORMAT's default, or POSIX's with -p). Simulated processes' CPU time is part of the real time only. */
export function formatTimes(shell: Shell, realMs: number, posix: boolean): void {
  const seconds = realMs / 1000;
  if (posix) {
    shell.emit(2, `real ${seconds.toFixed(2)}\nuser 0.00\nsys 0.00\n`);
    return;
  }
  const format = (s: number): string => `${Math.floor(s / 60)}m${(s % 60).toFixed(3)}s`;
  const wanted = shell.vars.get('TIMEFORMAT');
  if (wanted === undefined) {
    shell.emit(2, `\nreal\t${format(seconds)}\nuser\t${format(0)}\nsys\t${format(0)}\n`);
    return;
  }
  if (wanted === '') return;
  const text = wanted.replace(/%(?:([0-9]?)(l?)([RUSP])|%)/g, (all, digits: string | undefined, long: string | undefined, what: string | undefined) => {
    if (all === '%%') return '%';
    const value = what === 'R' ? seconds : 0;
    const places = digits ? Math.min(3, Number(digits)) : what === 'P' ? 2 : 3;
    return long ? `${Math.floor(value / 60)}m${(value % 60).toFixed(places)}s` : value.toFixed(places);
  });
  shell.emit(2, `${text}\n`);
}
