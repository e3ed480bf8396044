import type { Content } from '../lib/content';
import type { Duplex } from '../lib/stream';

/** The system calls that the registry needs (machine/sys has them; this room knows no machine). */
export interface RegistrySys {
  readonly argv: readonly string[];
  readonly env: Record<string, string>;
  readonly random: { hex(bytes: number): string };
  now(): number;
  resumable(save: () => unknown): void;
  readText(path: string): string;
  readContent(path: string): Content;
  writeContent(path: string, content: Content, permissions?: number): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): { name: string; type?: string }[];
  stat(path: string): { size: number; type: string };
  mkdir(path: string): void;
  unlink(path: string): void;
  rmdir(path: string): void;
  rename(from: string, to: string): void;
  write(fd: number, text: string): Promise<void>;
  listen(address: { family: 'inet'; host: string; port: number }): number;
  accept(fd: number): Promise<{ fd: number; peer: { family: string; host?: string; port?: number } }>;
  stream(fd: number): Duplex;
  thread(flow: () => Promise<void>): void;
  onSignal(signal: 'SIGTERM' | 'SIGINT', handler: () => void): void;
  exit(code: number): never;
}

/** What a system call throws. */
export const isSystemFailure = (error: unknown): error is Error & { code: string } => error instanceof Error && 'errno' in error;
