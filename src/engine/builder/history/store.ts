import type { BuildRecord } from '../../../api/build-extension';
import type { BuildPorts } from '../ports';

/** How many builds BuildKit remembers (buildkitd's [history] maxEntries). */
const MOST_RECORDS = 50;

/** A build as it is kept: what is told of it, and its progress as it was told. */
export interface KeptBuild {
  record: BuildRecord;
  /** Messages of BuildKit's trace, base64. */
  trace: string[];
  /** Documents that only the history has, by digest. */
  documents: Record<string, string>;
}

/** The builds of one engine, the newest first (BuildKit's history queue). It outlives the engine. */
export class BuildHistory {
  private readonly running: KeptBuild[] = [];
  private kept: KeptBuild[];

  constructor(private readonly ports: BuildPorts) {
    const saved = ports.history.load();
    this.kept = saved === undefined ? [] : (JSON.parse(saved) as KeptBuild[]);
  }

  begin(record: BuildRecord): KeptBuild {
    const build: KeptBuild = { record, trace: [], documents: {} };
    this.running.unshift(build);
    return build;
  }

  finish(build: KeptBuild): void {
    this.running.splice(this.running.indexOf(build), 1);
    this.kept = [build, ...this.kept].slice(0, MOST_RECORDS);
    this.save();
  }

  list(): BuildRecord[] {
    return [...this.running, ...this.kept].map(({ record }) => record);
  }

  find(ref: string): KeptBuild | undefined {
    return [...this.running, ...this.kept].find(({ record }) => record.ref === ref);
  }

  /** Forgets a build; gives false for one that isn't known. */
  remove(ref: string): boolean {
    const before = this.kept.length;
    this.kept = this.kept.filter(({ record }) => record.ref !== ref);
    if (this.kept.length === before) return false;
    this.save();
    return true;
  }

  removeAll(): void {
    this.kept = [];
    this.save();
  }

  private save(): void {
    this.ports.history.save(JSON.stringify(this.kept));
  }
}
