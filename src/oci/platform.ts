import type { Platform } from './image';

export class PlatformError extends Error {}

const COMPONENT = /^[A-Za-z0-9_.-]+$/;
const SYSTEMS = new Set([
  'aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'hurd', 'illumos', 'ios', 'js', 'linux', 'nacl', 'netbsd',
  'openbsd', 'plan9', 'solaris', 'windows', 'zos',
]);
const ARCHITECTURES = new Set([
  '386', 'amd64', 'amd64p32', 'arm', 'armbe', 'arm64', 'arm64be', 'ppc64', 'ppc64le', 'loong64', 'mips', 'mipsle',
  'mips64', 'mips64le', 'mips64p32', 'mips64p32le', 'ppc', 'riscv', 'riscv64', 's390', 's390x', 'sparc', 'sparc64', 'wasm',
]);

function normalizeArchitecture(architecture: string, variant: string | undefined): [string, string | undefined] {
  let arch = architecture.toLowerCase();
  let v = variant?.toLowerCase();
  switch (arch) {
    case 'i386':
      return ['386', undefined];
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return ['amd64', v === 'v1' ? undefined : v];
    case 'aarch64':
    case 'arm64':
      arch = 'arm64';
      if (v === '8' || v === 'v8') v = undefined;
      return [arch, v];
    case 'armhf':
      return ['arm', 'v7'];
    case 'armel':
      return ['arm', 'v6'];
    case 'arm':
      if (v === undefined || v === '7') v = 'v7';
      else if (/^\d$/.test(v)) v = `v${v}`;
      return [arch, v];
    default:
      return [arch, v];
  }
}

/** Parses `os[/arch[/variant]]` (containerd platforms.Parse, with its messages). */
export function parsePlatform(specifier: string): Platform {
  if (specifier.includes('*')) {
    throw new PlatformError(`"${specifier}": wildcards not yet supported: invalid argument`);
  }
  const pieces = specifier.split('/');
  // The fourth piece takes all the rest (strings.SplitN).
  const first = pieces.length > 4 ? [...pieces.slice(0, 3), pieces.slice(3).join('/')] : pieces;
  for (const part of first) {
    if (COMPONENT.test(part)) continue;
    throw new PlatformError(`"${part}" is an invalid component of "${specifier}": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`);
  }
  if (first.length > 3) throw new PlatformError(`"${specifier}": cannot parse platform specifier: invalid argument`);
  if (first.length === 1) {
    const only = first[0]!.toLowerCase();
    const os = only === 'macos' ? 'darwin' : only;
    if (SYSTEMS.has(os)) return { os, architecture: 'amd64' };
    const [architecture, variant] = normalizeArchitecture(only, undefined);
    if (ARCHITECTURES.has(architecture)) return platformOf('linux', architecture, variant);
    throw new PlatformError(`"${specifier}": unknown operating system or architecture: invalid argument`);
  }
  const [architecture, variant] = normalizeArchitecture(first[1]!, first[2]);
  return platformOf(first[0]!.toLowerCase(), architecture, variant);
}

function platformOf(os: string, architecture: string, variant: string | undefined): Platform {
  return variant === undefined ? { os, architecture } : { os, architecture, variant };
}

export function formatPlatform(platform: Platform): string {
  return [platform.os || 'unknown', platform.architecture, platform.variant].filter((part) => part).join('/');
}

/** containerd's OnlyStrict: the same system, architecture and variant after normalization. */
export function samePlatform(wanted: Platform, offered: Platform): boolean {
  const [wantedArch, wantedVariant] = normalizeArchitecture(wanted.architecture, wanted.variant);
  const [arch, variant] = normalizeArchitecture(offered.architecture, offered.variant);
  return wanted.os === offered.os && wantedArch === arch && (wantedVariant ?? '') === (variant ?? '');
}

/** A platform with the names and the variant that containerd compares by (platforms.Normalize). */
export function normalPlatform({ os, architecture, variant }: Platform): Platform {
  return platformOf(os, ...normalizeArchitecture(architecture, variant));
}

/** What the machine is. */
export const HOST_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' };

/** The most that its processor can run (moby daemon/create.go, maximumSpec). */
export const MAXIMUM_PLATFORM: Platform = { ...HOST_PLATFORM, variant: 'v3' };

/** The platforms whose programs a platform runs, the best first (containerd platforms.Only). */
function runnableOn({ os, architecture, variant }: Platform): Platform[] {
  const [name, v] = normalizeArchitecture(architecture, variant);
  const down = (from: number, to: number, of: string): Platform[] => Array.from({ length: Math.max(0, from - to + 1) }, (_, i) => ({ os, architecture: of, variant: `v${from - i}` }));
  const number = Number(/^v(\d+)/.exec(v ?? '')?.[1] ?? 0);
  if (name === 'amd64') return [...down(number, 2, name), { os, architecture: name }, { os, architecture: '386' }];
  if (name === 'arm') return [{ os, architecture: name, ...(v ? { variant: v } : {}) }, ...down(number - 1, 5, name)];
  if (name === 'arm64') return [...(v ? [{ os, architecture: name, variant: v }] : []), { os, architecture: name }, ...down(8, 5, 'arm')];
  return [{ os, architecture: name, ...(v ? { variant: v } : {}) }];
}

/** What of several runs best on a platform; undefined when none does. */
export function bestFor<T>(wanted: Platform, offers: readonly T[], platformOf: (offer: T) => Platform | undefined): T | undefined {
  for (const platform of runnableOn(wanted)) {
    const found = offers.find((offer) => {
      const offered = platformOf(offer);
      return offered !== undefined && samePlatform(platform, offered);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the machine runs a platform's programs; an image that leaves out the variant counts (moby OnlyPlatformWithFallback). */
export function runsHere(platform: Platform): boolean {
  return bestFor(MAXIMUM_PLATFORM, [platform], (one) => one) !== undefined;
}
