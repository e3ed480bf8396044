/** Every path-level system call, over an `FsContext`. */
export * from './path-query';
export * from './path-create';
export * from './path-change';
export * from './path-mount';
export { resolve, statAt, walk, type FsContext, type Resolved } from './walk';
