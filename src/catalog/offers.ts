import type { Recipe } from './recipe';

/** A repository that a registry offers, and where its recipe is. */
export interface Offer {
  host: string;
  repository: string;
  description?: string;
  stars?: number;
  /** Its tags name a manifest, not an index. */
  single?: boolean;
  /** Its indexes list further architectures (catalog/architectures). */
  platforms?: boolean;
  load(): Promise<{ recipe: Recipe }>;
}

const official = (name: string, description: string, stars: number, load: Offer['load']): Offer => ({ host: 'docker.io', repository: `library/${name}`, description, stars, platforms: true, load });

const community = (repository: string, description: string, stars: number, recipe: () => Promise<Recipe>): Offer => ({
  host: 'docker.io', repository, description, stars, single: true, load: async () => ({ recipe: await recipe() }),
});

const nmap = (owner: string, stars: number, description = ''): Offer => community(`${owner}/nmap`, description, stars, async () => (await import('./images/nmap')).nmapRecipe(owner));

const elsewhere = (host: string, repository: string, load: Offer['load'], single = false): Offer => ({ host, repository, single, platforms: repository.startsWith('docker/library/'), load });

/** Software whose main program isn't simulated (images/software-list). */
const software = (name: string, stars: number, description: string): Offer => ({
  host: 'docker.io', repository: name.includes('/') ? name : `library/${name}`, description, stars, single: name.includes('/'), platforms: !name.includes('/'),
  load: async () => ({ recipe: (await import('./images/software')).softwareRecipe(name, (await import('./images/software-list')).SOFTWARE[name]!) }),
});
const abroad = (host: string, repository: string): Offer =>
  elsewhere(host, repository, async () => {
    const found = (await import('./images/software-list')).ELSEWHERE.find((one) => one[0] === host && one[1] === repository)!;
    return { recipe: (await import('./images/software')).softwareRecipe(`${host}/${repository}`, found[2]) };
  });
const SOFTWARE: readonly (readonly [name: string, stars: number, description: string])[] = [
  ['elasticsearch', 6650, 'Elasticsearch is a powerful open source search and analytics engine.'], ['kibana', 2710, 'Kibana gives shape to any kind of data stored in Elasticsearch.'], ['logstash', 2200, 'Logstash is a tool for managing events and logs.'],
  ['nats', 640, 'NATS is an open source, high-performance, cloud native messaging system.'], ['phpmyadmin', 1390, 'phpMyAdmin - A web interface for MySQL and MariaDB.'], ['nextcloud', 4520, 'A safe home for all your data'], ['drupal', 1090, 'Drupal is an open source content management platform'],
  ['composer', 1480, 'Composer is a dependency manager written in and for PHP.'], ['ghost', 1850, 'Ghost is a free and open source blogging platform'], ['influxdb', 1930, 'InfluxDB is a time series database'], ['zookeeper', 1480, 'Apache ZooKeeper is an open-source server for distributed coordination.'],
  ['couchdb', 560, 'CouchDB is a database that uses JSON for documents'], ['odoo', 1560, 'Odoo is a suite of web based open source business apps.'], ['gradle', 500, 'Gradle is a build tool with a focus on build automation'], ['gcc', 720, 'The GNU Compiler Collection'], ['perl', 440, 'Perl is a high-level, general-purpose, interpreted, dynamic programming language.'],
  ['cassandra', 1680, 'Apache Cassandra is an open-source distributed storage system.'], ['neo4j', 1580, 'Neo4j is a highly scalable, robust native graph database.'], ['solr', 1320, 'Apache Solr is the popular, blazing-fast, open source search platform'], ['sonarqube', 2430, 'SonarQube is an open source platform for continuous inspection of code quality.'],
  ['joomla', 530, 'Joomla! is an open source content management system.'], ['tomee', 110, 'Apache TomEE is an all-Apache Java EE certified stack'], ['vault', 1130, 'Vault is a tool for securely accessing secrets'], ['consul', 1440, 'Consul is a datacenter runtime that provides service discovery, configuration, and orchestration.'], ['mongo-express', 1440, 'Web-based MongoDB admin interface'],
  ['prom/prometheus', 2080, ''], ['prom/node-exporter', 430, ''], ['prom/alertmanager', 220, ''], ['grafana/grafana', 3330, 'The official Grafana docker container'], ['grafana/loki', 300, 'Loki, like Prometheus but for logs'], ['jenkins/jenkins', 4110, 'The leading open source automation server'],
  ['portainer/portainer-ce', 2530, 'Portainer CE - a lightweight service delivery platform for containerized applications'], ['portainer/portainer', 2410, 'This repository is deprecated: use portainer/portainer-ce'], ['phpmyadmin/phpmyadmin', 1170, 'A web interface for MySQL and MariaDB.'], ['dpage/pgadmin4', 1530, 'pgAdmin 4 is a web based administration tool for PostgreSQL.'],
  ['gitlab/gitlab-ce', 4210, 'GitLab Community Edition docker image based on the Omnibus package'], ['gitlab/gitlab-runner', 950, 'GitLab CI Multi Runner used to fetch and run pipeline jobs with GitLab CI'], ['google/cadvisor', 580, 'Analyzes resource usage and performance of running containers.'], ['dockersamples/visualizer', 330, ''],
  ['dockersamples/examplevotingapp_vote', 20, ''], ['dockersamples/examplevotingapp_result', 20, ''], ['dockersamples/examplevotingapp_worker', 20, ''], ['jwilder/nginx-proxy', 2350, 'Automated nginx proxy for Docker containers using docker-gen'], ['minio/minio', 1550, 'Multi-Cloud Object Storage'], ['hadolint/hadolint', 60, 'Dockerfile linter'],
  ['justincormack/nsenter1', 20, ''], ['jboss/wildfly', 970, 'WildFly application server image'], ['bitnami/redis', 430, 'Bitnami container image for Redis'], ['mailhog/mailhog', 320, ''], ['containrrr/watchtower', 1010, 'A process for automating Docker container base image updates.'],
  ['hashicorp/terraform', 480, 'Terraform enables you to safely and predictably create, change, and improve infrastructure.'], ['amazon/aws-cli', 320, 'Universal Command Line Interface for Amazon Web Services'],
];

const more = () => import('./images/community');

/** A new image is its file and one line here. */
const LISTED: readonly Offer[] = [
  official('busybox', 'Busybox base image.', 3489, () => import('./images/busybox')),
  official('alpine', 'A minimal Docker image based on Alpine Linux with a complete package index and only 5 MB in size!', 11890, () => import('./images/alpine')),
  official('hello-world', 'Hello World! (an example of minimal Dockerization)', 2610, () => import('./images/hello-world')),
  official('nginx', 'Official build of Nginx.', 21210, () => import('./images/nginx')),
  official('debian', "Debian is a Linux distribution that's composed entirely of free and open-source software.", 5260, () => import('./images/debian')),
  official('ubuntu', 'Ubuntu is a Debian-based Linux operating system based on free software.', 17820, () => import('./images/ubuntu')),
  official('node', 'Node.js is a JavaScript-based platform for server-side and networking applications.', 14080, () => import('./images/node')),
  official('python', 'Python is an interpreted, interactive, object-oriented, open-source programming language.', 10310, () => import('./images/python')),
  official('mysql', 'MySQL is a widely used, open-source relational database management system (RDBMS).', 15880, () => import('./images/mysql')),
  official('mariadb', 'MariaDB Server is a high performing open source relational database, forked from MySQL.', 6050, () => import('./images/mariadb')),
  official('postgres', 'The PostgreSQL object-relational database system provides reliability and data integrity.', 14620, () => import('./images/postgres')),
  official('redis', 'Redis is the world’s fastest data platform for caching, vector search, and NoSQL databases.', 13470, () => import('./images/redis')),
  official('mongo', 'MongoDB document databases provide high availability and easy scalability.', 10520, () => import('./images/mongo')),
  official('memcached', 'Free & open source, high-performance, distributed memory object caching system.', 2370, () => import('./images/memcached')),
  official('rabbitmq', 'RabbitMQ is an open source multi-protocol messaging broker.', 5230, () => import('./images/rabbitmq')),
  official('httpd', 'The Apache HTTP Server Project', 4890, () => import('./images/httpd')),
  official('registry', 'Distribution implementation for storing and distributing of container images and artifacts.', 4180, () => import('./images/registry')),
  official('traefik', 'Traefik, The Cloud Native Edge Router', 3560, () => import('./images/traefik')),
  official('caddy', 'Caddy 2 is a powerful, enterprise-ready, open source web server with automatic HTTPS written in Go.', 920, () => import('./images/caddy')),
  official('haproxy', 'HAProxy is a reliable high performance TCP/HTTP load balancer.', 1980, () => import('./images/haproxy')),
  official('golang', 'Go (golang) is a general purpose, higher-level, imperative programming language.', 5080, () => import('./images/golang')),
  official('openjdk', 'Pre-release / non-production builds of OpenJDK', 4030, () => import('./images/openjdk')),
  official('eclipse-temurin', 'Official Images for OpenJDK binaries built by Eclipse Temurin.', 680, () => import('./images/eclipse-temurin')),
  official('tomcat', 'Apache Tomcat is an open source implementation of the Java Servlet and JavaServer Pages technologies', 3790, () => import('./images/tomcat')),
  official('maven', 'Apache Maven is a software project management and comprehension tool.', 1690, () => import('./images/maven')),
  official('ruby', 'Ruby is a dynamic, reflective, object-oriented, general-purpose, open-source programming language.', 2570, () => import('./images/ruby')),
  official('rust', 'Rust is a systems programming language focused on safety, speed, and concurrency.', 1420, () => import('./images/rust')),
  official('php', 'While designed for web development, the PHP scripting language also provides general-purpose use.', 7800, () => import('./images/php')),
  official('wordpress', 'The WordPress rich content management system can utilize plugins, widgets, and themes.', 6080, () => import('./images/wordpress')),
  official('adminer', 'Database management in a single PHP file.', 1060, () => import('./images/adminer')),
  official('bash', 'Bash is the GNU Project’s Bourne Again SHell', 120, () => import('./images/bash')),
  official('docker', 'Docker in Docker!', 2720, () => import('./images/docker')),
  official('fedora', 'Official Docker builds of Fedora', 1220, () => import('./images/fedora')),
  official('centos', 'DEPRECATED; The official build of CentOS.', 7810, async () => ({ recipe: (await more()).centos })),
  official('elixir', 'Elixir is a dynamic, functional language for building scalable and maintainable applications.', 880, async () => ({ recipe: (await import('./images/more-languages')).elixir })),
  official('erlang', 'Erlang is a programming language used to build massively scalable systems with high availability.', 370, async () => ({ recipe: (await import('./images/more-languages')).erlang })),
  official('julia', 'Julia is a high-level, high-performance dynamic programming language for technical computing.', 240, async () => ({ recipe: (await import('./images/more-languages')).julia })),
  official('telegraf', 'Telegraf is an agent for collecting metrics and writing them to InfluxDB or other outputs.', 600, async () => ({ recipe: (await import('./images/more-languages')).telegraf })),
  nmap('uzyexe', 32, 'nmap container image (size: 14.93MB)'),
  nmap('securecodebox', 30, 'A Docker image containing the NMAP security tool'),
  nmap('instrumentisto', 30, 'Nmap ("Network Mapper") Docker Image'),
  nmap('networkstatic', 6, 'Dockerized Nmap Port Scanner on Debian'),
  nmap('cyberwatch', 4, 'Docker Image with Nmap build from source'),
  nmap('k0st', 4, 'Nmap on minimum, modern and secure Alpine distribution'),
  nmap('frapsoft', 3, 'nmap on Alpine Linux (6 MB)'),
  nmap('flibustier', 2, 'NMAP based on Alpine'),
  nmap('parrotsec', 1, 'Official Parrot container for nmap'),
  nmap('appsmanager', 1),
  nmap('sammascanner', 1, 'Nmap Scanner  Will run and then save the results'),
  nmap('blairy', 1, 'Single concern container to execute the most recent nmap'),
  nmap('n4n0m4c', 1, 'docker nmap'),
  nmap('demisto', 0),
  nmap('sneakerhax', 0, 'A Dockerized version of Nmap'),
  nmap('volterraio', 0),
  nmap('bytesizedalex', 0, 'Alpine Linux image with nmap network scanner.'),
  nmap('vonahisec', 0, 'A simple Nmap docker image.'),
  nmap('nikhen', 0, 'This is a docker container including nmap in a small image'),
  nmap('dockerpinata', 0),
  nmap('functions', 0),
  nmap('tomkukral', 0),
  nmap('whiteadam', 0, 'Alpine Linux image with nmap, libssl, and ca-certificates'),
  nmap('nitrogen17', 0, 'ubuntu 18.04 with nmap'),
  nmap('linosgian', 0),
  community('nginxinc/nginx-unprivileged', 'Unprivileged NGINX Dockerfiles', 200, async () => (await import('./images/nginx-unprivileged')).recipe),
  community('traefik/whoami', 'Tiny Go webserver that prints OS information and HTTP request to output', 140, async () => (await more()).whoami),
  community('curlimages/curl', 'official docker image for curl - command line tool and library for transferring data with URLs', 350, async () => (await more()).curl),
  community('nicolaka/netshoot', 'a Docker + Kubernetes network trouble-shooting swiss-army container', 510, async () => (await more()).netshoot),
  community('praqma/network-multitool', 'Multi-tool for container network troubleshooting', 60, async () => (await more()).multitool),
  community('tonistiigi/binfmt', 'Cross-platform emulator collection distributed with Docker images.', 230, async () => (await import('./images/binfmt')).recipe),
  community('moby/buildkit', 'concurrent, cache-efficient, and Dockerfile-agnostic builder toolkit', 540, async () => (await import('./images/buildkit')).recipe),
  community('docker/dockerfile', 'Official Dockerfile frontend images. Enables the latest Dockerfile features.', 130, async () => (await import('./images/dockerfile-frontend')).recipe),
  community('docker/welcome-to-docker', 'Docker image for new users getting started with Docker.', 60, async () => (await more()).welcome),
  community('ratelimitpreview/test', '', 10, async () => (await import('./images/hello-world')).recipe),
  community('docker/getting-started', 'Getting Started with Docker', 150, async () => (await more()).gettingStarted),
  ...SOFTWARE.map(([name, stars, description]) => software(name, stars, description)),
  ...['base', 'node', 'golang', 'maven', 'postgres', 'dotnet-sdk', 'dotnet-runtime', 'dotnet-aspnet'].map((name) => community(`diamol/${name}`, '', 0, async () => (await import('./images/diamol')).DIAMOL[name]!())),
  elsewhere('gcr.io', 'google-containers/nginx', async () => ({ recipe: (await more()).gcrNginx }), true),
  elsewhere('gcr.io', 'google-containers/pause', async () => ({ recipe: (await more()).gcrPause })),
  elsewhere('registry.k8s.io', 'pause', async () => ({ recipe: (await more()).gcrPause })),
  elsewhere('quay.io', 'nginx/nginx', () => import('./images/nginx')),
  ...['prometheus', 'node-exporter', 'alertmanager'].map((name) => elsewhere('quay.io', `prometheus/${name}`, software(`prom/${name}`, 0, '').load, true)),
  ...['dotnet/sdk', 'dotnet/aspnet', 'dotnet/runtime', 'dotnet/core/sdk', 'dotnet/core/aspnet', 'dotnet/core/runtime'].map((name) => abroad('mcr.microsoft.com', name)),
  ...['elasticsearch/elasticsearch', 'kibana/kibana'].map((name) => abroad('docker.elastic.co', name)),
  abroad('gcr.io', 'cadvisor/cadvisor'),
  abroad('ghcr.io', 'sikalabs/hello-world-server'),
  elsewhere('registry.domain.com', 'username/ubuntu', () => import('./images/ubuntu')),
  elsewhere('docker.domain.com', 'username/ubuntu', () => import('./images/ubuntu')),
  elsewhere('registry.company.com', 'team/app', async () => ({ recipe: { ...(await more()).welcome, aliases: { production: 'latest' } } })),
];

/** Every repository of the catalogue: Amazon's public registry has all of the Hub's official images, too. */
export const OFFERS: readonly Offer[] = [
  ...LISTED,
  ...LISTED.filter(({ host, repository }) => host === 'docker.io' && repository.startsWith('library/')).map(({ repository, load }) => elsewhere('public.ecr.aws', `docker/${repository}`, load)),
];
