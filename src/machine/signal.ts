/** Signal numbers of Linux on x86-64 (signal(7)). */
export const SIGNALS = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10,
  SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGSTKFLT: 16, SIGCHLD: 17, SIGCONT: 18, SIGSTOP: 19,
  SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28,
  SIGIO: 29, SIGPWR: 30, SIGSYS: 31,
} as const;

export type SignalName = keyof typeof SIGNALS;

const NAMES = new Map<number, SignalName>(Object.entries(SIGNALS).map(([name, number]) => [number, name as SignalName]));

export function signalName(number: number): SignalName | undefined {
  return NAMES.get(number);
}

/** A signal by name with or without SIG, in any case, or by number; undefined when there is none. */
export function parseSignal(text: string): SignalName | undefined {
  if (/^\d+$/.test(text)) return signalName(Number(text));
  const name = text.toUpperCase();
  const full = (name.startsWith('SIG') ? name : `SIG${name}`) as SignalName;
  return full in SIGNALS ? full : undefined;
}

/** What a signal does to a process that neither handles nor ignores it. */
export type DefaultAction = 'terminate' | 'core' | 'ignore' | 'stop' | 'continue';

export function defaultAction(signal: SignalName): DefaultAction {
  switch (signal) {
    case 'SIGCHLD': case 'SIGURG': case 'SIGWINCH':
      return 'ignore';
    case 'SIGCONT':
      return 'continue';
    case 'SIGSTOP': case 'SIGTSTP': case 'SIGTTIN': case 'SIGTTOU':
      return 'stop';
    case 'SIGQUIT': case 'SIGILL': case 'SIGTRAP': case 'SIGABRT': case 'SIGBUS': case 'SIGFPE': case 'SIGSEGV': case 'SIGXCPU': case 'SIGXFSZ': case 'SIGSYS':
      return 'core';
    default:
      return 'terminate';
  }
}
