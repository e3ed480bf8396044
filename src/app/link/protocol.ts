import type { WindowSize } from '../../machine/tty/types';

/** What the page starts the machine with. */
export interface BootRequest {
  seed: number;
  epochMs: number;
  /** A real engine behind a bridge, instead of the simulated one. */
  bridge?: { url: string; token: string };
}

/** How the machine came up. */
export interface BootReport {
  /** A kept state was gone on with. */
  restored: boolean;
  /** A kept state that couldn't be used was set aside under this name. */
  setAside: string | undefined;
}

/** Calls of the page that are answered once. Each: what is asked, what is answered. */
export interface Calls {
  boot: [BootRequest, BootReport];
  openTerminal: [{ size: WindowSize }, { terminal: number }];
  /** Runs a command line as the learner, beside the terminals. */
  sh: [{ command: string }, { stdout: string; stderr: string; status: number }];
  readFile: [{ path: string }, { text: string | undefined }];
  /** GETs what is served on a port of the learner's machine. */
  fetch: [{ port: number; path: string }, { status: number; headers: [string, string][]; body: Uint8Array } | undefined];
  dial: [{ connection: number }, { error: string | undefined }];
  setPace: [{ pace: number }, Record<string, never>];
  /** Keeps the state now, if every terminal is at its prompt. */
  keep: [Record<string, never>, { kept: boolean }];
  /** Forgets the kept state; the page then loads afresh. */
  forget: [Record<string, never>, Record<string, never>];
}

export type CallName = keyof Calls;

export type ToWorker =
  | { [K in CallName]: { kind: 'call'; id: number; name: K; value: Calls[K][0] } }[CallName]
  | { kind: 'input'; terminal: number; bytes: Uint8Array }
  | { kind: 'shown'; terminal: number; count: number }
  | { kind: 'resize'; terminal: number; size: WindowSize }
  | { kind: 'data'; connection: number; bytes: Uint8Array }
  | { kind: 'endData'; connection: number }
  | { kind: 'closeData'; connection: number };

export type ToPage =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string }
  | { kind: 'output'; terminal: number; bytes: Uint8Array }
  | { kind: 'exit'; terminal: number; status: number }
  | { kind: 'ports'; ports: { host: string; port: number }[] }
  | { kind: 'data'; connection: number; bytes: Uint8Array }
  | { kind: 'endData'; connection: number }
  /** The state was kept, or a command that runs in the foreground stands in the way of that. */
  | { kind: 'kept'; busy: boolean }
  | { kind: 'storageFailed'; message: string };
