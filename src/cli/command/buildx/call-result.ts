import type { LintLocation, LintResults } from '../../../api/build-extension';
import { fromBase64 } from '../../../api/buildkit-trace';
import { text } from '../../../lib/bytes';
import { marshalIndent } from '../../../lib/gojson';
import { tabulate } from '../../../lib/tabwriter';
import { excerpt } from '../../build-progress/report';
import type { Cli } from '../../cli';

function place(results: LintResults, location: LintLocation): string {
  const source = results.sources[location.sourceIndex ?? 0];
  if (!source) return '';
  const ranges = (location.ranges ?? []).map(({ start, end }) => ({ start: start.line, end: end.line }));
  return excerpt({ filename: source.filename, text: text(fromBase64(source.data)), ranges });
}

function lintPage(results: LintResults): string {
  const warnings = [...(results.warnings ?? [])].sort((a, b) => lineOf(a.location) - lineOf(b.location));
  if (warnings.length === 0) return '';
  return warnings.map((warning) => {
    const rule = `\nWARNING: ${warning.ruleName}${warning.url === undefined ? '' : ` - ${warning.url}`}\n${warning.detail}\n`;
    return rule + place(results, warning.location);
  }).join('');
}

function lineOf(location: LintLocation): number {
  return location.ranges?.[0]?.start.line ?? 0;
}

/** `--check`: the warnings, each with its place; status 1 when there are any. */
async function printLint(cli: Cli, results: LintResults): Promise<number> {
  const count = results.warnings?.length ?? 0;
  const { buildError } = results;
  if (count > 0) {
    const many = count === 1 ? '1 warning has been found!' : `${count} warnings have been found!`;
    await cli.out(`Check complete, ${many}\n`);
  } else if (!buildError) await cli.out('Check complete, no warnings found.\n');
  await cli.out(lintPage(results));
  if (buildError) {
    if (count > 0) await cli.out('\n');
    await cli.err(`ERROR: ${buildError.message}\n${place(results, buildError.location)}\n`);
  }
  return count > 0 || buildError ? 1 : 0;
}

interface Outline {
  name?: string;
  description?: string;
  args?: { name: string; description?: string; value?: string }[];
  secrets?: { name: string; required?: boolean }[];
  ssh?: { name: string; required?: boolean }[];
}

async function printOutline(cli: Cli, outline: Outline): Promise<number> {
  let out = '';
  if (outline.name) out += `TARGET:\t${outline.name}\n`;
  if (outline.description) out += `DESCRIPTION:\t${outline.description}\n`;
  let page = out === '' ? '' : tabulate(out, { minWidth: 0, tabWidth: 0, padding: 1 });
  page += '\n';
  if (outline.args?.length) {
    const rows = outline.args.map(({ name, value = '', description = '' }) => `${name}\t${value}\t${description}\n`).join('');
    page += `${tabulate(`BUILD ARG\tVALUE\tDESCRIPTION\n${rows}`, { minWidth: 0, tabWidth: 0, padding: 3 })}\n`;
  }
  for (const [heading, list] of [['SECRET', outline.secrets], ['SSH', outline.ssh]] as const) {
    if (!list?.length) continue;
    const rows = list.map(({ name, required }) => `${name}\t${required ? 'true' : ''}\n`).join('');
    page += `${tabulate(`${heading}\tREQUIRED\n${rows}`, { minWidth: 0, tabWidth: 0, padding: 3 })}\n`;
  }
  await cli.out(page);
  return 0;
}

async function printTargets(cli: Cli, list: { targets: { name?: string; default?: boolean; description?: string }[] }): Promise<number> {
  const rows = list.targets.map(({ name = '', default: isDefault, description = '' }) => {
    const shown = name === '' ? '(default)' : isDefault ? `${name} (default)` : name;
    return `${shown}\t${description}\n`;
  }).join('');
  await cli.out(tabulate(`TARGET\tDESCRIPTION\n${rows}`, { minWidth: 0, tabWidth: 0, padding: 1 }));
  return 0;
}

/** What `--call` asked for, as a page or as JSON. */
export async function printCall(cli: Cli, call: string, format: string, result: unknown): Promise<number> {
  if (format === 'json') {
    await cli.line(marshalIndent(result, '', '  '));
    return call === 'lint' && ((result as LintResults).warnings?.length ?? 0) > 0 ? 1 : 0;
  }
  if (call === 'lint') return printLint(cli, result as LintResults);
  if (call === 'outline') return printOutline(cli, result as Outline);
  return printTargets(cli, result as never);
}
