import type { Schemas } from '../api/types';
import { getJson } from '../client/json-get';
import type { Check, Fact } from './schema';
import type { Workplace } from './workplace';

type Summary = Schemas['ContainerSummary'];

export type CheckResult = { passed: true } | { passed: false; say: string };

/** Whether every fact of a check holds; else the sentence of the first that doesn't. Any route to the state passes. */
export async function runCheck(check: Check, workplace: Workplace): Promise<CheckResult> {
  for (const fact of check.facts) if (!(await holds(fact, workplace))) return { passed: false, say: fact.say };
  return { passed: true };
}

async function holds(fact: Fact, workplace: Workplace): Promise<boolean> {
  if ('container' in fact) return containerHolds(fact.container, workplace);
  if ('image' in fact) return (await exists(workplace, `/images/${fact.image.reference}/json`)) === (fact.image.present ?? true);
  if ('volume' in fact) return (await exists(workplace, `/volumes/${encodeURIComponent(fact.volume.name)}`)) === (fact.volume.present ?? true);
  if ('network' in fact) return (await exists(workplace, `/networks/${encodeURIComponent(fact.network.name)}`)) === (fact.network.present ?? true);
  if ('port' in fact) {
    const answer = await workplace.fetch(fact.port.number, fact.port.path ?? '/');
    return answer !== undefined && answer.status < 500 && answer.body.includes(fact.port.contains ?? '');
  }
  if ('hostFile' in fact) {
    const content = await workplace.readFile(fact.hostFile.path);
    return content !== undefined && content.includes(fact.hostFile.contains ?? '');
  }
  const { stdout, status } = await workplace.sh(fact.command.run);
  return status === (fact.command.status ?? 0) && stdout.includes(fact.command.contains ?? '');
}

async function exists(workplace: Workplace, path: string): Promise<boolean> {
  return (await getJson(workplace.transport, path)).status === 200;
}

/** `nginx` names the same image as `nginx:latest` and `docker.io/library/nginx:latest`. */
function familiar(reference: string): string {
  const name = reference.replace(/^docker\.io\//, '').replace(/^library\//, '');
  return /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
}

async function containerHolds(wanted: Extract<Fact, { container: unknown }>['container'], workplace: Workplace): Promise<boolean> {
  const { body } = await getJson(workplace.transport, '/containers/json?all=1');
  let found = (body as Summary[]).filter(
    (entry) =>
      (wanted.name === undefined || (entry.Names ?? []).includes(`/${wanted.name}`)) &&
      (wanted.image === undefined || familiar(entry.Image ?? '') === familiar(wanted.image)) &&
      (wanted.state === undefined || entry.State === wanted.state),
  );
  if (wanted.exitCode !== undefined || wanted.inspect) {
    const details = await Promise.all(found.map(async (entry) => (await getJson(workplace.transport, `/containers/${entry.Id}/json`)).body as Schemas['ContainerInspectResponse']));
    found = found.filter((_, i) => {
      const detail = details[i]!;
      if (wanted.exitCode !== undefined && detail.State?.ExitCode !== wanted.exitCode) return false;
      return Object.entries(wanted.inspect ?? {}).every(([path, value]) => JSON.stringify(field(detail, path)) === JSON.stringify(value));
    });
  }
  return wanted.count === undefined ? found.length > 0 : found.length === wanted.count;
}

function field(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at && typeof at === 'object' ? (at as Record<string, unknown>)[key] : undefined), value);
}
