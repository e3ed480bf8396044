import type { components } from './types.gen';

/** The Engine API's objects, with moby's field names. */
export type Schemas = components['schemas'];

/** The version that the engine speaks, and the oldest that it still answers. */
export const API_VERSION = '1.55';
export const MIN_API_VERSION = '1.40';
export const ENGINE_VERSION = '29.7.2';
