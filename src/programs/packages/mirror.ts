import { utf8 } from '../../lib/bytes';
import { isArchived } from '../../lib/debian-releases';
import { serveHttp } from '../../lib/http/server';
import type { Duplex } from '../../lib/stream';
import { ALPINE_PACKAGES } from './alpine-world';
import { packagesOf } from './debian-world';
import { CONVENIENCE_SCRIPT, DOCKER_KEY, dockerPackages } from './docker-world';
import type { Package } from './world';

/** A Debian `Packages` index (deb822) of the simulated archive. */
export function packagesIndex(packages: Iterable<Package>, native: string): string {
  return [...packages].map((one) =>
    `Package: ${one.name}\nVersion: ${one.version}\nInstalled-Size: ${Math.round(one.installedBytes / 1024)}\nArchitecture: ${packageArchitecture(one, native)}\n` +
    `${one.depends.length > 0 ? `Depends: ${one.depends.join(', ')}\n` : ''}${one.recommends.length > 0 ? `Recommends: ${one.recommends.join(', ')}\n` : ''}` +
    `Filename: ${poolPath(one, native)}\nSize: ${one.sizeBytes}\nSection: ${one.section}\nPriority: optional\nDescription: ${one.description}\n\n`).join('');
}

/** What a package is for: `all`, or the architecture of the machine that asks. */
export function packageArchitecture(one: Pick<Package, 'name'>, native: string): string {
  return /-(common|data|doc|runtime|base|man)$|^(ca-certificates|adduser|dnsutils|git-man|telnet|tzdata|locales|netbase|media-types|python3-(pip|wheel|setuptools)|bash-completion|perl-modules.*|gnupg2?|netcat|postgresql-client|default-.*|libdpkg-perl|liberror-perl|dpkg-dev|ncurses-term|npm|ssh|redis)$/.test(one.name) ? 'all' : native;
}

export function poolPath(one: Package, native: string): string {
  const initial = one.name.startsWith('lib') ? one.name.slice(0, 4) : one.name[0]!;
  return `pool/main/${initial}/${one.name}/${archiveName(one, native)}`;
}

/** `curl_7.88.1-10+deb12u8_amd64.deb`; an epoch's colon is written %3a. */
export function archiveName(one: Package, native: string): string {
  return `${one.name}_${one.version.replace(':', '%3a')}_${packageArchitecture(one, native)}.deb`;
}

/** What Docker's hosts offer: the archive's key and indexes, and the convenience script. */
function respondAsDocker(host: string, path: string): string | undefined {
  if (host === 'get.docker.com') return path === '/' ? CONVENIENCE_SCRIPT : undefined;
  const [, distribution = '', rest = ''] = /^\/linux\/([a-z]+)\/(.*)$/.exec(path) ?? [];
  if (rest === 'gpg' && /^(debian|ubuntu)$/.test(distribution)) return DOCKER_KEY;
  if (rest.includes('pool/')) return respond(path);
  const [, codename = '', index = ''] = /^dists\/([a-z]+)\/(.*)$/.exec(rest) ?? [];
  const packages = dockerPackages(distribution, codename);
  if (!packages) return undefined;
  const [, channel, native] = /^(stable|test|nightly)\/binary-(amd64|arm64)\/Packages$/.exec(index) ?? [];
  if (native !== undefined) return channel === 'stable' ? packagesIndex(packages.values(), native) : '';
  return /^(In)?Release$/.test(index) ? respond(path) : undefined;
}

function respond(path: string): string | undefined {
  if (isArchived(/\/dists\/([^/]+)/.exec(path)?.[1] ?? '')) return undefined;
  if (/\/dists\/[^/]+\/(InRelease|Release)$/.test(path)) return `Origin: Dockyard\nSuite: ${/\/dists\/([^/]+)/.exec(path)![1]}\nDescription: a simulated archive\n`;
  const [, suite, component, native] = /\/dists\/([^/]+)\/([a-z]+)\/binary-(amd64|arm64)\/Packages$/.exec(path) ?? [];
  if (native !== undefined) return component !== 'main' || /-(updates|security|backports)$/.test(suite!) ? '' : packagesIndex(packagesOf(suite!).values(), native);
  if (/\/pool\/.*\.deb$/.test(path) || /\.apk$/.test(path)) return 'An archive of the simulated world: what it holds is made where it is unpacked.\n';
  if (/APKINDEX\.tar\.gz$/.test(path)) return /\/main\//.test(path) ? [...ALPINE_PACKAGES.values()].map((one) => `P:${one.name}\nV:${one.version}\n\n`).join('') : '';
  return undefined;
}

/** Serves an archive on one connection. */
export async function serveMirror(connection: Duplex): Promise<void> {
  await serveHttp(connection, async (request) => {
    const host = (request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '').replace(/:\d+$/, '');
    const body = host.endsWith('.docker.com') ? respondAsDocker(host, request.target) : respond(request.target);
    return body === undefined
      ? { status: 404, headers: [['Content-Type', 'text/html']], body: utf8('<html><head><title>404 Not Found</title></head></html>\n') }
      : { status: 200, headers: [['Content-Type', 'application/octet-stream']], body: utf8(body) };
  });
}
