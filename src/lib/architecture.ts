/** A processor's architecture, by the names that those who meet it give it. */
export interface Architecture {
  /** Go's and OCI's name. */
  name: string;
  variant?: string;
  /** uname -m. */
  machine: string;
  /** dpkg's name, and apk's. */
  debian: string;
  alpine: string;
  /** The folder of its libraries on Debian (multiarch), and the dynamic linker's file name. */
  triplet: string;
  linker: string;
  /** e_machine of an ELF header (elf.h), and the class: 1 for 32 bits, 2 for 64. */
  elf: number;
  elfClass: 1 | 2;
}

export const AMD64: Architecture = {
  name: 'amd64', machine: 'x86_64', debian: 'amd64', alpine: 'x86_64', triplet: 'x86_64-linux-gnu', linker: 'ld-linux-x86-64.so.2', elf: 62, elfClass: 2,
};

export const ARM64: Architecture = {
  name: 'arm64', variant: 'v8', machine: 'aarch64', debian: 'arm64', alpine: 'aarch64', triplet: 'aarch64-linux-gnu', linker: 'ld-linux-aarch64.so.1', elf: 183, elfClass: 2,
};

export const ARCHITECTURES: readonly Architecture[] = [AMD64, ARM64];

/** The architecture of `uname -m`; the host's where the name means nothing here. */
export function architectureOfMachine(machine: string): Architecture {
  return ARCHITECTURES.find((one) => one.machine === machine) ?? AMD64;
}
