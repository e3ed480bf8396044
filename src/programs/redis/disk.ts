import type { Sys } from '../../machine/sys';
import { unlessInterrupted } from '../servers/small';
import type { ServerState } from './command';
import type { Header, Persistence } from './persistence';
import type { Store } from './store';

/** Writes a line of the server's log, as a role and a process of it. */
export type Log = (level: string, message: string, role?: string, pid?: number) => Promise<void>;

/** When the store goes to disk and comes from there, and what the log says then (recorded from Redis 7.0). */
export class Disk {
  /** `replay` carries out a command of the append-only file. */
  constructor(private readonly sys: Sys, private readonly store: Store, private readonly state: ServerState, private readonly persistence: Persistence, private readonly log: Log, private readonly replay: (words: string[]) => Promise<void>) {}

  async save(inBackground = false): Promise<void> {
    this.persistence.save(this.store);
    this.state.dirty = 0;
    this.state.saves++;
    this.state.lastSave = this.sys.now();
    if (!inBackground) return this.log('*', 'DB saved on disk');
    await this.child(async (own, pid) => {
      await this.log('*', `Background saving started by pid ${pid}`);
      await own('DB saved on disk');
      await own('Fork CoW for RDB: current 0 MB, peak 0 MB, average 0 MB');
      await this.log('*', 'Background saving terminated with success');
    });
  }

  /** A process that does its work beside the server's; its lines have its own number. */
  private async child(work: (log: (message: string) => Promise<void>, pid: number) => Promise<void>): Promise<void> {
    const pid = this.sys.fork(async () => 0);
    await this.sys.wait({ pid });
    this.sys.thread(() => work((message) => this.log('*', message, 'C', pid), pid));
  }

  async rewriteLog(): Promise<void> {
    const { base, gone } = this.persistence.rewriteLog(this.store);
    await this.child(async (own, pid) => {
      const temporary = `temp-rewriteaof-bg-${pid}.aof`;
      await this.log('*', `Background append only file rewriting started by pid ${pid}`);
      await own(`Successfully created the temporary AOF base file ${temporary}`);
      await own('Fork CoW for AOF rewrite: current 0 MB, peak 0 MB, average 0 MB');
      await this.log('*', 'Background AOF rewrite terminated with success');
      await this.log('*', `Successfully renamed the temporary AOF base file ${temporary} into ${base}`);
      for (const name of gone) await this.log('*', `Removing the history file ${name} in the background`);
      await this.log('*', 'Background AOF rewrite finished successfully');
    });
  }

  /** The configured save points: so many changes in so many seconds (redis.conf: save). */
  saveLater(): void {
    const points = [...(this.state.config.get('save') ?? '').matchAll(/(\d+) (\d+)/g)].map(([, seconds, changes]) => ({ seconds: Number(seconds), changes: Number(changes) })).sort((a, b) => a.seconds - b.seconds);
    const from = this.sys.now();
    this.sys.thread(async () => {
      for (const { seconds, changes } of points) {
        await unlessInterrupted(() => this.sys.sleep(Math.max(0, from + seconds * 1000 - this.sys.now())));
        if (this.state.dirty === 0) return;
        if (this.state.dirty < changes) continue;
        await this.log('*', `${changes} changes in ${seconds} seconds. Saving...`);
        return this.save(true);
      }
    });
  }

  async load(): Promise<void> {
    const start = this.sys.now();
    const seconds = () => ((this.sys.now() - start) / 1000).toFixed(3);
    if (this.state.config.get('appendonly') === 'yes') return this.loadLog(seconds);
    const dump = this.persistence.load();
    if (!dump) return;
    if (dump === 'corrupt') {
      await this.log('#', `Wrong signature trying to load DB from file`);
      await this.log('#', 'Fatal error loading the DB, check server logs. Exiting.');
      this.sys.exit(1);
    }
    await this.loadDump(dump);
    await this.log('*', `DB loaded from disk: ${seconds()} seconds`);
  }

  private async loadDump(dump: Header, isBase = false): Promise<void> {
    await this.log('*', `Loading RDB produced by version ${dump.version}`);
    await this.log('*', `RDB age ${Math.floor((this.sys.now() - dump.savedAt) / 1000)} seconds`);
    await this.log('*', 'RDB memory usage when created 0.90 Mb');
    if (isBase) await this.log('*', 'RDB is base AOF');
    this.store.load(dump.keys);
    const loaded = this.store.size;
    await this.log('*', `Done loading RDB, keys loaded: ${loaded}, keys expired: ${dump.keys.length - loaded}.`);
  }

  private async loadLog(seconds: () => string): Promise<void> {
    const isNew = this.persistence.openLog();
    const { base, increment } = this.persistence.logFiles;
    if (isNew) {
      await this.log('*', `Creating AOF base file ${base} on server start`);
      await this.log('*', `Creating AOF incr file ${increment} on server start`);
      return;
    }
    await this.log('*', 'Reading RDB base file on AOF loading...');
    await this.loadDump(this.persistence.loadBase() ?? { version: this.state.version, savedAt: this.sys.now(), keys: [] }, true);
    await this.log('*', `DB loaded from base file ${base}: ${seconds()} seconds`);
    this.state.config.set('appendonly', 'no');
    let commands = 0;
    for await (const words of this.persistence.logged()) {
      await this.replay(words);
      commands++;
    }
    this.state.config.set('appendonly', 'yes');
    this.state.dirty = 0;
    if (commands > 0) await this.log('*', `DB loaded from incr file ${increment}: ${seconds()} seconds`);
    await this.log('*', `DB loaded from append only file: ${seconds()} seconds`);
    await this.log('*', `Opening AOF incr file ${increment} on server start`);
  }
}
