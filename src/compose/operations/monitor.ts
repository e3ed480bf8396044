import { containerInspect } from '../../client/container';
import { isNotFound } from '../../client/errors';
import { jsonValues } from '../../client/streams';
import { events } from '../../client/system';
import type { App } from '../app';
import { listContainers, projectLabel, serviceOf } from './containers';
import { LABEL } from './labels';

export interface ContainerEvent {
  kind: 'started' | 'exited' | 'recreated';
  id: string;
  /** `web-1`. */
  name: string;
  service: string;
  exitCode: number;
  restarting: boolean;
  replaced: string;
}

interface EngineEvent {
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
}

/**
 * Watches a project's containers until none of them runs any more (pkg/compose/monitor.go). `opened` is called as
 * soon as events are coming.
 */
export async function monitor(app: App, project: string, services: readonly string[], opened: () => void, listener: (event: ContainerEvent) => Promise<void>): Promise<void> {
  const filters = JSON.stringify({ type: { container: true }, label: { [projectLabel(project)]: true, [`${LABEL.oneoff}=False`]: true } });
  const stream = await events(app.client, { filters });
  const left = new Set((await listContainers(app, project, 'exclude', true)).filter((container) => services.length === 0 || services.includes(serviceOf(container))).map(({ Id }) => Id));
  const restarting = new Set<string>();
  opened();
  if (left.size === 0) return;
  for await (const { Action, Actor } of jsonValues<EngineEvent>(stream)) {
    const labels = Actor.Attributes;
    const service = labels[LABEL.service] ?? '';
    if (services.length > 0 && !services.includes(service)) continue;
    const full = labels.name ?? '';
    const usual = `${project}-${service}-${labels[LABEL.number] ?? ''}`;
    const event: ContainerEvent = {
      kind: 'started', id: Actor.ID, name: full === usual ? full.slice(project.length + 1) : full, service, exitCode: Number(labels.exitCode ?? 0), restarting: false,
      replaced: labels[LABEL.replace] ?? '',
    };
    if (Action === 'create') {
      left.add(Actor.ID);
      if (event.replaced !== '') await listener({ ...event, kind: 'recreated' });
    } else if (Action === 'start') {
      await listener({ ...event, restarting: restarting.has(Actor.ID) });
      left.add(Actor.ID);
    } else if (Action === 'die') {
      const details = await containerInspect(app.client, Actor.ID).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
      if (details && (details.State.Restarting || details.State.Running)) {
        restarting.add(Actor.ID);
        await listener({ ...event, kind: 'exited', restarting: true });
      } else {
        await listener({ ...event, kind: 'exited' });
        left.delete(Actor.ID);
      }
    }
    if (left.size === 0) return;
  }
}

