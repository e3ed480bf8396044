import { packageTable, type Package } from './world';

/** Where Docker's own packages come from. */
export const DOCKER_ARCHIVE = 'https://download.docker.com/linux/';

/** The key that signs Docker's archive, as apt names it when it has not been installed. */
export const DOCKER_KEY_ID = '7EA0A9C3F273FCD8';

/** The releases that Docker's archive has, with the numbers that stand in package versions. */
const RELEASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { bullseye: '11', bookworm: '12', trixie: '13' },
  ubuntu: { jammy: '22.04', noble: '24.04' },
};

/** Docker's packages for a release of a distribution; undefined for one that the archive doesn't have. */
export function dockerPackages(distribution: string, codename: string): ReadonlyMap<string, Package> | undefined {
  const number = RELEASES[distribution]?.[codename];
  if (number === undefined) return undefined;
  const suffix = `~${distribution}.${number}~${codename}`;
  return packageTable(`
containerd.io 2.3.4-1${suffix} 23400 88000 | containerd containerd-shim-runc-v2 ctr runc | An open and reliable container runtime
docker-buildx-plugin 0.36.1-1${suffix} 16400 77000 | | Docker Buildx cli plugin.
docker-ce 5:29.7.2-1${suffix} 22600 97000 docker-ce-cli,containerd.io;docker-ce-rootless-extras | dockerd docker-proxy /usr/libexec/docker/docker-init=docker-init | Docker: the open-source application container engine
docker-ce-cli 5:29.7.2-1${suffix} 16500 42000 ;docker-buildx-plugin,docker-compose-plugin | docker | Docker CLI: the open-source application container engine
docker-ce-rootless-extras 5:29.7.2-1${suffix} 6400 19000 | | Rootless support for Docker.
docker-compose-plugin 5.5.0-1${suffix} 14200 77000 | /usr/libexec/docker/cli-plugins/docker-compose=docker-compose | Docker Compose (V2) plugin for the Docker CLI.
`);
}

/** Docker's packages by an archive's address and suite: `https://download.docker.com/linux/debian bookworm`. */
export function dockerPackagesOf(uri: string, suite: string): ReadonlyMap<string, Package> | undefined {
  return uri.startsWith(DOCKER_ARCHIVE) ? dockerPackages(uri.slice(DOCKER_ARCHIVE.length).replace(/\/.*$/, ''), suite) : undefined;
}

/** A stand-in for the archive's public key, in ASCII armor: 48 bytes of the simulated world. */
export const DOCKER_KEY = `-----BEGIN PGP PUBLIC KEY BLOCK-----

U2ltdWxhdGVkIGtleSBvZiBhIHNpbXVsYXRlZCBhcmNoaXZlLCBub3QgYSBrZXku
-----END PGP PUBLIC KEY BLOCK-----
`;

/** What get.docker.com serves here: it says what it doesn't do. */
export const CONVENIENCE_SCRIPT = `#!/bin/sh
echo 'dockyard: the convenience script of get.docker.com is not simulated; use the apt repository of download.docker.com' >&2
exit 1
`;
