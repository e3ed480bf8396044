import { StreamClosed } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { Signal } from '../engine';

export type OutputStream = 'stdout' | 'stderr';

/** Who hears a container's or exec's output. */
export interface StreamListener {
  write(stream: OutputStream, bytes: Uint8Array): Promise<void>;
  end(): void;
}

/** Where attached clients' keys go. */
export interface InputSink {
  write(bytes: Uint8Array): Promise<void>;
  close(): void;
}

/**
 * Where a process's streams meet the clients that are attached to it (moby daemon/internal/stream). Clients may attach
 * before the start; all are let go when the process's output has ended.
 */
export class StreamHub {
  private listeners = new Set<StreamListener>();
  private input = new Signal<InputSink | undefined>();

  attach(listener: StreamListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The process's stdin, as soon as it runs; undefined when it has none. */
  stdin(): Promise<InputSink | undefined> {
    return this.input.wait();
  }

  started(input: InputSink | undefined): void {
    this.input.fire(input);
  }

  /** Gives output to every listener, at the pace of the slowest; one that is gone is dropped. */
  async publish(stream: OutputStream, bytes: Uint8Array): Promise<void> {
    for (const listener of [...this.listeners]) {
      try {
        await listener.write(stream, bytes);
      } catch (error) {
        if (!isSysError(error) && !(error instanceof StreamClosed)) throw error;
        this.listeners.delete(listener);
      }
    }
  }

  /** The process has ended, or never came to be. */
  close(): void {
    const listeners = [...this.listeners];
    this.listeners.clear();
    this.input.fire(undefined);
    this.input = new Signal();
    for (const listener of listeners) listener.end();
  }
}
