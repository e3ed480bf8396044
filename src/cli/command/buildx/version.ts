/** The buildx whose behaviour this is. */
export const BUILDX_VERSION = 'v0.36.1';
