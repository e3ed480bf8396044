import { dpkgInstalled } from '../bases/debian';
import type { ImageFacts } from '../facts';
import type { Recipe } from '../recipe';
import { byRules } from './rules';
import { BASES, madeUp } from './synthetic';

/** Releases of Maven, when they were built first, and the Java that they were built on (docker-library/official-images). */
const RELEASES: readonly (readonly [version: string, day: string, javas: string])[] = [
  ['3.9.16', '2026-05-18', 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 eclipse-temurin-21 eclipse-temurin-25 eclipse-temurin-26 amazoncorretto-8 amazoncorretto-11 amazoncorretto-17 amazoncorretto-21 amazoncorretto-25'],
  ['3.9.11', '2025-07-17', 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 eclipse-temurin-21 eclipse-temurin-24 eclipse-temurin-25 amazoncorretto-17 amazoncorretto-21'],
  ['3.9.9', '2024-08-19', 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 eclipse-temurin-21 eclipse-temurin-22 eclipse-temurin-23 amazoncorretto-17 amazoncorretto-21'],
  ...['3.9.8@2024-06-27', '3.9.7@2024-05-27', '3.9.6@2023-12-11'].map((one) => [...(one.split('@') as [string, string]), 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 eclipse-temurin-21 eclipse-temurin-22 amazoncorretto-17 amazoncorretto-21'] as const),
  ['3.9.5', '2023-10-19', 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 eclipse-temurin-21 amazoncorretto-17 amazoncorretto-21'],
  ...['3.9.4@2023-08-28', '3.9.3@2023-06-26', '3.9.2@2023-05-16', '3.9.1@2023-04-05', '3.9.0@2023-02-15', '3.8.7@2022-12-31'].map((one) => [...(one.split('@') as [string, string]), 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 amazoncorretto-17'] as const),
  ['3.8.8', '2023-12-18', 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 eclipse-temurin-21 amazoncorretto-17 amazoncorretto-21'],
  ['3.8.6', '2022-06-15', 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 openjdk-8 openjdk-11 openjdk-18 jdk-8 jdk-11 amazoncorretto-11 amazoncorretto-17'],
  ['3.8.5', '2022-04-05', 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 openjdk-8 openjdk-11 openjdk-17 openjdk-18 jdk-8 jdk-11 amazoncorretto-11 amazoncorretto-17'],
  ...['3.8.4@2021-11-21', '3.8.3@2021-10-06'].map((one) => [...(one.split('@') as [string, string]), 'eclipse-temurin-8 eclipse-temurin-11 eclipse-temurin-17 openjdk-8 openjdk-11 openjdk-17 jdk-8 jdk-11'] as const),
  ['3.8.1', '2021-04-04', 'openjdk-8 openjdk-11 openjdk-16 openjdk-17 jdk-8 jdk-11'], ['3.6.3', '2019-11-27', 'openjdk-8 openjdk-11 openjdk-14 openjdk-15 jdk-8 jdk-11 jdk-13 jdk-14'],
  ['3.6.1', '2019-04-15', 'jdk-7 jdk-8 jdk-11 jdk-12'], ['3.6.0', '2018-11-02', 'jdk-7 jdk-8 jdk-11'], ['3.5.4', '2018-06-22', 'jdk-7 jdk-8 jdk-10 jdk-11'], ['3.5.2', '2017-10-30', 'jdk-7 jdk-8 jdk-9'], ['3.3.9', '2016-02-24', 'jdk-7 jdk-8 jdk-9'],
];
const NEWEST = '3.9.16-eclipse-temurin-26';
/** The JDKs whose version the catalogue knows of the newest release's days. */
const JAVA: Readonly<Record<string, string>> = { 'eclipse-temurin-11': 'jdk-11.0.29+7', 'eclipse-temurin-17': 'jdk-17.0.20+8', 'eclipse-temurin-21': 'jdk-21.0.9+10' };

/** Of a release the real image's layers aren't recorded: all stand on the same. */
const image = (version: string, java: string, created: string): ImageFacts =>
  madeUp('maven', created, BASES.bookworm, [
    ['RUN apt-get update && apt-get install -y ca-certificates curl git gnupg openssh-client tar', 61_000_000], ['COPY /opt/java/openjdk /opt/java/openjdk # buildkit', 158_000_000], ['COPY /usr/share/maven /usr/share/maven # buildkit', 9_200_000],
    ['COPY mvn-entrypoint.sh /usr/local/bin/mvn-entrypoint.sh # buildkit', 730], ['ENTRYPOINT ["/usr/local/bin/mvn-entrypoint.sh"]', undefined], ['CMD ["mvn"]', undefined],
  ], {
    entrypoint: ['/usr/local/bin/mvn-entrypoint.sh'], cmd: ['mvn'], unrecorded: `maven ${version}`,
    env: ['PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'JAVA_HOME=/opt/java/openjdk', ...(version === '3.9.16' && JAVA[java] ? [`JAVA_VERSION=${JAVA[java]}`] : []), 'MAVEN_HOME=/usr/share/maven', 'MAVEN_CONFIG=/root/.m2'],
  });

/** Names without a release's last number stand for the line's last release on that Java; `3` for the last of all. */
function floating(): Record<string, string> {
  const names: Record<string, string> = { latest: NEWEST, '3': NEWEST, '3.9': NEWEST, '3.9.16': NEWEST, 'eclipse-temurin': NEWEST, '3-eclipse-temurin': NEWEST, '3.9-eclipse-temurin': NEWEST, '3.9.16-eclipse-temurin': NEWEST };
  for (const [version, , javas] of RELEASES) {
    for (const java of javas.split(' ')) {
      names[`${version.slice(0, 3)}-${java}`] ??= `${version}-${java}`;
      names[`3-${java}`] ??= `${version}-${java}`;
    }
  }
  for (const version of ['3.6.1', '3.6.0', '3.5.4', '3.5.2', '3.3.9']) names[version] = `${version}-jdk-8`;
  return names;
}

export const recipe: Recipe = {
  facts: Object.fromEntries(RELEASES.flatMap(([version, day, javas]) => javas.split(' ').map((java) => [`${version}-${java}`, image(version, java, `${day}T03:10:00Z`)]))),
  aliases: floating(),
  layer: byRules(
    [/mvn-entrypoint/, ({ tree }) => void tree.script('/usr/local/bin/mvn-entrypoint.sh', '#!/bin/sh -eu\n# What the image would copy into the local repository first isn\'t there.\nexec "$@"\n')],
    [/openjdk/, ({ tree }) => void tree.exes('/opt/java/openjdk/bin', 'java javac jar keytool', 13_000).ballast('/opt/java/openjdk/lib', 'modules libjvm.so ct.sym')],
    [/share\/maven/, ({ tree }) => void tree.exe('/usr/share/maven/bin/mvn', 6_000).link('/usr/bin/mvn', '/usr/share/maven/bin/mvn').ballast('/usr/share/maven/lib', 'maven-core.jar maven-compat.jar guava.jar')],
    [/apt-get/, ({ tree, base }) => base.kind === 'debian' && (dpkgInstalled(tree, base.suite, 'ca-certificates curl git gnupg openssh-client'), tree.ballast('/usr/lib/git-core', 'git-remote-http', 0o755).ballast('/usr/lib/x86_64-linux-gnu', 'libperl.so.5 libcurl.so.4'))],
  ),
};
