// Programs of another architecture under emulators that the kernel knows of (binfmt_misc).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker pull -q tonistiigi/binfmt; docker pull -q --platform linux/arm64 alpine');
});
afterAll(() => machine.end());

const ok = (stdout: string, stderr = ''): object => ({ stdout, stderr, status: 0 });
const json = (supported: string, emulators: string): string => {
  const list = (words: string): string => (words === '' ? 'null' : `[\n${words.split(' ').map((word) => `    "${word}"`).join(',\n')}\n  ]`);
  return `{\n  "supported": ${list(supported)},\n  "emulators": ${list(emulators)}\n}\n`;
};
const OWN = 'linux/amd64 linux/amd64/v2 linux/amd64/v3';
const ALL = `${OWN} linux/arm64 linux/riscv64 linux/ppc64le linux/s390x linux/386 linux/mips64le linux/mips64 linux/loong64 linux/arm/v7 linux/arm/v6`;
const EMULATORS = 'qemu-aarch64 qemu-arm qemu-loongarch64 qemu-mips64 qemu-mips64el qemu-ppc64le qemu-riscv64 qemu-s390x';

test('tonistiigi/binfmt registers emulators with the kernel, where it may', async () => {
  const { sh } = machine;
  expect(await sh('docker run --privileged --rm tonistiigi/binfmt; docker run --rm tonistiigi/binfmt --install all')).toEqual(
    ok(json(`${OWN} linux/386`, ''), 'error: operation not permitted\ncannot mount binfmt_misc filesystem at /proc/sys/fs/binfmt_misc\nmain.run\n\t/src/cmd/binfmt/main.go:232\nmain.main\n\t/src/cmd/binfmt/main.go:220\n'),
  );
  expect(await sh('docker run --privileged --rm tonistiigi/binfmt --install all')).toEqual(
    ok(json(ALL, EMULATORS), 'arm64 arm s390x ppc64le riscv64 mips64le mips64 loong64'.split(' ').map((name) => `installing: ${name} OK\n`).join('')),
  );
  expect(await sh('docker run --privileged --rm tonistiigi/binfmt --install linux/arm64,foo --uninstall=qemu-riscv64 | tail -10; docker run --privileged --rm tonistiigi/binfmt --instal x')).toEqual({
    stdout: json('', EMULATORS.replace('qemu-riscv64 ', '')).split('\n').slice(2).join('\n'), status: 2,
    stderr: 'uninstalling: qemu-riscv64 OK\ninstalling: arm64 qemu-aarch64 already registered\ninstalling: foo unsupported architecture: foo\n' +
      'flag provided but not defined: -instal\nUsage of /usr/bin/binfmt:\n  -install string\n    \tarchitectures to install\n  -mount string\n    \tbinfmt_misc mount point (default "/proc/sys/fs/binfmt_misc")\n  -uninstall string\n    \tarchitectures to uninstall\n  -version\n    \tdisplay version\n',
  });
  expect(await sh('cat /proc/sys/fs/binfmt_misc/qemu-aarch64; ls /proc/sys/fs/binfmt_misc | wc -l; docker buildx inspect | grep ^Platforms')).toEqual(ok(
    'enabled\ninterpreter /usr/bin/qemu-aarch64\nflags: POCF\noffset 0\nmagic 7f454c460201010000000000000000000200b700\nmask ffffffffffffff00fffffffffffffffffeffffff\n9\n' +
      `Platforms:        ${ALL.replace('linux/riscv64 ', '').replaceAll(' ', ', ')}\n`,
  ));
});

test("then arm64's programs run, in containers and builds, and say what they are", async () => {
  const { sh } = machine;
  expect(await sh("docker run --rm --platform linux/arm64 alpine sh -c 'uname -m; apk --print-arch; ps; :'")).toEqual(ok(
    "aarch64\naarch64\nPID   USER     TIME  COMMAND\n    1 root      0:00 {sh} /usr/bin/qemu-aarch64 /bin/sh sh -c uname -m; apk --print-arch; ps; :\n    4 root      0:00 ps\n",
  ));
  expect(await sh('docker run --rm --platform linux/arm64 debian:bookworm-slim sh -c "dpkg --print-architecture; dpkg -l libc6 | tail -1; ls /lib | head -1; apt-get update | grep Packages; apt-get install -y jq | grep Preparing; jq -n 1" 2>/dev/null')).toEqual(ok(
    expect.stringMatching(/^arm64\nii {2}libc6:arm64 .*\naarch64-linux-gnu\nGet:4 http:\/\/deb.dockyard.example\/debian bookworm\/main arm64 Packages \[[\d.]+ kB\]\n(Preparing to unpack .*_arm64.deb ...\n)+1\n$/) as string,
  ));
  expect(await sh(`printf 'FROM alpine\\nARG TARGETARCH\\nRUN echo "$TARGETARCH $(uname -m)" > /is\\nCMD ["cat", "/is"]\\n' > Dockerfile; docker build -q --platform linux/amd64,linux/arm64 -t both . > /dev/null && docker run --rm both && docker run --rm --platform linux/arm64 both`)).toEqual(ok('amd64 x86_64\narm64 aarch64\n'));
  expect(await sh("docker run --rm --platform linux/arm64 node:22-alpine node -p 'process.arch + os.machine()'; docker run --rm --platform linux/arm64 hello-world | grep '('")).toEqual(ok('arm64aarch64\n    (arm64v8)\n', expect.stringMatching(/Unable to find image/) as string));
});

test('rules are the machine\'s: they outlive a restore, and go when they are told to', async () => {
  const restored = await session({ state: await machine.host.snapshot() });
  try {
    const { sh } = restored;
    expect(await sh('docker run --rm --platform linux/arm64 alpine arch')).toEqual(ok('aarch64\n'));
    expect(await sh('sudo sh -c "echo 0 > /proc/sys/fs/binfmt_misc/qemu-aarch64"; head -1 /proc/sys/fs/binfmt_misc/qemu-aarch64; docker run --rm --platform linux/arm64 alpine arch')).toEqual({ stdout: 'disabled\n', stderr: 'exec /bin/arch: exec format error\n', status: 255 });
    expect(await sh('docker run --privileged --rm tonistiigi/binfmt --uninstall arm64 > /dev/null; ls /proc/sys/fs/binfmt_misc | grep -c aarch64; sudo sh -c "echo :x: > /proc/sys/fs/binfmt_misc/register"')).toEqual({ stdout: '0\n', stderr: 'uninstalling: aarch64 OK\nsh: 1: echo: echo: I/O error\n', status: 1 });
  } finally {
    restored.end();
  }
});

test("a builder in a container brings BuildKit's own emulators, which no rule of the kernel needs", async () => {
  const { sh, end } = await session();
  try {
    const built = await sh("docker buildx create --name b > /dev/null; printf 'FROM alpine\\nRUN uname -m && sh -c arch && [ -z \"$(ls /proc/sys/fs/binfmt_misc)\" ]\\nRUN [\"arch\"]\\n' > Dockerfile; docker buildx build --builder b --progress=plain --platform linux/arm64 --load -t arm . 2>&1 | grep '[0-9] aarch64'; docker run --rm arm");
    expect(built).toEqual({ stdout: expect.stringMatching(/^(#\d+ \d\.\d+ aarch64\n){3}$/) as string, stderr: expect.stringMatching(/exec \/bin\/sh: exec format error\n$/) as string, status: 255 });
  } finally {
    end();
  }
});
