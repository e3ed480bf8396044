import { containerInspect, containerKill } from '../../client/container';
import { StatusError } from '../../cli/errors';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import { done, failed, working } from '../progress/events';
import type { Project } from '../project/types';
import { attach, showLogs } from './attach';
import { listContainers, progressName } from './containers';
import { create, type CreateOptions } from './create';
import type { LogConsumer } from './log-consumer';
import { Menu } from './menu';
import { monitor, type ContainerEvent } from './monitor';
import { together } from './order';
import { start } from './start';
import { stop } from './stop';

export interface UpOptions {
  create: CreateOptions;
  /** Where logs go; none: detached. */
  consumer: LogConsumer | undefined;
  attachTo: readonly string[];
  services: readonly string[];
  onExit: 'ignore' | 'stop' | 'fail';
  exitCodeFrom: string;
  wait: boolean;
  waitTimeoutMs: number;
  menu: boolean;
}

/** The status of a command that Ctrl-C ended. */
export const INTERRUPTED = 130;

/** Creates and starts a project, and stays with its logs unless detached (composeService.Up). */
export async function up(app: App, project: Project, options: UpOptions): Promise<number> {
  await app.run('up', async () => {
    await create(app, project, options.create);
    if (!options.consumer) await start(app, project, { wait: options.wait, waitTimeout: options.waitTimeoutMs });
  });
  return options.consumer ? new Session(app, project, options, options.consumer).run() : 0;
}

/** An attached `up`: logs, exits, Ctrl-C once to stop and twice to kill, the menu's keys (upSession). */
class Session {
  private exitCode = 0;
  private interrupts = 0;
  private terminating: Promise<void> | undefined;
  private cascaded = false;
  private codeTaken = false;
  private readonly ends = new Map<string, Promise<void>>();
  private readonly failures: unknown[] = [];
  private detach: () => void = () => undefined;

  constructor(
    private readonly app: App,
    private readonly project: Project,
    private readonly options: UpOptions,
    private readonly consumer: LogConsumer,
  ) {}

  async run(): Promise<number> {
    const { app, project, options } = this;
    const { sys } = app.cli;
    let detached = false;
    const detaching = new Promise<void>((resolve) => (this.detach = () => {
      detached = true;
      resolve();
    }));
    sys.onSignal('SIGINT', () => this.interrupt());
    sys.onSignal('SIGTERM', () => this.interrupt());
    const menu = options.menu ? new Menu(app, this.consumer, { interrupt: () => this.interrupt(), detach: () => this.detach() }) : undefined;
    menu?.open();
    try {
      const attached = await attach(app, project.name, options.attachTo, this.consumer);
      for (const [id, end] of attached) this.ends.set(id, end);
      let opened: () => void = () => undefined;
      const ready = new Promise<void>((resolve) => (opened = resolve));
      const watched = options.services.length > 0 ? options.services : options.attachTo;
      const over = monitor(app, project.name, watched, opened, (event) => this.handle(event, attached)).catch((error: unknown) => void this.failures.push(error));
      await ready;
      try {
        await start(app, project);
      } catch (error) {
        if (!this.terminating) throw error;
      }
      await Promise.race([over, detaching]);
      if (!detached) {
        await Promise.all(this.ends.values());
        await this.terminating;
      }
    } finally {
      menu?.close();
    }
    if (this.failures[0] !== undefined) throw this.failures[0];
    if (this.exitCode !== 0) throw new StatusError(this.exitCode);
    return this.interrupts > 0 ? INTERRUPTED : 0;
  }

  private interrupt(): void {
    this.interrupts++;
    if (this.interrupts === 1) this.terminate('Gracefully Stopping... press Ctrl+C again to force');
    else if (this.interrupts === 2) this.app.cli.sys.thread(() => this.kill());
  }

  /** Stops everything in the background. */
  private terminate(reason: string): void {
    const { app, project } = this;
    let finish: () => void = () => undefined;
    this.terminating = new Promise((resolve) => (finish = resolve));
    app.cli.sys.thread(async () => {
      await app.tell({ id: 'Compose', status: 'working', text: 'Stopping', details: reason });
      try {
        await stop(app, project, this.options.create.services, this.options.create.timeout);
      } catch (error) {
        if (this.interrupts < 2) this.failures.push(error);
      }
      finish();
    });
  }

  private async kill(): Promise<void> {
    const { app, project } = this;
    await together(await listContainers(app, project.name, 'exclude', false), async (container) => {
      const id = progressName(container);
      await app.tell(working(id, 'Killing'));
      try {
        await containerKill(app.client, container.Id);
      } catch {
        // It is over already.
        return app.tell(failed(id, 'Error while Killing'));
      }
      await app.tell(done(id, 'Killed'));
    });
  }

  private async handle(event: ContainerEvent, attached: ReadonlyMap<string, Promise<void>>): Promise<void> {
    const { app, options } = this;
    if (event.kind === 'recreated') return this.consumer.status(event.replaced, 'has been recreated');
    if (event.kind === 'started') {
      const known = attached.has(event.id) && !event.restarting;
      if (known || (options.attachTo.length > 0 && !options.attachTo.includes(event.service))) return;
      const { State } = await containerInspect(app.client, event.id);
      const since = (State as unknown as { StartedAt: string }).StartedAt;
      this.ends.set(event.id, showLogs(app, { Id: event.id }, event.name, this.consumer, { follow: true, since }).catch(() => undefined));
      return;
    }
    // What it printed last comes first.
    if (!event.restarting) await this.ends.get(event.id);
    await this.consumer.status(event.name, `exited with code ${event.exitCode}${event.restarting ? ' (restarting)' : ''}`);
    if (event.service === options.exitCodeFrom && !this.codeTaken) {
      this.codeTaken = true;
      this.exitCode = event.exitCode;
    }
    if (options.onExit === 'ignore' || this.cascaded || this.interrupts > 0) return;
    if (options.onExit === 'fail' && event.exitCode === 0) return;
    this.cascaded = true;
    if (!this.codeTaken) this.exitCode = event.exitCode;
    this.terminate('Aborting on container exit...');
  }
}

/** The services to attach to: those that were asked for, or all, unless they say `attach: false`. */
export function attachedServices(project: Project, names: readonly string[], exclude: readonly string[]): string[] {
  const all = names.length > 0 ? names : sortedKeys(project.services);
  return all.filter((name) => project.services[name]?.attach !== false && !exclude.includes(name));
}
