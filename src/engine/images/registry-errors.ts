/** What a registry, or the way to it, refused: containerd's remotes/docker errors in their words. */
export class RegistryError extends Error {
  constructor(
    readonly kind: 'notFound' | 'denied' | 'unreachable' | 'unexpected',
    message: string,
  ) {
    super(message);
    this.name = 'RegistryError';
  }
}
