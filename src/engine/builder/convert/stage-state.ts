import type { ImageConfig, Platform } from '../../../oci/image';
import { imageFrom } from '../dockerfile/image';
import type { ArgDefinition, Instruction, Stage } from '../dockerfile/instructions';
import type { EnvGetter } from '../dockerfile/env';
import { DockerfileError, type LineRange } from '../dockerfile/location';
import { formatPlatform, normalizePlatform, parsePlatform } from '../dockerfile/platform';
import { SCRATCH, type State } from '../graph/state';
import type { NamedContext } from './named-context';

/** An instruction with the stages that it takes files from. */
export interface Command {
  instruction: Instruction;
  sources: (StageState | undefined)[];
  isOnbuild: boolean;
}

/** Where an instruction that may be used once in a stage was used last. */
export interface UsedOnce {
  location: LineRange | undefined;
}

/** A stage while it is converted (BuildKit's dispatchState). */
export class StageState {
  state: State = SCRATCH;
  image: ImageConfig = { os: '', architecture: '', config: {}, rootfs: { type: 'layers', diff_ids: [] }, history: [] };
  platform: Platform | undefined;
  base: StageState | undefined;
  /** The image that the stage begins with, unchanged; undefined for scratch. */
  baseImage: ImageConfig | undefined;
  baseName: string;
  /** Empty when the Dockerfile has one stage only. */
  stageName: string;
  dispatched = false;
  resolved = false;
  onbuildInit = false;
  /** What stands for the stage as a whole (`--build-context` of its name). */
  namedContext: NamedContext | undefined;
  readonly deps = new Map<StageState, Instruction>();
  buildArgs: ArgDefinition[] = [];
  commands: Command[] = [];
  /** Paths of the build context that the stage reads. */
  readonly contextPaths = new Set<string>();
  ignoreCache = false;
  commandIndex = 0;
  commandIsOnbuild = false;
  commandTotal = 0;
  /** A WORKDIR was set in this Dockerfile. */
  workdirSet = false;
  readonly entrypoint: UsedOnce = { location: undefined };
  readonly cmd: UsedOnce = { location: undefined };
  readonly healthcheck: UsedOnce = { location: undefined };
  /** Steps are told with their platform. */
  showsPlatform = false;

  constructor(
    readonly stage: Stage,
    /** Only named as a source (`--from=image`), by no FROM. */
    readonly unregistered = false,
  ) {
    this.baseName = stage.baseName;
    this.stageName = stage.stageName;
  }

  /** Takes over from the stage that this one is based on. */
  inherit(): void {
    if (!this.base) return;
    this.state = this.base.state;
    this.platform = this.base.platform;
    this.image = { ...imageFrom(this.base.image), created: this.base.image.created };
    delete this.image.config.OnBuild;
    this.baseImage = this.base.baseImage;
    this.workdirSet = this.base.workdirSet;
    this.buildArgs = [...this.buildArgs, ...this.base.buildArgs];
  }

  /** `[stage 2/5] text`: how the vertex of the next instruction is called (BuildKit's prefixCommand). */
  prefix(text: string): string {
    if (this.commandTotal === 0) return text;
    this.commandIndex++;
    const width = Math.trunc(1 + Math.log10(this.commandTotal));
    const stage = this.stageName === '' ? '' : this.stageName + ' ';
    const onbuild = this.commandIsOnbuild ? 'ONBUILD ' : '';
    return `[${this.platformPrefix()}${stage}${String(this.commandIndex).padStart(width)}/${this.commandTotal}] ${onbuild}${text}`;
  }

  /** `linux/amd64 `, or `linux/amd64->arm64 ` where the stage knows another one as its target (BuildKit's prefixCommand). */
  private platformPrefix(): string {
    if (!this.showsPlatform || !this.platform) return '';
    const own = this.platform;
    const target = targetOf(this.state.env, own);
    let arrow = '';
    if (target && target.os !== own.os) arrow = `->${formatPlatform(target)}`;
    else if (target && target.architecture !== own.architecture) arrow = `->${[target.architecture, target.variant].filter(Boolean).join('/')}`;
    return `${formatPlatform(own)}${arrow} `;
  }

  /** What tells a step apart from the same one for another platform. */
  platformMeta(): { platform?: string } {
    return this.showsPlatform && this.platform ? { platform: formatPlatform(this.platform) } : {};
  }

  addHistory(createdBy: string, withLayer: boolean, created: string | undefined, buildkit = false): void {
    (this.image.history ??= []).push({
      ...(created !== undefined && { created }),
      created_by: buildkit ? createdBy + ' # buildkit' : createdBy,
      comment: 'buildkit.dockerfile.v0',
      ...(!withLayer && { empty_layer: true }),
    });
  }
}

/** The platform that a stage's TARGET… variables name (BuildKit's platformFromEnv). */
function targetOf(env: EnvGetter, own: Platform): Platform | undefined {
  const whole = env.get('TARGETPLATFORM');
  if (whole) {
    try {
      return normalizePlatform(parsePlatform(whole));
    } catch {
      // Then the others count.
    }
  }
  const [os, architecture, variant] = ['TARGETOS', 'TARGETARCH', 'TARGETVARIANT'].map((key) => env.get(key));
  if (os === undefined && architecture === undefined && variant === undefined) return undefined;
  return normalizePlatform({ os: os || own.os, architecture: architecture || own.architecture, ...(variant && { variant }) });
}

/** All stages by order and by name (BuildKit's dispatchStates). */
export class StageStates {
  readonly all: StageState[] = [];
  private readonly byName = new Map<string, StageState>();

  add(stage: StageState): void {
    this.all.push(stage);
    const base = this.byName.get(stage.baseName);
    if (base) stage.base = base;
    if (stage.stage.stageName !== '') this.byName.set(stage.stage.stageName.toLowerCase(), stage);
  }

  named(name: string): StageState | undefined {
    return this.byName.get(name.toLowerCase());
  }

  at(index: number): StageState {
    const stage = this.all[index];
    if (!stage) throw new DockerfileError(`invalid stage index ${index}`);
    return stage;
  }

  names(): string[] {
    return this.all.map(({ stageName }) => stageName).filter((name) => name !== '');
  }
}

/** The stage, its bases and all that they copy or mount from. */
export function reachableFrom(stage: StageState, found = new Set<StageState>()): Set<StageState> {
  if (found.has(stage)) return found;
  found.add(stage);
  if (stage.base) reachableFrom(stage.base, found);
  for (const dependency of stage.deps.keys()) reachableFrom(dependency, found);
  return found;
}
