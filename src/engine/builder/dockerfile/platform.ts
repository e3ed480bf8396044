import type { Platform } from '../../../oci/image';
import { HOST_PLATFORM } from '../../../oci/platform';
import { quote } from './go-text';
import { DockerfileError } from './location';

const OSES = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(' '),
);
const ARCHITECTURES = new Set(
  ('386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 ' +
    'mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm').split(' '),
);
const OS_FORM = '^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$';
const PART_FORM = '^[A-Za-z0-9_.-]+$';

function normalizeOs(os: string): string {
  const lower = os.toLowerCase();
  return lower === '' ? 'linux' : lower === 'macos' ? 'darwin' : lower;
}

function normalizeArch(rawArch: string, rawVariant: string): [arch: string, variant: string] {
  const arch = rawArch.toLowerCase();
  const variant = rawVariant.toLowerCase();
  switch (arch) {
    case 'i386':
      return ['386', ''];
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return ['amd64', variant === 'v1' ? '' : variant];
    case 'aarch64':
    case 'arm64':
      if (['8', 'v8', 'v8.0'].includes(variant)) return ['arm64', ''];
      return ['arm64', ['9', '9.0', 'v9.0'].includes(variant) ? 'v9' : variant];
    case 'armhf':
      return ['arm', 'v7'];
    case 'armel':
      return ['arm', 'v6'];
    case 'arm':
      if (variant === '' || variant === '7') return ['arm', 'v7'];
      return ['arm', ['5', '6', '8'].includes(variant) ? 'v' + variant : variant];
  }
  return [arch, variant];
}

function made(os: string, architecture: string, variant: string | undefined, version: string | undefined): Platform {
  return { os, architecture, ...(variant && { variant }), ...(version && { 'os.version': version }) };
}

/** The canonical spelling of a platform (containerd's platforms.Normalize). */
export function normalizePlatform(platform: Platform): Platform {
  const [architecture, variant] = normalizeArch(platform.architecture, platform.variant ?? '');
  return made(normalizeOs(platform.os), architecture, variant || undefined, platform['os.version']);
}

/** `os[/arch[/variant]]`, or one of the two first alone (containerd's platforms.Parse). */
export function parsePlatform(specifier: string): Platform {
  const fail = (message: string) => new DockerfileError(`${message}: invalid argument`);
  if (specifier.includes('*')) throw fail(`${quote(specifier)}: wildcards not yet supported`);
  const all = specifier.split('/');
  const parts = all.length > 4 ? [...all.slice(0, 3), all.slice(3).join('/')] : all;
  const osMatch = new RegExp(OS_FORM).exec(parts[0]!);
  if (!osMatch) {
    throw fail(
      `${quote(parts[0]!)} is an invalid OS component of ${quote(specifier)}: ` +
        `OSAndVersion specifier component must match ${quote(OS_FORM)}`,
    );
  }
  for (const part of parts.slice(1)) {
    if (new RegExp(PART_FORM).test(part)) continue;
    throw fail(
      `${quote(part)} is an invalid component of ${quote(specifier)}: ` +
        `platform specifier component must match ${quote(PART_FORM)}`,
    );
  }
  const os = normalizeOs(osMatch[1]!);
  const osVersion = osMatch[2] || undefined;
  if (parts.length === 1) {
    if (OSES.has(os)) return made(os, HOST_PLATFORM.architecture, undefined, osVersion);
    const [architecture, variant] = normalizeArch(parts[0]!, '');
    if (!ARCHITECTURES.has(architecture)) throw fail(`${quote(specifier)}: unknown operating system or architecture`);
    return made('linux', architecture, implied(architecture, variant), undefined);
  }
  if (parts.length > 3) throw fail(`${quote(specifier)}: cannot parse platform specifier`);
  const [architecture, variant] = normalizeArch(parts[1]!, parts[2] ?? '');
  if (parts.length === 2) return made(os, architecture, implied(architecture, variant), osVersion);
  return made(os, architecture, architecture === 'arm64' && variant === '' ? 'v8' : variant, osVersion);
}

function implied(architecture: string, variant: string): string | undefined {
  return architecture === 'arm' && variant === 'v7' ? undefined : variant || undefined;
}

/** containerd's platforms.FormatAll. */
export function formatPlatform(platform: Platform): string {
  const { os, architecture, variant } = platform;
  if (os === '') return 'unknown';
  const version = platform['os.version'];
  return [version ? `${os}(${version})` : os, architecture, variant].filter(Boolean).join('/');
}
