import type { LineRange } from './location';
import type { RunMount } from './run-mount';

/** What every instruction keeps of its source. */
interface Common {
  /** As written: `RUN`, `run`. */
  name: string;
  /** The instruction's line, continuations joined. */
  code: string;
  location: LineRange;
  comments: string[] | undefined;
}

export interface KeyValue {
  key: string;
  value: string;
  /** Written in the old form, `KEY name value`. */
  noDelimiter: boolean;
}

export interface ArgDefinition {
  key: string;
  value: string | undefined;
}

/** A here-document as a source of COPY and ADD. */
export interface SourceContent {
  path: string;
  data: string;
  expand: boolean;
}

export interface InlineFile {
  name: string;
  data: string;
  chomp: boolean;
}

/** A command line, in exec form or to be run by the shell. */
export interface CommandLine {
  args: string[];
  files: InlineFile[];
  prependShell: boolean;
}

interface Sources {
  destination: string;
  sourcePaths: string[];
  sourceContents: SourceContent[];
  chown: string;
  chmod: string;
  link: boolean;
  excludePatterns: string[];
}

export type NetworkMode = 'default' | 'none' | 'host';
export type SecurityMode = 'sandbox' | 'insecure';

/** Nanoseconds, as in the image's config. */
export interface Healthcheck {
  test: string[];
  interval: number;
  timeout: number;
  startPeriod: number;
  startInterval: number;
  retries: number;
}

export type AddInstruction = Common & Sources & {
  kind: 'add';
  keepGitDir: boolean | undefined;
  checksum: string;
  unpack: boolean | undefined;
};
export type CopyInstruction = Common & Sources & { kind: 'copy'; from: string; parents: boolean };
export type RunInstruction = Common & {
  kind: 'run';
  commandLine: CommandLine;
  /** The texts of `--mount`, read again when variables are known. */
  mountFlags: string[];
  mounts: RunMount[];
  network: NetworkMode;
  security: SecurityMode;
  devices: string[];
};
export type OnbuildInstruction = Common & { kind: 'onbuild'; expression: string };
export type ArgInstruction = Common & { kind: 'arg'; args: ArgDefinition[] };
export type EnvInstruction = Common & { kind: 'env'; pairs: KeyValue[] };
export type LabelInstruction = Common & { kind: 'label'; pairs: KeyValue[] };
export type CmdInstruction = Common & { kind: 'cmd'; commandLine: CommandLine };
export type EntrypointInstruction = Common & { kind: 'entrypoint'; commandLine: CommandLine };
export type HealthcheckInstruction = Common & { kind: 'healthcheck'; health: Healthcheck };
export type ExposeInstruction = Common & { kind: 'expose'; ports: string[] };
export type MaintainerInstruction = Common & { kind: 'maintainer'; maintainer: string };
export type ShellInstruction = Common & { kind: 'shell'; shell: string[] };
export type StopSignalInstruction = Common & { kind: 'stopsignal'; signal: string };
export type UserInstruction = Common & { kind: 'user'; user: string };
export type VolumeInstruction = Common & { kind: 'volume'; volumes: string[] };
export type WorkdirInstruction = Common & { kind: 'workdir'; path: string };

export type Instruction =
  | AddInstruction | ArgInstruction | CmdInstruction | CopyInstruction | EntrypointInstruction | EnvInstruction
  | ExposeInstruction | HealthcheckInstruction | LabelInstruction | MaintainerInstruction | OnbuildInstruction
  | RunInstruction | ShellInstruction | StopSignalInstruction | UserInstruction | VolumeInstruction | WorkdirInstruction;

/** What a FROM begins. */
export interface Stage {
  kind: 'from';
  /** As written: `FROM`, `from`. */
  name: string;
  code: string;
  location: LineRange;
  comments: string[] | undefined;
  /** The name given by AS, in lower case; empty when there is none. */
  stageName: string;
  baseName: string;
  platform: string;
  /** What the comment above says about the stage. */
  description: string;
  instructions: Instruction[];
}
