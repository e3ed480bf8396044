import { canonical, childrenOf, commandAt, commandPath, flagsOf, type CommandSpec } from '../../cli/tree';
import { commandStatement, endpointStatement, flagStatement, type Statement } from './statements';

/** One line of the support table: a command, one of its flags, or an endpoint of the Engine API. */
export type Entry = ({ command: string; flag?: string } | { endpoint: string }) & Statement;

/** Every command of the tree, parents before their children. */
export function allCommands(path = ''): CommandSpec[] {
  return [commandAt(path)!, ...childrenOf(path).flatMap((child) => allCommands(child.path))];
}

/** The endpoints that the generated types of the Engine API name, in their order. */
export function endpointsOf(types: string): string[] {
  const found: string[] = [];
  let path = '';
  for (const line of types.slice(0, types.indexOf('\n}\n')).split('\n')) {
    path = /^ {4}"(\/.*)": \{$/.exec(line)?.[1] ?? path;
    const method = /^ +(get|put|post|delete|head): operations/.exec(line)?.[1];
    if (method) found.push(`${method.toUpperCase()} ${path}`);
  }
  return found;
}

/** The support table: each command with its flags, then the endpoints. `types` is the text of the API's generated types. */
export function supportTable(types: string): Entry[] {
  const commands = allCommands().flatMap((spec): Entry[] => {
    const { path } = canonical(spec);
    const command = commandPath(spec);
    return [{ command, ...commandStatement(path) }, ...flagsOf(spec).map(({ n: flag }) => ({ command, flag, ...flagStatement(path, flag) }))];
  });
  return [...commands, ...endpointsOf(types).map((endpoint) => ({ endpoint, ...endpointStatement(endpoint) }))];
}

/** The table as its file has it: one entry a line. */
export function tableText(entries: readonly Entry[]): string {
  return `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;
}
