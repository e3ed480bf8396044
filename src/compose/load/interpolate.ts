import { parseFloat64, parseInt64 } from '../../cli/flags/strconv';
import { quote } from '../../lib/govalue';
import { InvalidTemplate, substitute, type Lookup } from './template';
import { isDict, pathMatches, type Dict, type Value } from './value';

type Cast = (text: string, warn: (message: string) => void) => Value;

const toInt: Cast = (text) => {
  try {
    return Number(parseInt64(text, 64, 10));
  } catch (error) {
    throw new Error((error as Error).message.replace('ParseInt', 'Atoi'));
  }
};
const toInt64: Cast = (text) => Number(parseInt64(text, 64, 10));
const toFloat: Cast = (text) => parseFloat64(text);
const toBool: Cast = (text, warn) => {
  switch (text.toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'y': case 'yes': case 'on':
      warn(`${quote(text)} for boolean is not supported by YAML 1.2, please use \`true\``);
      return true;
    case 'n': case 'no': case 'off':
      warn(`${quote(text)} for boolean is not supported by YAML 1.2, please use \`false\``);
      return false;
    default:
      throw new Error(`invalid boolean: ${text}`);
  }
};

const service = (names: string, cast: Cast): [string, Cast][] => names.split(' ').map((name) => [`services.*.${name}`, cast]);
const top = (names: string, cast: Cast): [string, Cast][] => names.split(' ').map((name) => [name, cast]);

/** What a text becomes at these places (compose-go loader/interpolate.go). */
const CASTS: readonly [string, Cast][] = [
  ...service('cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares oom_score_adj pids_limit', toInt64),
  ...service('cpu_percent cpus deploy.update_config.max_failure_ratio deploy.rollback_config.max_failure_ratio', toFloat),
  ...service('init depends_on.*.required depends_on.*.restart healthcheck.disable oom_kill_disable privileged read_only stdin_open tty volumes.[].read_only volumes.[].volume.nocopy', toBool),
  ...service('deploy.replicas deploy.update_config.parallelism deploy.rollback_config.parallelism deploy.restart_policy.max_attempts deploy.placement.max_replicas_per_node healthcheck.retries ports.[].target scale ulimits.* ulimits.*.hard ulimits.*.soft', toInt),
  ...top('networks.*.external networks.*.internal networks.*.attachable networks.*.enable_ipv4 networks.*.enable_ipv6 volumes.*.external secrets.*.external configs.*.external', toBool),
];

export interface Interpolation {
  lookup: Lookup;
  warn: (message: string) => void;
}

function failed(path: readonly string[], error: unknown): Error {
  const at = path.join('.');
  if (error instanceof InvalidTemplate) {
    return new Error(`invalid interpolation format for ${at}.\nYou may need to escape any $ with another $.\n${error.message}`);
  }
  return new Error(`error while interpolating ${at}: ${(error as Error).message}`);
}

function walk(value: Value, path: readonly string[], how: Interpolation): Value {
  if (typeof value === 'string') {
    let text: string;
    try {
      text = substitute(value, how.lookup, how.warn);
    } catch (error) {
      throw failed(path, error);
    }
    const cast = CASTS.find(([pattern]) => pathMatches(path, pattern))?.[1];
    if (!cast) return text;
    try {
      return cast(text, how.warn);
    } catch (error) {
      throw failed(path, new Error(`failed to cast to expected type: ${(error as Error).message}`));
    }
  }
  if (Array.isArray(value)) return value.map((item) => walk(item, [...path, '[]'], how));
  if (isDict(value)) return interpolate(value, how, path);
  return value;
}

/** Replaces variables in every text of a model; keys are left as they are. */
export function interpolate(dict: Dict, how: Interpolation, path: readonly string[] = []): Dict {
  const out: Dict = {};
  for (const [key, value] of Object.entries(dict)) out[key] = walk(value, [...path, key], how);
  return out;
}
