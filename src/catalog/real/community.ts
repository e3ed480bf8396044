/** Repositories of the Hub under well-known names, by namespace. */
const REPOSITORIES: Readonly<Record<string, string>> = {
  activemq: 'activemq-artemis', actualbudget: 'actual-server', adguard: 'adguardhome', adoptopenjdk: 'openjdk11 openjdk11-openj9 openjdk14 openjdk15 openjdk16 openjdk8 openjdk8-openj9', agileek: 'cpuset-test docker-java-minimal',
  ajeetraina: 'apache-jmeter-base hellowhale', alpine: 'ansible bombardier curl git helm httpie jmeter k8s kubectl make mongosh openssl psql socat terragrunt',
  amazon: 'amazon-ecs-agent aws-cli aws-for-fluent-bit aws-xray-daemon cloudwatch-agent dynamodb-local opendistro-for-elasticsearch', amd64: 'alpine busybox debian nginx node python ubuntu', anchore: 'anchore-engine engine-cli grype syft',
  ansible: 'ansible-runner awx', apache: 'airflow apisix druid hadoop hive kafka kafka-native nifi pulsar skywalking-oap-server skywalking-ui spark superset zeppelin', apachepulsar: 'pulsar pulsar-all', aquasec: 'kube-bench tracee trivy',
  arm32v7: 'alpine busybox debian node python ubuntu', arm64v8: 'alpine busybox debian nginx node python ubuntu', atlassian: 'bitbucket-server confluence jira-core jira-software', authelia: 'authelia', balabit: 'syslog-ng',
  balenalib: 'raspberry-pi raspberrypi3-debian', bats: 'bats',
  bitnami: 'airflow apache bitnami-shell cassandra consul discourse drupal elasticsearch envoy etcd express external-dns fluentd ghost git gitea golang grafana haproxy harbor-core influxdb java jenkins joomla kafka keycloak kibana kubectl laravel logstash magento mariadb mediawiki memcached metrics-server minideb minio mongodb mongodb-exporter moodle mysql nats neo4j nginx node odoo opencart openldap os-shell pgbouncer pgpool php-fpm phpmyadmin postgresql postgresql-repmgr prestashop prometheus python rabbitmq rails redis redis-cluster redis-exporter redis-sentinel redmine ruby sealed-secrets-controller spark symfony tomcat wordpress wordpress-nginx zookeeper',
  bitwarden: 'server', bkimminich: 'juice-shop', blacktop: 'elasticsearch kibana', bretfisher: 'apache-php aws-cli examplevotingapp_result examplevotingapp_vote examplevotingapp_worker httping jekyll jekyll-serve netshoot shpod',
  browserless: 'chrome', cadvisor: 'cadvisor', calico: 'cni kube-controllers node typha', camunda: 'camunda-bpm-platform zeebe', certbot: 'certbot dns-cloudflare dns-google dns-route53', cimg: 'base go node openjdk python ruby',
  circleci: 'golang node openjdk python ruby', clickhouse: 'clickhouse-client clickhouse-server', cloudflare: 'cloudflared', cockroachdb: 'cockroach', codercom: 'code-server', collabora: 'code',
  confluentinc: 'confluent-local cp-enterprise-control-center cp-enterprise-kafka cp-kafka cp-kafka-connect cp-kafka-connect-base cp-kafka-rest cp-kcat cp-ksqldb-cli cp-ksqldb-server cp-schema-registry cp-server cp-zookeeper kafka ksqldb-cli ksqldb-server',
  containous: 'traefik whoami', containrrr: 'watchtower', coredns: 'coredns', corentinth: 'it-tools', courselabs: 'rng-api rng-web', curlimages: 'curl', danielqsj: 'kafka-exporter', dannydirect: 'tinyproxy', daprio: 'dapr daprd placement',
  datadog: 'agent docker-dd-agent', datalust: 'seq', debezium: 'connect example-mysql example-postgres kafka postgres server zookeeper', delner: 'ping', deluan: 'navidrome',
  diamol: 'apache base cadvisor ch02-hello-diamol ch02-hello-diamol-web ch03-web-ping ch04-access-log ch04-image-gallery ch04-image-of-the-day ch06-bind-mount ch06-lab ch06-todo-list ch08-numbers-api ch08-numbers-web ch09-access-log ch09-image-gallery ch09-image-of-the-day ch09-prometheus ch10-numbers ch11-numbers-api ch12-timecheck ch14-image-gallery ch15-timecheck ch16-folder-list ch16-whoami ch17-what-is-it ch18-access-log ch18-image-gallery ch18-image-of-the-day ch18-todo-list ch19-timecheck ch20-whoami ch21-mutating-handler ch21-save-handler ch21-todo-web dotnet-aspnet dotnet-runtime dotnet-sdk elasticsearch fluentd gogs golang grafana jenkins kafka kibana maven nats nginx node openjdk postgres prometheus registry stan-client traefik',
  digitalocean: 'doctl flask-helloworld', directus: 'directus', discourse: 'base',
  docker: 'binfmt buildkit-syft-scanner buildx-bin cagent compose compose-bin desktop-kubernetes docker-bench-security docker-credential-desktop dockerfile dockerfile-upstream dtr getting-started mcp-gateway model-runner scout-cli ucp volumes-backup-extension welcome-to-docker whalesay',
  dockercloud: 'haproxy hello-world', dockerfile: 'ansible elasticsearch java mongodb nginx nodejs redis ubuntu',
  dockersamples: '101-tutorial atsea_app atsea_db cowsay docker-swarm-visualizer dotnet-bot examplevotingapp_result examplevotingapp_vote examplevotingapp_worker hello-dotnet linux_tweet_app mta-monitor node-bulletin-board static-site visualizer wordsmith-api wordsmith-db wordsmith-web',
  denoland: 'deno', dpage: 'pgadmin4', drone: 'drone drone-runner-docker', dxflrs: 'garage', ealen: 'echo-server', eclipse: 'che-server', ehazlett: 'docker-demo', elastichq: 'elasticsearch-hq', elgalu: 'selenium', emqx: 'emqx',
  envoyproxy: 'envoy envoy-alpine gateway', eon01: 'infinite', filebrowser: 'filebrowser', flaresolverr: 'flaresolverr', fluent: 'fluent-bit fluentd fluentd-kubernetes-daemonset', freshrss: 'freshrss',
  frolvlad: 'alpine-gcc alpine-glibc alpine-python3', gitea: 'act_runner gitea', gitlab: 'dind gitlab-ce gitlab-ee gitlab-runner', gliderlabs: 'alpine logspout registrator', gogs: 'gogs',
  goharbor: 'harbor-core harbor-db harbor-portal nginx-photon registry-photon', google: 'cadvisor cloud-sdk dart golang nodejs', gotenberg: 'gotenberg',
  grafana: 'agent alloy fluent-bit-plugin-loki grafana grafana-enterprise grafana-image-renderer grafana-oss k6 loki mimir otel-lgtm promtail pyroscope tempo', graphiteapp: 'graphite-statsd', graylog: 'graylog graylog2',
  guacamole: 'guacamole guacd', hadolint: 'hadolint', haproxytech: 'haproxy-alpine haproxy-debian haproxy-ubuntu kubernetes-ingress',
  hashicorp: 'boundary consul consul-template counting-service dashboard-service envconsul http-echo nomad packer terraform tfc-agent vault vault-k8s waypoint', hasura: 'graphql-engine', heartexlabs: 'label-studio',
  homeassistant: 'home-assistant', huggingface: 'transformers-pytorch-gpu', hyperledger: 'besu fabric-ca fabric-ccenv fabric-orderer fabric-peer fabric-tools', i386: 'alpine busybox debian ubuntu', ibmcom: 'db2 mq', infracloudio: 'csvserver',
  istio: 'examples-bookinfo-productpage-v1 pilot proxyv2', itzg: 'mc-backup minecraft-bedrock-server minecraft-server rcon', jaegertracing: 'all-in-one example-hotrod jaeger jaeger-agent jaeger-collector jaeger-query',
  jboss: 'base-jdk drools-workbench keycloak wildfly', jc21: 'nginx-proxy-manager', jekyll: 'builder jekyll minimal', jellyfin: 'jellyfin', jenkins: 'agent inbound-agent jenkins jnlp-slave slave ssh-agent',
  jenkinsci: 'blueocean jenkins jnlp-slave', jetbrains: 'qodana-jvm teamcity-agent teamcity-server youtrack', jgraph: 'drawio', joxit: 'docker-registry-ui',
  jpetazzo: 'busybox clock color dind dockercoins_worker httpenv pipework squid-in-a-can trainingwheels webcolor whoami',
  jupyter: 'all-spark-notebook base-notebook datascience-notebook minimal-notebook pyspark-notebook r-notebook scipy-notebook tensorflow-notebook', jupyterhub: 'jupyterhub k8s-hub', justincormack: 'nsenter1',
  jwilder: 'docker-gen dockerize nginx-proxy whoami', kalilinux: 'kali-last-release kali-rolling', kasmweb: 'chrome desktop firefox', keycloak: 'keycloak',
  kiamol: 'ch02-hello-kiamol ch03-numbers-api ch03-numbers-web ch03-sleep ch04-configurable ch05-pi ch05-pi-app ch08-todo-list', kicbase: 'stable', kindest: 'base haproxy node', koalaman: 'shellcheck', kong: 'kong-gateway',
  kubernetesui: 'dashboard metrics-scraper', langgenius: 'dify-api dify-web', linuxkit: 'init kernel',
  linuxserver: 'bazarr bookstack calibre-web chromium code-server deluge duplicati emby ffmpeg firefox heimdall homeassistant jackett jellyfin letsencrypt lidarr mariadb nextcloud nginx nzbget openssh-server overseerr plex prowlarr qbittorrent radarr sabnzbd smokeping sonarr speedtest-tracker swag syncthing tautulli transmission unifi-controller webtop wireguard',
  listmonk: 'listmonk', localstack: 'localstack localstack-pro', louislam: 'dockge uptime-kuma', mailcow: 'unbound', mailhog: 'mailhog', mailserver: 'docker-mailserver', mariadb: 'maxscale', martinhelmich: 'typo3',
  mattermost: 'mattermost-enterprise-edition mattermost-preview mattermost-team-edition', memgraph: 'memgraph', metabase: 'metabase',
  microsoft: 'aspnetcore aspnetcore-build azure-cli dotnet iis mssql-server-linux mssql-server-windows-express mssql-tools nanoserver powershell windowsservercore', milvusdb: 'milvus', minio: 'mc minio operator', moby: 'buildkit',
  mockserver: 'mockserver', mongodb: 'atlas mongodb-atlas-local mongodb-community-server mongodb-enterprise-server', mplatform: 'manifest-tool mquery', muchobien: 'pocketbase', multiarch: 'alpine qemu-user-static',
  mysql: 'mysql-cluster mysql-operator mysql-router mysql-server', n8nio: 'n8n', natsio: 'nats-box', neilpang: 'acme.sh nginx-proxy', netdata: 'netdata', newrelic: 'infrastructure',
  nginx: 'nginx-ingress nginx-prometheus-exporter nginx-quic-qns unit', nginxdemos: 'hello nginx-hello', nginxinc: 'nginx-s3-gateway nginx-unprivileged', nginxproxy: 'acme-companion docker-gen forego nginx-proxy', nicolaka: 'netshoot',
  nigelpoulton: 'ddd-book ddd-cloud-compose getting-started-k8s gsd-book k8sbook pluralsight-docker-ci ps-web qsk-book tu-demo vote-app web-fe', nocodb: 'nocodb', nodered: 'node-red',
  nvidia: 'cuda dcgm-exporter k8s-device-plugin opengl tensorrt', ollama: 'ollama', ondrejsika: 'ab color counter ssh-server training-example', onlyoffice: 'communityserver documentserver',
  openapitools: 'openapi-generator-cli openapi-generator-online', openresty: 'openresty', opensearchproject: 'data-prepper logstash-oss-with-opensearch-output-plugin opensearch opensearch-dashboards', opensuse: 'leap tumbleweed',
  openwebui: 'open-webui', openzipkin: 'zipkin zipkin-slim', osixia: 'openldap phpldapadmin', otel: 'opentelemetry-collector opentelemetry-collector-contrib', oven: 'bun', owasp: 'dependency-check modsecurity-crs zap2docker-stable', owncloud: 'server',
  paketobuildpacks: 'builder builder-jammy-base', parrotsec: 'core security', percona: 'percona-server percona-server-mongodb percona-xtradb-cluster pmm-client pmm-server', pgvector: 'pgvector', phpdockerio: 'php80-fpm',
  phpmyadmin: 'phpmyadmin', phusion: 'baseimage passenger-full', pihole: 'pihole', plexinc: 'pms-docker', portainer: 'agent helper-reset-password portainer portainer-ce portainer-ee templates', postgis: 'postgis', postgrest: 'postgrest',
  postman: 'newman newman_alpine33', prakhar1989: 'catnip foodtrucks-web static-site', praqma: 'network-multitool', prismagraphql: 'prisma',
  prom: 'alertmanager blackbox-exporter busybox cloudwatch-exporter consul-exporter graphite-exporter haproxy-exporter influxdb-exporter memcached-exporter mysqld-exporter node-exporter prometheus pushgateway snmp-exporter statsd-exporter',
  prometheuscommunity: 'elasticsearch-exporter postgres-exporter windows-exporter', provectuslabs: 'kafka-ui', puckel: 'docker-airflow', puppet: 'puppetserver', pytorch: 'pytorch', qdrant: 'qdrant', qmcgaw: 'gluetun', questdb: 'questdb',
  rancher: 'agent hyperkube k3s local-path-provisioner mirrored-pause rancher rancher-agent server', rasa: 'rasa rasa-sdk', redis: 'redis-stack redis-stack-server redisinsight', rediscommander: 'redis-commander',
  redislabs: 'redis redisearch redisinsight redismod rejson', redpandadata: 'console redpanda', requarks: 'wiki', restic: 'rest-server restic', richarvey: 'nginx-php-fpm', rimelek: 'httpd24 php', riyaz: 'dockercon',
  rocker: 'geospatial r-ver rstudio shiny tidyverse verse', rossbachp: 'presentation tomcat8', roundcube: 'roundcubemail', rustdesk: 'rustdesk-server', saltstack: 'salt', schickling: 'mailcatcher postgres-backup-s3', scrapinghub: 'splash',
  seafileltd: 'seafile-mc', searxng: 'searxng', sebp: 'elk', selaworkshops: 'alpine busybox npm-static-app python-app sentences-app',
  selenium: 'hub node-chrome node-chrome-debug node-edge node-firefox standalone-chrome standalone-chrome-debug standalone-edge standalone-firefox video', semgrep: 'semgrep', signoz: 'signoz', sitespeedio: 'sitespeed.io', snyk: 'snyk',
  sonarsource: 'sonar-scanner-cli', sonatype: 'nexus nexus-iq-server nexus3', spotify: 'docker-gc kafka', springcloud: 'configserver eureka', springio: 'gs-spring-boot-docker petclinic', stakater: 'reloader', stefanprodan: 'podinfo',
  stilliard: 'pure-ftpd', strapi: 'base strapi', supabase: 'gotrue postgres realtime studio', swaggerapi: 'petstore swagger-editor swagger-ui', syncthing: 'syncthing', sysdig: 'agent sysdig', tailscale: 'tailscale',
  tarampampam: 'webhook-tester', tecnativa: 'docker-socket-proxy', temporalio: 'auto-setup server ui', tensorflow: 'serving tensorflow', thingsboard: 'tb-postgres', thomseddon: 'traefik-forward-auth', tianon: 'gosu nginx-proxy true',
  timescale: 'timescaledb timescaledb-ha', tonistiigi: 'binfmt copy xx', traefik: 'mesh traefik whoami whoamitcp whoamiudp', training: 'docker-present namer postgres webapp whale',
  tutum: 'hello-world influxdb lamp mongodb mysql redis ubuntu wordpress', umputun: 'remark42', unclecode: 'crawl4ai', vaultwarden: 'server', verdaccio: 'verdaccio', victoriametrics: 'victoria-metrics vmagent vmalert',
  vulnerables: 'cve-2014-6271 web-dvwa', wallabag: 'wallabag', weaveworks: 'scope weave weavedb weaveexec', weaveworksdemos: 'carts catalogue front-end', webdevops: 'php php-apache php-apache-dev php-nginx', webgoat: 'goatandwolf webgoat',
  willfarrell: 'autoheal', wiremock: 'wiremock', wodby: 'drupal-php nginx wordpress-php', wurstmeister: 'kafka zookeeper', yandex: 'clickhouse-server', yeasy: 'hyperledger-fabric simple-web',
  zabbix: 'zabbix-agent zabbix-agent2 zabbix-appliance zabbix-java-gateway zabbix-server-mysql zabbix-server-pgsql zabbix-web-apache-mysql zabbix-web-nginx-mysql', zaproxy: 'zap-stable', zenika: 'alpine-chrome', zricethezav: 'gitleaks',
};

/** What community releases are called: a version, a name that floats, or what they stand on. */
const RELEASE = /^(?:v?\d|RELEASE\.|(?:latest|stable|edge|main|master|nightly|beta|dev|lts|alpine|slim|linux|debian|ubuntu|php|node)(?![a-z]))/;

/** Tags of repositories whose releases are known: what else is asked for isn't there. */
const RELEASES: Readonly<Record<string, RegExp>> = { 'docker/dockerfile': /^(?:1(?:\.\d\d?){0,2}(?:-labs|-experimental)?|latest|labs|experimental|master(?:-.+)?)$/ };

/**
 * Whether the Hub has a repository that isn't an official one. Which tags it has isn't known: one that is called as
 * releases are may be there.
 */
export function isCommunity(repository: string, tag: string | undefined): boolean {
  const [namespace = '', name = ''] = repository.split('/');
  const isThere = Object.hasOwn(REPOSITORIES, namespace) && REPOSITORIES[namespace]!.split(' ').includes(name);
  return isThere && (tag === undefined || (RELEASES[repository] ?? RELEASE).test(tag));
}
