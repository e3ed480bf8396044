import type { Flags } from '../../flags/parse';

/** --health-* as the image's HEALTHCHECK takes them. */
export function healthConfig(flags: Flags): Record<string, unknown> | undefined {
  const command = flags.string('health-cmd');
  const times = ['interval', 'timeout', 'start-period', 'start-interval'].map((name) => [name, flags.number(`health-${name}`)] as const);
  const retries = flags.number('health-retries');
  const any = command !== '' || times.some(([, ns]) => ns !== 0) || retries !== 0;
  if (flags.bool('no-healthcheck')) {
    if (any) throw new Error('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!any) return undefined;
  for (const name of ['interval', 'timeout']) if (flags.number(`health-${name}`) < 0) throw new Error(`--health-${name} cannot be negative`);
  if (retries < 0) throw new Error('--health-retries cannot be negative');
  for (const name of ['start-period', 'start-interval']) if (flags.number(`health-${name}`) < 0) throw new Error(`--health-${name} cannot be negative`);
  const [interval, timeout, startPeriod, startInterval] = times.map(([, ns]) => ns || undefined);
  return {
    Test: command === '' ? undefined : ['CMD-SHELL', command],
    Interval: interval,
    Timeout: timeout,
    StartPeriod: startPeriod,
    StartInterval: startInterval,
    Retries: retries || undefined,
  };
}
