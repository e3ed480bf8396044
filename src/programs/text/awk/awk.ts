import { upstreamVersion } from '../../../lib/package-version';
import { programVersion } from '../../../machine/program-version';
import { busyboxBanner, busyboxRelease } from '../../busybox/banner';
import { text } from '../../../lib/bytes';
import { isSysError } from '../../../machine/errno';
import type { Applet } from '../../applet';
import { reason } from '../../applet';
import { RegexError } from '../regex';
import { AwkSyntaxError, unescape } from './lex';
import { AwkParser, type Program } from './parse';
import { Awk, AwkError } from './run';

/** awk(1) as mawk and BusyBox have it: -F -v -f. */
export const awk: Applet = async (io) => {
  const assignments: [string, string][] = [];
  const sources: string[] = [];
  let separator: string | undefined;
  let at = 0;
  for (; at < io.args.length; at++) {
    const arg = io.args[at]!;
    if (arg === '--') {
      at++;
      break;
    }
    if (!arg.startsWith('-') || arg === '-') break;
    if (arg === '--version' || arg === '-V' || arg === '-Wversion') {
      await io.out(io.flavour === 'busybox' ? `awk: BusyBox v${busyboxRelease(io.sys).split(' ')[0]}\n` : `mawk ${upstreamVersion(programVersion(io.sys) ?? '1.3.4.20200120-3').replace(/\.(?=\d{8}$)/, ' ')}\n`);
      return 0;
    }
    const value = () => (arg.length > 2 ? arg.slice(2) : (io.args[++at] ?? ''));
    if (arg.startsWith('-F')) separator = value();
    else if (arg.startsWith('-v')) {
      const given = value();
      if (!/^[A-Za-z_]\w*=/.test(given)) {
        await io.complain(`improper assignment: -v ${given}`);
        return 2;
      }
      assignments.push([given.slice(0, given.indexOf('=')), unescape(given.slice(given.indexOf('=') + 1))]);
    } else if (arg.startsWith('-f')) {
      const path = value();
      try {
        sources.push(text(await io.file(path)));
      } catch (error) {
        await io.complain(`couldn't open source file ${path}: ${reason(error)}`);
        return 2;
      }
    } else if (arg.startsWith('-W')) value();
    else {
      await io.err(io.flavour === 'busybox' ? `awk: unrecognized option: ${arg.slice(1)}\n${busyboxBanner(io.sys)}\n\nUsage: awk [OPTIONS] [AWK_PROGRAM] [FILE]...` : `${io.name}: not an option: ${arg}`);
      return io.flavour === 'busybox' ? 1 : 2;
    }
  }
  const operands = io.args.slice(at);
  if (sources.length === 0) {
    const source = operands.shift();
    if (source === undefined) {
      await io.err(io.flavour === 'busybox' ? `${busyboxBanner(io.sys)}\n\nUsage: awk [OPTIONS] [AWK_PROGRAM] [FILE]...` : "Usage: mawk [Options] [Program] [file ...]");
      return io.flavour === 'busybox' ? 1 : 2;
    }
    sources.push(source);
  }
  let program: Program;
  try {
    program = new AwkParser(sources.join('\n')).parse();
  } catch (error) {
    if (!(error instanceof AwkSyntaxError)) throw error;
    await io.err(io.flavour === 'busybox' ? `awk: cmd. line:${error.line}: Unexpected ${error.near === 'end of file' ? 'end of string' : 'token'}` : `${io.name}: line ${error.line}: syntax error at or near ${error.near}`);
    return io.flavour === 'busybox' ? 1 : 2;
  }
  const run = new Awk(io, program, operands);
  if (separator !== undefined) run.assign('FS', separator === 't' ? '\t' : unescape(separator));
  for (const [name, value] of assignments) run.assign(name, value);
  try {
    return await run.run();
  } catch (error) {
    if (!(error instanceof AwkError) && !(error instanceof RegexError) && !isSysError(error)) throw error;
    await io.complain(error.message);
    return 2;
  }
};
