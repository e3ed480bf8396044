import { accounts } from './bases/accounts';
import { apkAdd } from './bases/alpine';
import { dpkgInstalled } from './bases/debian';
import type { LayerContext } from './recipe';

const BUILD_LIBRARIES =
  'libasan.so.8 libtsan.so.2 libubsan.so.1 libMagickCore.so.10 libicudata.so.76 libmysqlclient.so libpq.so libxml2.so libglib-2.0.so libx265.so libLLVM.so.19 libcairo.so.2 libpython3.13.so libsqlite3.so libdb-5.3.so';

/** Layers that many images have in common: package sets, folders, a CA bundle. */
export function commonLayer(context: LayerContext): void {
  const { tree, createdBy, base, sizeBytes, env } = context;
  const lib = base.kind === 'debian' ? '/usr/lib/x86_64-linux-gnu' : '/usr/lib';
  const workdir = /^WORKDIR (\S+)/.exec(createdBy);
  if (workdir) {
    // The empty layer (32 bytes): the folder was there already and stays as it was.
    if (sizeBytes <= 32) return;
    tree.dir(workdir[1]!);
    return;
  }
  const made = /^RUN mkdir (?:-p )?(\/\S+)/.exec(createdBy);
  if (made) {
    tree.dir(made[1]!);
    return;
  }
  const gosu = /gosu/i.test(createdBy) || (env('GOSU_VERSION') !== '' && sizeBytes > 700_000 && sizeBytes < 3_000_000);
  if (gosu && sizeBytes < 3_000_000) {
    tree.exe('/usr/local/bin/gosu', 1_800_000);
    tree.ballast('/usr/local/bin', 'gosu-debug', 0o755);
    return;
  }
  if (base.kind === 'debian') {
    const install = (packages: string): void => dpkgInstalled(tree, base.suite, packages);
    if (/ca-certificates …$/.test(createdBy) && sizeBytes > 15e6) {
      install('ca-certificates curl gnupg netbase sq wget tzdata openssl');
      tree.ballast(lib, 'libcurl.so.4 libicudata.so.72 libgnutls.so.30 libkrb5.so.3 libldap.so.2 libssh2.so.1').data('/etc/ssl/certs/ca-certificates.crt', 220_000);
      return;
    }
    if (/git mercurial op/.test(createdBy)) {
      install('git mercurial openssh-client procps subversion less unzip');
      tree.ballast('/usr/lib/git-core', 'git-remote-http git-http-backend git-daemon', 0o755).ballast(lib, 'libpython3.13.so.1 libsvn_client-1.so.1 libperl.so.5');
      return;
    }
    if (/autoconf automake|g\+\+ gcc libc6-de|PHPIZE_DEPS ca-/.test(createdBy)) {
      install(`gcc g++ make binutils patch file xz-utils bzip2${sizeBytes > 150e6 ? ' python3 unzip' : ''}`);
      tree.link('/usr/bin/cc', '/etc/alternatives/cc').link('/etc/alternatives/cc', '/usr/bin/gcc').link('/usr/bin/c++', '/etc/alternatives/c++').link('/etc/alternatives/c++', '/usr/bin/g++');
      tree.ballast('/usr/lib/gcc/x86_64-linux-gnu/14', 'cc1 cc1plus lto1 libgcc.a').ballast(lib, BUILD_LIBRARIES);
      return;
    }
    if (/openssl|gnupg less/.test(createdBy)) {
      install('gnupg less openssl');
      tree.ballast(lib, 'libgcrypt.so.20 libassuan.so.0 libksba.so.8');
      return;
    }
    if (/ca-certificates|tzdata|netbase/.test(createdBy)) {
      install('ca-certificates netbase tzdata');
      tree.data('/etc/ssl/certs/ca-certificates.crt', Math.min(220_000, sizeBytes)).ballast('/usr/share/zoneinfo', 'tzdata.zi').ballast(lib, 'libsqlite3.so.0 libreadline.so.8');
      return;
    }
  }
  if (base.kind === 'alpine' && /apk add|ca-certificates/.test(createdBy)) {
    apkAdd(tree, base.version, 'ca-certificates=20260909-r0 tzdata=2026c-r0');
    tree.exe('/usr/sbin/update-ca-certificates', 14_000).data('/etc/ssl/certs/ca-certificates.crt', Math.min(220_000, sizeBytes)).ballast('/usr/share/zoneinfo', 'tzdata.zi zone1970.tab');
    return;
  }
  if (/groupadd|useradd|addgroup|adduser/.test(createdBy) && sizeBytes < 20_000) {
    accounts(tree, base.kind === 'redhat' ? 'redhat' : base.kind === 'alpine' ? 'alpine' : 'debian');
    return;
  }
  const copied = /^COPY (?:file:\S+|\S+) (?:in )?(\/\S*)/.exec(createdBy);
  if (copied && sizeBytes < 20_000) {
    tree.ballast(copied[1]!.replace(/\/?…?$/, ''), 'copied');
    return;
  }
  if (sizeBytes > 300) tree.ballast('/usr/local/share', `${context.repository.replaceAll('/', '-')}-${context.index}.dat`).ballast(lib, `lib${context.repository.replaceAll('/', '-')}.so.${context.index}`);
}
