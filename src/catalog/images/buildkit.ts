import { apkAdd } from '../bases/alpine';
import type { Recipe } from '../recipe';
import { byRules } from './rules';
import { madeUp } from './synthetic';

const PROGRAMS_BYTES = 62_000_000;

/** moby/buildkit: the daemon of a builder of its own (BuildKit's Dockerfile, target buildkit-linux). */
export const recipe: Recipe = {
  facts: {
    latest: madeUp('moby-buildkit', '2026-08-04T12:52:17Z', ['ADD alpine-minirootfs-3.23.5-x86_64.tar.gz / # buildkit', 'e6f31ffc071e', 3844421], [
      ['CMD ["/bin/sh"]', undefined],
      ['RUN apk add --no-cache fuse3 git openssh openssl pigz xz iptables ip6tables util-linux-misc && ln -s fusermount3 /usr/bin/fusermount # buildkit', 15_120_000],
      ['COPY examples/buildctl-daemonless/buildctl-daemonless.sh /usr/bin/ # buildkit', 966],
      ['VOLUME [/var/lib/buildkit]', undefined],
      ['RUN mkdir -p /etc/cdi /var/run/cdi /etc/buildkit/cdi # buildkit', 148],
      ['COPY / /usr/bin/ # buildkit', 95_400_000],
      ['ENV BUILDKIT_SETUP_CGROUPV2_ROOT=1', undefined],
      ['COPY hack/buildkitd-entrypoint /usr/bin/buildkitd-entrypoint # buildkit', 760],
      ['COPY hack/with-cgroupfs-remount /usr/bin/with-cgroupfs-remount # buildkit', 410],
      ['ENTRYPOINT ["/usr/bin/buildkitd-entrypoint"]', undefined],
    ], {
      entrypoint: ['/usr/bin/buildkitd-entrypoint'], volumes: ['/var/lib/buildkit'],
      env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'BUILDKIT_SETUP_CGROUPV2_ROOT=1'],
    }),
  },
  aliases: Object.fromEntries(['buildx-stable-1', 'v0.32.2', 'v0.32'].map((tag) => [tag, 'latest'])),
  layer: byRules(
    [/apk add/, ({ tree, base }) => {
      if (base.kind === 'alpine') apkAdd(tree, base.version, 'git=2.52.0-r0 openssh=10.2_p1-r0 openssl=3.5.6-r0 pigz=2.8-r1 xz=5.8.2-r0 iptables=1.8.11-r1');
      tree.exes('/usr/bin', 'git openssl pigz xz ssh fusermount3', 500_000).link('/usr/bin/fusermount', 'fusermount3').exe('/usr/sbin/iptables', 100_000).ballast('/usr/lib', 'libcrypto.so.3 libfuse3.so.4 libxtables.so.12');
    }],
    [/daemonless/, ({ tree }) => void tree.script('/usr/bin/buildctl-daemonless.sh', '#!/bin/sh\n# Starts a buildkitd for one build.\nset -eu\nbuildkitd ${BUILDKITD_FLAGS:-} &\nexec buildctl "$@"\n')],
    [/mkdir -p/, ({ tree }) => void tree.dirs('/etc/cdi', '/run/cdi', '/etc/buildkit', '/etc/buildkit/cdi')],
    [/COPY \/ /, ({ tree }) => {
      tree.exe('/usr/bin/buildkitd', PROGRAMS_BYTES).exe('/usr/bin/buildctl', 34_000_000).exe('/usr/bin/buildkit-runc', 14_000_000, 'runc');
      for (const arch of ['aarch64', 'arm', 'i386', 'ppc64le', 'riscv64', 's390x']) tree.exe(`/usr/bin/buildkit-qemu-${arch}`, 5_200_000);
      tree.ballast('/usr/bin', 'buildkit-cni-bridge buildkit-cni-loopback buildkit-cni-host-local buildkit-cni-firewall', 0o755);
    }],
    [/buildkitd-entrypoint/, ({ tree }) => void tree.script('/usr/bin/buildkitd-entrypoint', '#!/bin/sh\nset -e\n\nexec /usr/bin/buildkitd "$@"\n')],
    [/with-cgroupfs/, ({ tree }) => void tree.script('/usr/bin/with-cgroupfs-remount', '#!/bin/sh\nset -e\n\nmount -t cgroup2 none /sys/fs/cgroup\nexec "$@"\n')],
  ),
};
