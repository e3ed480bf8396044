import { UsageError } from './arguments';

const HELP = `Usage: dockyard [COMMAND]

A Linux machine with Docker on it, simulated. Without a command: that machine in this terminal.

Commands:
  run SCRIPT | run -c 'COMMANDS'   Run a script on a fresh machine; ends with its exit status
      --seed N                     Another course of chance: ids, names, addresses
      --engine HOST                Use a real engine (unix:///PATH or tcp://HOST:PORT) instead of the simulated one
  replay FILE...                   Run each command of recorded transcripts, print what came of it
      --check                      Compare with the recording; fails when a command differs
      --engine HOST
  serve --host unix:///PATH | tcp://127.0.0.1:PORT
      --registry tcp://127.0.0.1:PORT   Serve an empty registry as well
  bridge                           Connect the page to a real engine on this machine
      --engine HOST --port PORT --origin URL
  help                             This page
`;

type Command = (args: string[]) => Promise<number>;

const COMMANDS: Record<string, () => Promise<Command>> = {
  run: async () => (await import('./run')).run,
  replay: async () => (await import('./replay/replay')).replay,
  serve: async () => (await import('./serve')).serve,
  bridge: async () => (await import('./bridge/bridge')).bridge,
};

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) return (await import('./terminal')).terminal();
  if (name === 'help' || name === '--help' || name === '-h' || rest.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const load = COMMANDS[name];
  if (!load) throw new UsageError(`dockyard: '${name}' is not a dockyard command.\nSee 'dockyard help'.`);
  return (await load())(rest);
}

main(process.argv.slice(2)).then(
  // Output that is still on its way to a pipe must arrive before the process ends.
  (status) => process.stdout.write('', () => process.stderr.write('', () => process.exit(status))),
  (error: unknown) => {
    const usage = error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    process.stderr.write(`${usage ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(usage ? 2 : 1);
  },
);
