// Images stand on the base that the last build of their tag stood on (docker-library/official-images).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { baseOf } from '../../src/catalog/bases';
import { tagOf } from '../../src/catalog/layers';
import { OFFERS } from '../../src/catalog/offers';
import { session, type Session } from '../sessions/host';

/** By repository: tags by base. */
const STANDING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { trixie: 'latest 13 trixie-slim', bookworm: '12 bookworm-slim', bullseye: '11 bullseye-slim', buster: '10 buster-slim' },
  ubuntu: { resolute: 'latest 26.04', noble: '24.04', jammy: '22.04', focal: '20.04', bionic: '18.04', xenial: '16.04', trusty: '14.04' },
  node: {
    trixie: 'latest', bookworm: '20 22 23 24 20-slim 22-slim 24-slim lts-slim', bullseye: '18 19 16-bullseye 18-slim 19-slim', buster: '14 16 16-slim', stretch: '8 10 12 8-slim 10-slim',
    '3.24': '22-alpine 24-alpine', '3.23': '20-alpine', '3.22': '23-alpine', '3.18': '16-alpine', '3.17': '14-alpine 18-alpine', '3.15': '12-alpine', '3.11': '10-alpine', '3.6': '8.2.1-alpine',
  },
  python: {
    trixie: 'latest 3.10 3.11 3.12 3.13 slim 3.9-slim 3.10-slim 3.11-slim 3.12-slim 3.13-slim', bookworm: '3.7 3.8 bookworm 3.11-bookworm 3.12-bookworm 3.7-slim 3.8-slim slim-bookworm 3.11-slim-bookworm', bullseye: '3.6 3.9-bullseye 3.10-bullseye 3.6-slim 3.9-slim-bullseye', buster: '2.7 2 2.7-slim',
    '3.24': 'alpine 3.10-alpine 3.11-alpine 3.12-alpine 3.13-alpine', '3.22': '3.9-alpine', '3.20': '3.8-alpine', '3.18': '3.7-alpine', '3.15': '3.6-alpine', '3.11': '2.7-alpine', '3.9': '3.4-alpine',
  },
  golang: {
    trixie: 'latest 1.24 1.25 1.27', bookworm: '1.19 1.20 1.21 1.22 1.23', bullseye: '1.16 1.17 1.18 1.19-bullseye', buster: '1.13.2',
    '3.24': 'alpine 1.25-alpine', '3.23': '1.24-alpine', '3.22': '1.23-alpine', '3.21': '1.22-alpine', '3.20': '1.21-alpine', '3.19': '1.20-alpine', '3.18': '1.19-alpine', '3.17': '1.18-alpine', '3.16': '1.17-alpine', '3.15': '1.16-alpine', '3.14': '1.15.14-alpine3.14',
  },
  nginx: { trixie: 'latest stable', bookworm: '1.25 1.27', bullseye: '1.21 1.22 1.23', '3.24': 'alpine stable-alpine', '3.21': '1.27-alpine', '3.19': '1.25-alpine', '3.7': '1.13-alpine' },
  postgres: { trixie: 'latest 13 14 15 16 17', bookworm: '12 bookworm 16-bookworm', '3.24': 'alpine 14-alpine 15-alpine 16-alpine 17-alpine', '3.22': '13-alpine', '3.21': '12-alpine', '3.11': '11.6-alpine' },
  redis: { trixie: 'latest', bookworm: '6 7 7.2', bullseye: '5', '3.23': 'alpine', '3.21': '6-alpine 7-alpine 7.2-alpine', '3.16': '5-alpine' },
  mariadb: { noble: 'latest 11', jammy: '10 10.6', focal: '10.4' },
  ruby: { trixie: 'latest 3.2 3.3 3.4', bookworm: '3.1', bullseye: '2.7' },
  rust: { trixie: 'latest', bookworm: '1.85', bullseye: '1.64' },
  php: { trixie: 'apache 8.1-apache 8.2-apache 8.3-apache 8.4-apache', bullseye: '7.4-apache', stretch: '5.6-apache 7.0-apache' },
  bash: { '3.24': 'latest', '3.22': '5.2' },
  haproxy: { trixie: 'latest', bookworm: '2.9' },
};

test('every tag stands on the release that its last build stood on', async () => {
  const wrong: string[] = [];
  for (const [name, bases] of Object.entries(STANDING)) {
    const { recipe } = await OFFERS.find(({ host, repository }) => host === 'docker.io' && repository === `library/${name}`)!.load();
    for (const [base, tags] of Object.entries(bases)) {
      for (const tag of tags.split(' ')) {
        const found = tagOf(recipe, tag)!;
        const on = recipe.base?.(recipe.facts[found]!, found) ?? baseOf(recipe.facts[found]!);
        const stands = on.kind === 'debian' ? on.suite.codename : on.kind === 'alpine' ? on.version.split('.').slice(0, 2).join('.') : on.kind;
        if (stands !== base) wrong.push(`${name}:${tag} stands on ${stands}, not ${base}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

test.each<[image: string, command: string, prints: string]>([
  ['python:3.8-slim', 'grep VERSION_CODENAME /etc/os-release; cat /etc/debian_version; dpkg-query -W bash; bash --version | head -n 1; ls --version | head -n 1', 'VERSION_CODENAME=bookworm\n12.14\nbash\t5.2.15-2+b7\nGNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\nls (GNU coreutils) 9.1\n'],
  ['node:20-alpine', 'cat /etc/alpine-release; cat /etc/apk/repositories; apk --version; busybox | head -n 1', '3.23.4\nhttps://dl-cdn.alpine.dockyard.example/alpine/v3.23/main\nhttps://dl-cdn.alpine.dockyard.example/alpine/v3.23/community\napk-tools 3.0.8, compiled for x86_64.\nBusyBox v1.37.0 () multi-call binary.\n'],
  ['node:16-slim', 'grep PRETTY /etc/os-release; cat /etc/apt/sources.list; bash -c "echo \\$BASH_VERSION"; tar --version | head -n 1', 'PRETTY_NAME="Debian GNU/Linux 10 (buster)"\ndeb http://deb.dockyard.example/debian buster main\ndeb http://deb.dockyard.example/debian-security buster/updates main\ndeb http://deb.dockyard.example/debian buster-updates main\n5.0.3(1)-release\ntar (GNU tar) 1.30\n'],
  ['centos:7', 'cat /etc/redhat-release; readlink /etc/redhat-release', 'CentOS Linux release 7.9.2009 (Core)\ncentos-release\n'],
  ['alpine', 'cat /etc/crontabs/root; readlink /var/spool/cron/crontabs; crontab -l | wc -l', '# do daily/weekly/monthly maintenance\n# min\thour\tday\tmonth\tweekday\tcommand\n*/15\t*\t*\t*\t*\trun-parts /etc/periodic/15min\n0\t*\t*\t*\t*\trun-parts /etc/periodic/hourly\n0\t2\t*\t*\t*\trun-parts /etc/periodic/daily\n0\t3\t*\t*\t6\trun-parts /etc/periodic/weekly\n0\t5\t1\t*\t*\trun-parts /etc/periodic/monthly\n\n../../../etc/crontabs\n8\n'],
])('%s: %s', async (image, command, prints) => {
  expect(await machine.sh(`docker pull -q ${image} > /dev/null; docker run --rm ${image} sh -c '${command}'`)).toEqual({ stdout: prints, stderr: '', status: 0 });
});

test('what the archives no longer have cannot be updated', async () => {
  expect(await machine.sh("docker pull -q debian:buster > /dev/null; docker run --rm debian:buster apt-get update 2>&1 | tail -n 3")).toEqual({
    stdout: "E: The repository 'http://deb.dockyard.example/debian buster Release' does not have a Release file.\nE: The repository 'http://deb.dockyard.example/debian-security buster/updates Release' does not have a Release file.\nE: The repository 'http://deb.dockyard.example/debian buster-updates Release' does not have a Release file.\n", stderr: '', status: 0,
  });
});
