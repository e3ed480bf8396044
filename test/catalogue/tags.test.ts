// A tag that begins with a version names an image of that version, as far as the image says what it is.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImageFacts } from '../../src/catalog/facts';
import { tagOf, tagsOf } from '../../src/catalog/layers';
import { OFFERS } from '../../src/catalog/offers';
import { session, type Session } from '../sessions/host';

/** Variables that aren't named after their repository. */
const VARIABLES: Readonly<Record<string, string>> = {
  bash: '_BASH_VERSION', postgres: 'PG_VERSION', golang: 'GOLANG_VERSION', openjdk: 'JAVA_VERSION', 'eclipse-temurin': 'JAVA_VERSION', nats: 'NATS_SERVER', tomee: 'TOMEE_VER', 'nginx-unprivileged': 'NGINX_VERSION',
  sdk: 'DOTNET_VERSION', aspnet: 'DOTNET_VERSION', runtime: 'DOTNET_VERSION',
};
/** An SDK counts its own releases: this one brings the runtime 3.0.0. */
const SDK = '3.0.100';

function versionOf(repository: string, image: ImageFacts): string | undefined {
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const variable = VARIABLES[name] ?? `${name.toUpperCase().replaceAll('-', '_')}_VERSION`;
  const named = image.env.find((text) => text.startsWith(`${variable}=`))?.slice(variable.length + 1);
  const label = ['traefik', 'caddy', 'mariadb', 'curl', 'ubuntu'].includes(name) ? image.labels?.['org.opencontainers.image.version'] : undefined;
  const said = named ?? label ?? /^\S+ (v?\d[\d.]*)/.exec(image.unrecorded ?? '')?.[1];
  return said?.replace(/^1:|^jdk-|^v/, '');
}

test('every tag that begins with a version agrees with what its image says of its version', async () => {
  const wrong: string[] = [];
  let checked = 0;
  for (const { host, repository, load } of OFFERS) {
    const { recipe } = await load();
    for (const tag of tagsOf(recipe)) {
      const asked = /^v?(\d+(?:\.\d+)*)(?![\d.]*[a-zA-Z]\d)/.exec(tag)?.[1];
      const version = asked === undefined ? undefined : versionOf(repository, recipe.facts[tagOf(recipe, tag)!]!);
      if (asked === undefined || version === undefined || asked === SDK) continue;
      checked++;
      if (!new RegExp(`^${asked.replaceAll('.', '\\.')}(?![0-9])`).test(version)) wrong.push(`${host}/${repository}:${tag} is ${version}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(300);
});

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

test.each<[image: string, command: string, prints: string]>([
  ['redis:7.2-alpine', 'redis-cli --version', 'redis-cli 7.2.11\n'],
  ['bash:5.2', "bash -c 'echo $BASH_VERSION'", '5.2.37(1)-release\n'],
  ['bash:latest', "bash -c 'echo $BASH_VERSION'", '5.3.20(1)-release\n'],
  ['nginx:1.25', 'sh -c "nginx -v 2>&1"', 'nginx version: nginx/1.25.5\n'],
  ['nginx:1.19-alpine', 'sh -c "nginx -v 2>&1"', 'nginx version: nginx/1.19.10\n'],
  ['nginx:1.14', 'sh -c "nginx -v 2>&1"', 'nginx version: nginx/1.14.2\n'],
  ['alpine:3.9.3', 'cat /etc/alpine-release', '3.9.3\n'],
  ['curlimages/curl:7.78.0', 'sh -c "curl --version | head -n 1"', 'curl 7.78.0 (x86_64-alpine-linux-musl) libcurl/7.78.0\n'],
])('%s: %s', async (image, command, prints) => {
  expect(await machine.sh(`docker pull -q ${image} > /dev/null; docker run --rm ${image} ${command}`)).toEqual({ stdout: prints, stderr: '', status: 0 });
});

test('an image of which no record is at hand does not pretend to know the steps that made it', async () => {
  expect(await machine.sh("docker pull -q docker.elastic.co/kibana/kibana:7.17.0 > /dev/null; docker history --no-trunc --format '{{.CreatedBy}}' docker.elastic.co/kibana/kibana:7.17.0 | tail -n 3")).toEqual({
    stdout: "# dockyard: kibana 7.17.0; the real image's steps are not recorded\n".repeat(2) + "# debian.sh --arch 'amd64' out/ 'bookworm' '@1785715200'\n", stderr: '', status: 0,
  });
});
