export type EventStatus = 'working' | 'done' | 'warning' | 'error';

/** What happens to a resource (api.Resource of docker/compose). */
export interface ProgressEvent {
  /** `Container demo-web-1`. */
  id: string;
  /** The resource that this one is a part of (a layer, of an image). */
  parent?: string;
  status: EventStatus;
  text: string;
  details?: string;
  current?: number;
  total?: number;
  percent?: number;
}

/** Where progress is shown. Texts are written in the order in which they are given. */
export interface Progress {
  start(operation: string): void;
  on(...events: ProgressEvent[]): Promise<void>;
  done(): Promise<void>;
}

export const working = (id: string, text: string): ProgressEvent => ({ id, status: 'working', text });
export const done = (id: string, text: string): ProgressEvent => ({ id, status: 'done', text });
export const failed = (id: string, details: string): ProgressEvent => ({ id, status: 'error', text: 'Error', details });
export const warned = (id: string, text: string): ProgressEvent => ({ id, status: 'warning', text });
