import type { Ulimit } from '../../api/backends';
import type { Digest } from '../../../oci/digest';
import type { ImageConfig, Platform } from '../../../oci/image';
import type { EnvList } from '../dockerfile/env';
import type { Lex } from '../dockerfile/lex';
import type { Linter, LintWarning } from '../dockerfile/linter';
import type { Vertex } from '../graph/vertex';
import type { StageStates } from './stage-state';

/** What a base image turned out to be. */
export interface BaseImage {
  /** The canonical reference; another one when a source policy or mirror changed it. */
  reference: string;
  digest: Digest | undefined;
  config: ImageConfig;
}

/** What a build came to for a platform, for builds that stand on it: a file tree and the configuration that goes with it. */
export interface BuiltInput {
  image: ImageConfig;
  /** Undefined for a result without files. */
  root: Vertex | undefined;
  /** What it was made by, for the provenance of what is made from it. */
  vertices: readonly Vertex[];
}

export interface ConvertOptions {
  buildArgs: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  /** Empty for the last stage. */
  target: string;
  /** What `--platform` asked for. */
  targetPlatform?: Platform;
  /** Whether that is one of several, so that steps are told with their platform. */
  multiPlatform?: boolean;
  /** Convert and check stages that the target doesn't need, too. */
  allStages?: boolean;
  /** `--build-context`, by familiar name. */
  contexts?: Readonly<Record<string, string>>;
  /** What another build made, by that build's name. */
  input?(ref: string, platform: Platform): BuiltInput | undefined;
  /** Whose files contexts are. */
  session?: string;
  /** Told of a client's folder once it is known that the build reads it. */
  announceContext?(name: string): void;
  extraHosts?: readonly string[];
  ulimits?: readonly Ulimit[];
  networkMode?: 'default' | 'none' | 'host';
  /** The solver could give a RUN devices, which Dockerfile frontends other than `labs` refuse. */
  canUseDevices?: boolean;
  /** True for a stage that is to be built anew. */
  ignoreCache?(stageName: string): boolean;
  /** The patterns of .dockerignore; it is read when stages are known and before their instructions are looked at. */
  ignorePatterns?(): readonly string[];
  warn?(warning: LintWarning): void;
  /** The build context as a vertex; it is asked for once the paths that are read are known. */
  mainContext(followPaths: readonly string[]): Vertex;
  /** Finds a base image; `signal` says that another stage has failed. */
  resolveImage(reference: string, logName: string, platform: Platform, signal: AbortSignal): Promise<BaseImage>;
}

/** What all dispatchers of one conversion share. */
export interface ConvertContext {
  options: ConvertOptions;
  targetPlatform: Platform;
  globalArgs: EnvList;
  shlex: Lex;
  lint: Linter;
  stages: StageStates;
  /** Stands for the build context until its paths are known. */
  contextVertex: Vertex;
  /** RFC 3339, when SOURCE_DATE_EPOCH is set. */
  epoch: string | undefined;
  proxyEnv: string[];
  ignorePatterns: readonly string[];
}
