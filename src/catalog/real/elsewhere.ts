/** Repositories of other registries that tutorials use, by host and namespace; an empty namespace has names of one part. */
const REPOSITORIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'gcr.io': {
    'cloud-builders': 'docker gcloud git gsutil kubectl mvn npm', cloudsdktool: 'cloud-sdk google-cloud-cli', cloudrun: 'hello placeholder',
    distroless: `base base-debian10 base-debian11 base-debian12 base-debian13 base-nossl-debian11 base-nossl-debian12 base-nossl-debian13 cc cc-debian10 cc-debian11 cc-debian12 cc-debian13
      java java-base-debian11 java-base-debian12 java-debian10 java11-debian11 java17-debian11 java17-debian12 java17-debian13 java21-debian12 java21-debian13
      nodejs nodejs-debian10 nodejs-debian11 nodejs14-debian11 nodejs16-debian11 nodejs18-debian11 nodejs18-debian12 nodejs20-debian11 nodejs20-debian12 nodejs20-debian13 nodejs22-debian12 nodejs22-debian13 nodejs24-debian12 nodejs24-debian13
      python2.7 python3 python3-debian10 python3-debian11 python3-debian12 python3-debian13 static static-debian10 static-debian11 static-debian12 static-debian13`,
    'google-containers': 'busybox echoserver etcd hyperkube kube-apiserver kube-proxy kubernetes-dashboard-amd64 pause-amd64', 'google-samples': 'gb-frontend gb-redis-follower hello-app node-hello',
    google_containers: 'busybox cadvisor echoserver pause', 'k8s-minikube': 'kicbase storage-provisioner', 'kaniko-project': 'executor warmer', 'kuar-demo': 'kuard-amd64', kubebuilder: 'kube-rbac-proxy', 'tekton-releases': 'dogfooding/koparse',
  },
  'ghcr.io': {
    actions: 'actions-runner', 'astral-sh': 'ruff uv', 'cloudnative-pg': 'cloudnative-pg postgresql', containerd: 'busybox', dependabot: 'dependabot-core', dexidp: 'dex', fluxcd: 'flux-cli source-controller', gethomepage: 'homepage', 'home-assistant': 'home-assistant',
    hadolint: 'hadolint', huggingface: 'text-generation-inference', 'immich-app': 'immich-machine-learning immich-server', linuxserver: 'code-server jellyfin nginx plex sonarr swag wireguard', mlflow: 'mlflow', 'open-webui': 'open-webui', 'paperless-ngx': 'paperless-ngx',
    'project-zot': 'zot-linux-amd64', puppeteer: 'puppeteer', sikalabs: 'slu', ondrejsika: 'counter', 'super-linter': 'super-linter', stefanprodan: 'podinfo',
  },
  'quay.io': {
    argoproj: 'argocd argocli', brancz: 'kube-rbac-proxy', calico: 'cni node', centos: 'centos', cilium: 'cilium hubble-ui', coreos: 'etcd flannel prometheus-operator', fedora: 'fedora', jetstack: 'cert-manager-controller cert-manager-webhook', jupyter: 'base-notebook datascience-notebook minimal-notebook pyspark-notebook scipy-notebook tensorflow-notebook',
    keycloak: 'keycloak', minio: 'mc minio', 'oauth2-proxy': 'oauth2-proxy', openshift: 'origin-cli', podman: 'hello stable', projectquay: 'clair quay', prometheus: 'alertmanager blackbox-exporter busybox mysqld-exporter node-exporter prometheus pushgateway', 'prometheus-operator': 'prometheus-operator',
    skopeo: 'stable', buildah: 'stable', strimzi: 'kafka operator', wildfly: 'wildfly', quay: 'busybox', ceph: 'ceph', debezium: 'connect',
  },
  'mcr.microsoft.com': {
    '': 'azure-cli hello-world powershell playwright', azuredocs: 'aci-helloworld azure-vote-front aks-helloworld', 'azure-storage': 'azurite', 'azure-functions': 'dotnet node python', 'cbl-mariner': 'base/core', devcontainers: 'base cpp dotnet go java javascript-node php python rust typescript-node universal',
    dotnet: 'aspnet monitor nightly/sdk runtime runtime-deps samples sdk framework/aspnet framework/runtime framework/sdk', 'dotnet/core': 'runtime-deps samples', 'dotnet/framework': 'aspnet runtime samples sdk', mssql: 'server server/rhel', openjdk: 'jdk', playwright: 'python java dotnet', 'vscode/devcontainers': 'base go javascript-node python', windows: 'nanoserver server servercore servercore/iis',
    'mssql/rhel': 'server', oss: 'kubernetes/pause',
  },
  'registry.k8s.io': {
    '': 'echoserver etcd hpa-example kube-apiserver kube-controller-manager kube-proxy kube-scheduler busybox nginx-slim', coredns: 'coredns', 'e2e-test-images': 'agnhost busybox echoserver httpd jessie-dnsutils nginx', 'ingress-nginx': 'controller kube-webhook-certgen', 'kube-state-metrics': 'kube-state-metrics',
    'metrics-server': 'metrics-server', 'sig-storage': 'csi-provisioner nfs-subdir-external-provisioner',
  },
  'public.ecr.aws': {
    amazonlinux: 'amazonlinux', 'aws-cli': 'aws-cli', 'aws-observability': 'aws-otel-collector', bitnami: 'nginx postgresql redis', ecs: 'amazon-ecs-agent', eks: 'aws-load-balancer-controller', lambda: 'dotnet go java nodejs provided python ruby', nginx: 'nginx nginx-unprivileged', sam: 'build-nodejs20.x build-python3.12', ubuntu: 'nginx ubuntu',
    xray: 'aws-xray-daemon', 'docker/library': 'amazonlinux',
  },
  'docker.elastic.co': { beats: 'elastic-agent filebeat metricbeat', elasticsearch: 'elasticsearch', kibana: 'kibana', logstash: 'logstash', apm: 'apm-server' },
};

/** What releases are called; what distroless and others add are names for a user or for a shell. */
const RELEASE = /^(?:v?\d|(?:latest|stable|edge|main|master|nightly|dev|debug|nonroot|lts|alpine|ltsc|stream|python|nodejs|noble|jammy|bookworm|bullseye)(?![a-z]))/;

/** Whether a registry beside the Hub has a repository; which tags it has isn't known, as of the Hub's communities. */
export function isElsewhere(host: string, repository: string, tag: string | undefined): boolean {
  const namespaces = REPOSITORIES[host] ?? {};
  const isThere = Object.entries(namespaces).some(([namespace, names]) => names.split(/\s+/).some((name) => name !== '' && repository === (namespace === '' ? name : `${namespace}/${name}`)));
  return isThere && (tag === undefined || RELEASE.test(tag));
}
