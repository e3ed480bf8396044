// Every repository of the catalogue: its image pulls, and the first thing that its page tells to do with it does what it says.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

let machine: Session;
/** The Hub lets an address pull a hundred times in six hours, so every forty examples have a machine of their own. */
let examples = 0;
beforeEach(async () => {
  if (examples++ % 40 !== 0) return;
  if (examples > 1) machine.end();
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
});
afterAll(() => machine.end());

type Example = readonly [image: string, commands: string, prints: RegExp];

const WORKING: readonly Example[] = [
  ['hello-world', 'docker run --rm hello-world', /^\nHello from Docker!\nThis message shows that your installation appears to be working correctly\.\n/],
  ['alpine', 'docker run --rm alpine echo hello; docker run --rm alpine cat /etc/alpine-release', /^hello\n3\.\d+\.\d+\n$/],
  ['busybox', 'docker run --rm busybox uname -s', /^Linux\n$/],
  ['ubuntu', 'docker run --rm ubuntu:22.04 cat /etc/os-release', /^PRETTY_NAME="Ubuntu 22\.04/],
  ['debian', 'docker run --rm debian:12 cat /etc/debian_version', /^12\.\d+\n$/],
  ['fedora', 'docker run --rm fedora cat /etc/os-release', /Fedora/],
  ['centos', 'docker run --rm centos:7 cat /etc/os-release', /CentOS Linux/],
  ['bash', "docker run --rm bash -c 'echo $BASH_VERSION'", /^5\.\d+\.\d+\(/],
  ['nginx', 'docker run -d --name web -p 8080:80 nginx > /dev/null; sleep 1; curl -s localhost:8080; docker rm -f web > /dev/null', /<h1>Welcome to nginx!<\/h1>/],
  ['httpd', 'docker run -d --name web -p 8080:80 httpd > /dev/null; sleep 1; curl -s localhost:8080; docker rm -f web > /dev/null', /It works!/],
  ['node', "docker run --rm node:20-alpine node -e 'console.log(process.version)'", /^v20\.20\.2\n$/],
  ['python', "docker run --rm python:3.12-slim python -c 'print(sum(range(10)))'", /^45\n$/],
  ['mysql', 'docker run -d --name db -e MYSQL_ROOT_PASSWORD=secret mysql:8.0 > /dev/null; sleep 25; docker exec -e MYSQL_PWD=secret db mysql -e "select 6*7 as answer"; docker rm -f db > /dev/null', /^answer\n42\n$/],
  ['mariadb', 'docker run -d --name db -e MARIADB_ROOT_PASSWORD=secret mariadb > /dev/null; sleep 25; docker exec db mariadb -psecret -e "select 6*7 as answer"; docker rm -f db > /dev/null', /^answer\n42\n$/],
  ['postgres', 'docker run -d --name db -e POSTGRES_PASSWORD=secret postgres > /dev/null; sleep 8; docker exec db psql -U postgres -Atc "select 6*7"; docker rm -f db > /dev/null', /^42\n$/],
  ['redis', 'docker run -d --name cache redis > /dev/null; sleep 1; docker exec cache redis-cli ping; docker rm -f cache > /dev/null', /^PONG\n$/],
  ['mongo', "docker run -d --name db mongo > /dev/null; sleep 3; docker exec db mongosh --quiet --eval 'db.runCommand({ ping: 1 }).ok'; docker rm -f db > /dev/null", /^1\n$/],
  ['memcached', "docker run -d --name cache -p 11211:11211 memcached > /dev/null; sleep 1; printf 'version\\r\\nquit\\r\\n' | nc localhost 11211; docker rm -f cache > /dev/null", /^VERSION 1\.6\.\d+\r\n$/],
  ['registry', 'docker run -d --name registry -p 5000:5000 registry:2 > /dev/null; sleep 1; curl -s localhost:5000/v2/_catalog; docker rm -f registry > /dev/null', /^\{"repositories":\[\]\}\n$/],
  ['traefik/whoami', 'docker run -d --name who -p 8080:80 traefik/whoami > /dev/null; sleep 1; curl -s localhost:8080; docker rm -f who > /dev/null', /^Hostname: [0-9a-f]{12}\n/],
  ['curlimages/curl', 'docker run --rm curlimages/curl --version', /^curl \d+\.\d+\.\d+ /],
  ['nicolaka/netshoot', 'docker run --rm nicolaka/netshoot dig +short example.com', /^\d+\.\d+\.\d+\.\d+\n$/],
  ['praqma/network-multitool', 'docker run -d --name tool -p 8080:80 praqma/network-multitool > /dev/null; sleep 1; curl -s localhost:8080; docker rm -f tool > /dev/null', /MultiTool/],
  ['docker/welcome-to-docker', 'docker run -d --name hi -p 8080:80 docker/welcome-to-docker > /dev/null; sleep 1; curl -s localhost:8080; docker rm -f hi > /dev/null', /Congratulations!!!/],
  ['docker/getting-started', 'docker run -d --name hi -p 8080:80 docker/getting-started > /dev/null; sleep 1; curl -s localhost:8080; docker rm -f hi > /dev/null', /Getting Started/],
  ['gcr.io/google-containers/nginx', 'docker run -d --name web -p 8080:80 gcr.io/google-containers/nginx > /dev/null; sleep 1; curl -s localhost:8080; docker rm -f web > /dev/null', /Welcome to nginx/],
  ['registry.k8s.io/pause', 'docker run -d --name pause registry.k8s.io/pause > /dev/null; docker inspect -f "{{.State.Running}} {{json .Config.Entrypoint}}" pause; docker rm -f pause > /dev/null', /^true \["\/pause"\]\n$/],
  ['uzyexe/nmap', 'docker run --rm uzyexe/nmap localhost', /All 1000 scanned ports on localhost \(127\.0\.0\.1\)/],
  ['networkstatic/nmap', 'docker run --rm networkstatic/nmap -p 80 localhost', /80\/tcp +closed +http/],
  ['golang:1.22-alpine', 'docker run --rm golang:1.22-alpine go version', /^go version go1\.22\.12 linux\/amd64\n$/],
  ['golang', 'docker run --rm golang sh -c "go version; cat /usr/local/go/VERSION"', /^go version go1\.26\.5 linux\/amd64\ngo1\.26\.5\n$/],
  ['diamol/base', "docker run --rm diamol/base sh -c 'cat /etc/alpine-release; curl --version | head -n 1'", /^3\.9\.6\ncurl 7\.64\.0 /],
  ['diamol/node', 'docker run --rm diamol/node node --version', /^v10\.16\.0\n$/],
  ['php', "docker run --rm --entrypoint sh php:7.4-fpm -c 'id -un www-data; cat /usr/local/etc/php-fpm.d/zz-docker.conf'", /^www-data\n\[global\]\ndaemonize = no\n/],
  ['docker', 'docker run --rm -v /var/run/docker.sock:/var/run/docker.sock docker:cli docker ps -q', /^[0-9a-f]{12}\n$/],
];

/** What the main program says that isn't simulated; the image's shell works all the same. */
const FOREIGN = ('rabbitmq traefik caddy haproxy golang openjdk eclipse-temurin tomcat maven ruby rust php wordpress adminer elasticsearch kibana logstash nats phpmyadmin nextcloud drupal composer ghost influxdb zookeeper couchdb odoo gradle gcc perl elixir erlang julia telegraf php:8-fpm php:8-fpm-alpine php:8.3-cli-alpine diamol/golang diamol/maven ' +
  'cassandra neo4j solr sonarqube joomla tomee vault consul mongo-express prom/prometheus prom/node-exporter prom/alertmanager grafana/grafana grafana/loki jenkins/jenkins portainer/portainer-ce portainer/portainer phpmyadmin/phpmyadmin dpage/pgadmin4 gitlab/gitlab-ce ' +
  'gitlab/gitlab-runner google/cadvisor dockersamples/visualizer dockersamples/examplevotingapp_vote dockersamples/examplevotingapp_result dockersamples/examplevotingapp_worker jwilder/nginx-proxy minio/minio hadolint/hadolint justincormack/nsenter1 jboss/wildfly ' +
  'bitnami/redis mailhog/mailhog containrrr/watchtower hashicorp/terraform amazon/aws-cli mcr.microsoft.com/dotnet/sdk:8.0 mcr.microsoft.com/dotnet/aspnet:8.0 docker.elastic.co/elasticsearch/elasticsearch:8.0.0').split(' ');
/** Compilers and interpreters, whose image starts with a shell or a prompt. */
const TOOLS: Readonly<Record<string, string>> = {
  'diamol/golang': 'go build', 'php:8.3-cli-alpine': 'php -v', golang: 'go build', openjdk: 'javac Main.java', 'eclipse-temurin': 'java -version', ruby: "ruby -e 'puts 1'", rust: 'cargo build', php: 'php -v', maven: 'mvn package', gcc: 'gcc -o main main.c', perl: 'perl -v', gradle: 'gradle build',
  'mcr.microsoft.com/dotnet/sdk:8.0': 'dotnet build', 'mcr.microsoft.com/dotnet/aspnet:8.0': 'dotnet app.dll',
};

test.each(WORKING)('%s: %s', async (image, commands, prints) => {
  const { stdout, stderr } = await machine.sh(`docker pull -q ${/ (\S*\/)?([\w./-]*:[\w.-]+)/.exec(commands)?.[0] ?? image} > /dev/null 2>&1; ${commands}`);
  expect(stdout, stderr).toMatch(prints);
  await machine.sh('docker rmi -f $(docker images -q) > /dev/null 2>&1');
});

test.each(FOREIGN)('%s says that its main program isn’t simulated, and has its layers and its shell', async (image) => {
  const { stderr: trouble, status: pulled } = await machine.sh(`docker pull -q ${image} > /dev/null`);
  expect([pulled, trouble]).toEqual([0, '']);
  const tool = TOOLS[image];
  const run = await machine.sh(tool ? `docker run --rm --entrypoint sh ${image} -c '${tool.replaceAll("'", `'\\''`)}'` : `docker run --rm ${image}`);
  expect([run.stderr, run.status]).toEqual([expect.stringMatching(/dockyard: .* is not simulated\n/), 1]);
  expect((await machine.sh(`docker history -q ${image} | wc -l; docker run --rm --entrypoint sh ${image} -c 'echo shell'`)).stdout).toMatch(/^\s*\d+\nshell\n$/);
  await machine.sh(`docker rmi -f ${image}`);
});
