import { unlessAborted } from './unless-aborted';

/** Who uses which cache directory, over all builds of an engine. */
export class Locks {
  private readonly held = new Map<string, Promise<void>>();
  private readonly seen = new WeakMap<object, Set<string>>();

  /** Waits until nobody else holds the key. Gives what lets go of it; throws the signal's reason when it is aborted first. */
  async wait(key: string, signal: AbortSignal): Promise<() => void> {
    while (this.held.has(key)) await unlessAborted(signal, this.held.get(key)!);
    return this.hold(key);
  }

  /** The key, or it with a number when it is held. */
  firstFree(key: string): [key: string, release: () => void] {
    let free = key;
    for (let i = 1; this.held.has(free); i++) free = `${key}#${i}`;
    return [free, this.hold(free)];
  }

  private hold(key: string): () => void {
    let release!: () => void;
    this.held.set(key, new Promise((resolve) => {
      release = () => {
        this.held.delete(key);
        resolve();
      };
    }));
    return release;
  }

  /** True the first time that somebody asks for a key. */
  firstUse(owner: object, key: string): boolean {
    const keys = this.seen.get(owner) ?? new Set();
    this.seen.set(owner, keys);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  }
}
