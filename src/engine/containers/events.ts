import type { Engine } from '../engine';
import type { Container } from './store';

/** Emits a container's event with its labels, image and name (moby daemon/events.go LogContainerEventWithAttributes). */
export function containerEvent(engine: Engine, container: Container, action: string, extra: Readonly<Record<string, string>> = {}): void {
  const { config, name } = container.record;
  engine.events.log('container', action, container.id, { ...config.Labels, ...extra, ...(config.Image ? { image: config.Image } : {}), name });
}
