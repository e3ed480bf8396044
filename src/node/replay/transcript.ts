/** One command of a recorded session with what it printed. Lines without their newline; `\c` ends a last piece without one. */
export interface RecordedCommand {
  command: string;
  stdout: string[];
  stderr: string[];
  status: number;
  remarks: string[];
}

/** Reads a `.console` transcript: `# ` remark, `$ ` command, `+ ` its further lines, `> ` stdout, `2> ` stderr, `>| ` a piece without newline, `= N` status. */
export function parseTranscript(source: string): RecordedCommand[] {
  const commands: RecordedCommand[] = [];
  let remarks: string[] = [];
  // Line ends of any kind count alike, as text files are read elsewhere.
  for (const line of source.replace(/\r\n?/g, '\n').split('\n')) {
    const match = /^(\$|\+|#|>\||2>\||>|2>|=)(?: (.*))?$/.exec(line);
    if (!match) continue;
    const [, kind, rest = ''] = match;
    const current = commands.at(-1);
    if (kind === '#') remarks.push(rest);
    else if (kind === '$') {
      commands.push({ command: rest, stdout: [], stderr: [], status: 0, remarks });
      remarks = [];
    } else if (!current) continue;
    else if (kind === '+') current.command += `\n${rest}`;
    else if (kind === '=') current.status = Number(rest);
    else (kind!.startsWith('2') ? current.stderr : current.stdout).push(rest + (kind!.endsWith('|') ? '\\c' : ''));
  }
  return commands;
}

/** The lines of a stream as a transcript keeps them: a carriage return ends one, too. */
export function toLines(output: string): string[] {
  if (output === '') return [];
  const lines = output.replace(/\r\n?/g, '\n').split('\n');
  const last = lines.pop()!;
  return last === '' ? lines : [...lines, `${last}\\c`];
}

/** Writes one command as a transcript has it. */
export function formatCommand(recorded: RecordedCommand): string {
  const [first = '', ...more] = recorded.command.split('\n');
  const stream = (lines: readonly string[], prefix: string) => lines.map((line) => (line.endsWith('\\c') ? `${prefix}| ${line.slice(0, -2)}` : `${prefix} ${line}`));
  return [
    ...recorded.remarks.map((remark) => `# ${remark}`),
    `$ ${first}`,
    ...more.map((line) => `+ ${line}`),
    ...stream(recorded.stdout, '>'),
    ...stream(recorded.stderr, '2>'),
    ...(recorded.status === 0 ? [] : [`= ${recorded.status}`]),
    '',
  ].join('\n');
}
