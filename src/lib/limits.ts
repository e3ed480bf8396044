/** Every bound of the simulation stands here. */
export const LIMITS = {
  /** Bytes that one pipe or socket direction holds (pipe(7)). */
  pipeBytes: 65536,
  /** Processes on the whole machine (kernel.pid_max is higher; the page must stay alive). */
  processes: 1024,
  /** Open files per process (RLIMIT_NOFILE, soft). */
  openFiles: 1024,
  /** Bytes of real (not generated) file content on the whole machine. */
  diskBytes: 2 * 1024 ** 3,
  symlinkDepth: 40,
  pathBytes: 4096,
  nameBytes: 255,
  /** Longest argv + environment (ARG_MAX). */
  argBytes: 2 * 1024 ** 2,
  /** Simulated CPU time that a process may use before others get a turn, µs. */
  cpuSliceUs: 4000,
  /** Of a request's JSON; the real engine has no limit, a page's memory has. */
  requestBytes: 256 * 1024 * 1024,
  httpHeaderBytes: 1024 * 1024,
  httpBodyBytes: 4 * 1024 ** 3,
} as const;
