/** An emulator of QEMU's user mode, and what tells its programs (tonistiigi/binfmt, cmd/binfmt/config.go). */
export interface Emulator {
  /** Go's name for the architecture. */
  architecture: string;
  /** `qemu-aarch64`: the binary, and the rule of binfmt_misc. */
  binary: string;
  magic: string;
  mask: string;
}

const row = (architecture: string, binary: string, elfClass: 1 | 2, bigEndian: boolean, machine: string, mask: string): Emulator => ({
  architecture, binary: `qemu-${binary}`, mask,
  magic: `\\x7fELF\\x0${elfClass}\\x0${bigEndian ? 2 : 1}\\x01${'\\x00'.repeat(9)}${bigEndian ? '\\x00\\x02' : '\\x02\\x00'}${machine}`,
});
const FF = (count: number): string => '\\xff'.repeat(count);
const LITTLE = `${FF(7)}\\x00${FF(8)}\\xfe${FF(3)}`;

export const EMULATORS: readonly Emulator[] = [
  row('arm64', 'aarch64', 2, false, '\\xb7\\x00', LITTLE),
  row('arm', 'arm', 1, false, '\\x28\\x00', LITTLE),
  row('s390x', 's390x', 2, true, '\\x00\\x16', `${FF(7)}\\x00${FF(9)}\\xfe${FF(2)}`),
  row('ppc64le', 'ppc64le', 2, false, '\\x15\\x00', `${FF(7)}\\x00${FF(8)}\\xfe${FF(2)}\\x00`),
  row('riscv64', 'riscv64', 2, false, '\\xf3\\x00', LITTLE),
  row('mips64le', 'mips64el', 2, false, '\\x08\\x00', `${FF(7)}\\x00\\x00${FF(7)}\\xfe${FF(3)}`),
  row('mips64', 'mips64', 2, true, '\\x00\\x08', `${FF(7)}\\x00\\x00${FF(8)}\\xfe${FF(2)}`),
  row('loong64', 'loongarch64', 2, false, '\\x02\\x01', `${FF(7)}\\xfc\\x00${FF(7)}\\xfe${FF(3)}`),
];

/** In the order in which BuildKit looks (util/archutil/detect.go); what a machine of x86-64-v3 runs without help comes without an emulator. */
const PLATFORMS: readonly (readonly [platform: string, emulator?: string])[] = [
  ['linux/amd64'], ['linux/amd64/v2'], ['linux/amd64/v3'], ['linux/arm64', 'qemu-aarch64'], ['linux/riscv64', 'qemu-riscv64'], ['linux/ppc64le', 'qemu-ppc64le'],
  ['linux/s390x', 'qemu-s390x'], ['linux/386'], ['linux/mips64le', 'qemu-mips64el'], ['linux/mips64', 'qemu-mips64'], ['linux/loong64', 'qemu-loongarch64'],
  ['linux/arm/v7', 'qemu-arm'], ['linux/arm/v6', 'qemu-arm'],
];

/** The platforms whose programs run on the machine, given the enabled rules of binfmt_misc by name. */
export function supportedPlatforms(rules: readonly string[]): string[] {
  return PLATFORMS.flatMap(([platform, emulator]) => (emulator === undefined || rules.includes(emulator) ? [platform] : []));
}
