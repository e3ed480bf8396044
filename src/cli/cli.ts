import type { Transport } from '../api/transport';
import { text as decode } from '../lib/bytes';
import { cleanPath } from '../lib/clean-path';
import type { ByteReader } from '../lib/stream';
import { API_VERSION } from '../api/types';
import { Client, versionLess } from '../client/client';
import type { Sys } from '../machine/sys';
import { ConfigFile } from './config-file';
import { ContextStore } from './context-store';
import { contextName, resolveEndpoint, type EndpointSources } from './endpoint';
import { notSimulated, StatusError } from './errors';
import type { Flags } from './flags/parse';
import { sysTransport } from './transport';

export interface DockerOptions {
  /** Dials the engine in place of the process's sockets. */
  transport?: (sys: Sys, host: string) => Transport;
  /** True where the engine is on another machine than the files here: bind mounts can't mean what they say. */
  foreignEngine?: boolean;
  /** False: without the buildx plugin, `docker build` is the classic builder's. */
  buildx?: boolean;
  /** Gives what reads compose files, which `docker buildx bake` builds, too. */
  readCompose?: () => Promise<ReadCompose>;
}

/** Reads compose files laid over each other: their model, and the environment with that of a .env file. */
export type ReadCompose = (sys: Sys, home: string, files: readonly string[], env: Readonly<Record<string, string>>) => { model: Record<string, unknown>; environment: Record<string, string> };

/** What a command sees: its streams, its configuration, the engine. */
export class Cli {
  readonly config: ConfigFile;
  readonly contexts: ContextStore;
  /** Said on loading a broken configuration. */
  readonly warning: string | undefined;
  private connected: Client | undefined;

  constructor(
    readonly sys: Sys,
    readonly global: Flags,
    readonly options: DockerOptions,
  ) {
    const dir = global.changed('config') ? global.string('config') : (sys.env.DOCKER_CONFIG || `${this.home}/.docker`);
    const { config, warning } = ConfigFile.load(sys, dir);
    this.config = config;
    this.warning = warning;
    this.contexts = new ContextStore(sys, dir);
  }

  get home(): string {
    return this.sys.env.HOME || '/';
  }

  /** What -H, --context, the environment and the configuration say about the engine. */
  get sources(): EndpointSources {
    return {
      host: this.global.string('host'),
      hostGiven: this.global.string('host') !== '',
      context: this.global.string('context'),
      env: this.sys.env,
      currentContext: this.config.string('currentContext'),
      tls: this.global.bool('tls') || this.global.bool('tlsverify') || Boolean(this.sys.env.DOCKER_TLS_VERIFY),
    };
  }
  get context(): string {
    return contextName(this.sources);
  }

  /** The client of the engine that is in force. */
  get client(): Client {
    return (this.connected ??= this.dial());
  }

  private dial(): Client {
    const { sys } = this;
    if (this.sources.tls) {
      const ca = this.global.changed('tlscacert') ? this.global.string('tlscacert') : `${sys.env.DOCKER_CERT_PATH || this.config.dir}/ca.pem`;
      if (!sys.access(ca, '')) throw new StatusError(1, `Failed to initialize: unable to resolve docker endpoint: open ${ca}: no such file or directory`);
      throw notSimulated('TLS');
    }
    const host = resolveEndpoint(this.sources, this.contexts);
    if (host.startsWith('ssh://')) throw notSimulated('a connection by SSH');
    const version = sys.env.DOCKER_API_VERSION || undefined;
    if (version !== undefined && !/^\d+\.\d+$/.test(version)) {
      throw new StatusError(1, `Failed to initialize: invalid API version (${version}): must be formatted <major>.<minor>`);
    }
    // A version from the future is no version to insist on.
    const fixed = version !== undefined && versionLess(API_VERSION, version) ? undefined : version;
    const transport = (this.options.transport ?? sysTransport)(sys, host);
    return new Client(transport, { version: fixed, headers: Object.entries(this.config.map('HttpHeaders')) });
  }

  async out(text: string | Uint8Array): Promise<void> {
    if (text.length > 0) await this.sys.write(1, text);
  }
  async err(text: string | Uint8Array): Promise<void> {
    if (text.length > 0) await this.sys.write(2, text);
  }
  /** A line on stdout. */
  line(text: string): Promise<void> {
    return this.out(text + '\n');
  }
  /** A line on stderr. */
  note(text: string): Promise<void> {
    return this.err(text + '\n');
  }

  isTty(fd: 0 | 1 | 2): boolean {
    return this.sys.isatty(fd);
  }

  /** Columns of the terminal on stdout, or 0. */
  columns(): number {
    return this.sys.isatty(1) ? this.sys.winsize(1).cols : 0;
  }

  get stdin(): ByteReader {
    return { read: (max) => this.sys.read(0, max) };
  }

  /** One line of stdin without its end; undefined at the end of the input. */
  async readLine(): Promise<string | undefined> {
    const bytes: number[] = [];
    for (;;) {
      const part = await this.sys.read(0, 1);
      if (part.length === 0) return bytes.length === 0 ? undefined : decode(Uint8Array.from(bytes));
      if (part[0] === 10) return decode(Uint8Array.from(bytes));
      bytes.push(part[0]!);
    }
  }

  /** cli/command.PromptForConfirmation: true for y or Y. */
  async confirm(message: string): Promise<boolean> {
    await this.out(`${message}${message.endsWith(' ') ? '' : ' '}[y/N] `);
    const answer = await this.readLine();
    return answer?.trim().toLowerCase() === 'y';
  }

  /** A file of the host, by a path that may be relative. */
  readFile(path: string): Uint8Array {
    try {
      return this.sys.readFile(path);
    } catch (error) {
      throw new Error(`open ${path}: ${errnoText(error)}`);
    }
  }

  /** filepath.Abs. */
  abs(path: string): string {
    return cleanPath(path.startsWith('/') ? path : `${this.sys.cwd()}/${path}`);
  }
}

/** strerror in Go's lower case. */
export function errnoText(error: unknown): string {
  const message = (error as Error).message;
  return message.charAt(0).toLowerCase() + message.slice(1);
}
