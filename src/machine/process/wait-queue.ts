/** Those who wait for a change of something: woken all at once, each looks again for itself. */
export class WaitQueue {
  private waiters = new Set<() => void>();

  /** Registers for the next wake; the result withdraws. */
  add(wake: () => void): () => void {
    this.waiters.add(wake);
    return () => void this.waiters.delete(wake);
  }

  wake(): void {
    if (this.waiters.size === 0) return;
    const all = [...this.waiters];
    this.waiters.clear();
    for (const wake of all) wake();
  }
}
