/** What system calls are charged, µs of CPU time: a fixed table, so that the same commands take the same time. */
export const COST = {
  /** Anything that only looks into the kernel. */
  call: 0.3,
  path: 1.5,
  open: 2.5,
  change: 4,
  /** A read or write, besides its bytes. */
  transfer: 0.8,
  /** Copying one byte. */
  byte: 0.0002,
  pipe: 2,
  signal: 1.5,
  wait: 1,
  fork: 90,
  exec: 350,
  socket: 6,
  connect: 30,
  accept: 12,
} as const;
