import { formatPortRange, parsePort, parsePortRange, parsePortSpec, parsePortSpecs, parseServicePort } from '../../../src/cli/opts/ports';
import { canonical, cases, type Adapter, type VectorResult } from './types';

interface Input {
  fn: string;
  v: string;
}

const FUNCTIONS: Record<string, (v: never) => unknown> = {
  'nat.ParsePortSpec': parsePortSpec as never,
  'nat.ParsePortSpecs': parsePortSpecs as never,
  'network.ParsePort': parsePort as never,
  'network.ParsePortRange': (v: string) => formatPortRange(parsePortRange(v)),
  'swarmopts.PortOpt': parseServicePort as never,
};

/** A service's ports come out of a Go map: their order is chance. */
const sorted = (ports: unknown): unknown => (Array.isArray(ports) ? [...(ports as object[])].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1)) : ports);

export const adapter: Adapter = async (file) => {
  const results = await cases(({ fn, v }: Input) => FUNCTIONS[fn]!(v as never))(file);
  return [...(results as VectorResult[])].map((result) => {
    const out = (side: unknown): unknown => (side as { out?: unknown }).out;
    return result.ok || out(result.got) === undefined ? result : { ...result, ok: canonical(sorted(out(result.expected))) === canonical(sorted(out(result.got))) };
  });
};
