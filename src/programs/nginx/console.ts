import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';

/** What nginx says before its configuration's logs are open: to the built-in log with a time, and to the terminal. */
export class StartLog {
  private alerted = false;

  constructor(
    private readonly sys: Sys,
    private readonly path: string,
  ) {}

  /** Tells a message of `warn` and worse at both places (once, when the built-in log is the terminal itself). */
  async tell(level: 'emerg' | 'alert' | 'error' | 'warn' | 'notice', message: string): Promise<void> {
    const { sys } = this;
    const line = `${formatDate('%Y/%m/%d %H:%M:%S', sys.now())} [${level}] ${sys.pid}#${sys.pid}: ${message}\n`;
    if (this.path === 'stderr') return sys.write(2, line);
    try {
      const fd = sys.open(this.path, 'a', 0o644);
      await sys.write(fd, line);
      sys.close(fd);
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (!this.alerted) await sys.write(2, `nginx: [alert] could not open error log file: open() "${this.path}" failed (${error.errno}: ${error.message})\n`);
      this.alerted = true;
      await sys.write(2, line);
    }
    if (level !== 'notice') await sys.write(2, `nginx: [${level}] ${message}\n`);
  }
}
