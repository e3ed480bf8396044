import { pattern } from '../expand/pattern';
import type { Frame } from './state';
import type { Shell } from './shell';
import { commandDone } from './done';
import { condition } from './cond';
import { stepForSelect } from './select';
import { stepPipe, stepSubshell, startBackground } from './pipeline';
import { stepReader } from './reader';
import { redirect, RedirectionFailed } from './redirect';
import { stepSimple } from './simple';
import { stepSource } from './source';
import { stepSubst } from './subst';
import { stepWait } from './wait';
import { traceLine } from './trace';

type Step<K extends Frame['t']> = (shell: Shell, frame: Extract<Frame, { t: K }>) => void | Promise<void>;

/** What each kind of frame does when it is on top. */
export const STEPS: { [K in Frame['t']]: Step<K> } = {
  source: stepSource,
  reader: stepReader,
  simple: stepSimple,
  subst: stepSubst,
  wait: stepWait,
  pipe: stepPipe,

  list(shell, frame) {
    const item = frame.node.items[frame.i];
    if (!item) {
      if (frame.node.items.length === 0) shell.state.status = 0;
      shell.pop();
      return;
    }
    if (item.bg && !(shell.state.options.has('noexec') && !shell.state.interactive)) {
      startBackground(shell, item.node);
      frame.i++;
      return;
    }
    frame.i++;
    if (shell.state.options.has('noexec') && !shell.state.interactive) return;
    shell.pushNode(item.node, { tail: frame.tail && frame.i === frame.node.items.length });
  },

  andor(shell, frame) {
    const { parts } = frame.node;
    while (frame.i < parts.length) {
      const part = parts[frame.i]!;
      const last = frame.i === parts.length - 1;
      frame.i++;
      if (part.op === '&&' && shell.state.status !== 0) continue;
      if (part.op === '||' && shell.state.status === 0) continue;
      shell.pushNode(part.node, { guard: !last || frame.guard, tail: frame.tail && last });
      return;
    }
    shell.pop();
  },

  if(shell, frame) {
    const { clauses, otherwise } = frame.node;
    if (frame.pc === 1) {
      frame.pc = 2;
      if (shell.state.status === 0) {
        shell.pushNode(clauses[frame.i]!.body, { guard: frame.guard, tail: frame.tail });
        return;
      }
      frame.i++;
      frame.pc = 0;
    }
    if (frame.pc === 0) {
      const clause = clauses[frame.i];
      if (clause) {
        frame.pc = 1;
        shell.pushNode(clause.cond, { guard: true });
        return;
      }
      frame.pc = 2;
      if (!otherwise) shell.state.status = 0;
      else {
        shell.pushNode(otherwise, { guard: frame.guard, tail: frame.tail });
        return;
      }
    }
    shell.pop();
  },

  while(shell, frame) {
    if (frame.pc === 0) {
      frame.pc = 1;
      shell.pushNode(frame.node.cond, { guard: true });
      return;
    }
    if (frame.pc === 1) {
      if ((shell.state.status === 0) === frame.node.until) {
        shell.state.status = frame.last;
        shell.pop();
        return;
      }
      frame.pc = 2;
      shell.pushNode(frame.node.body, { guard: frame.guard });
      return;
    }
    frame.last = shell.state.status;
    frame.pc = 0;
  },

  for(shell, frame) {
    const { node } = frame;
    if (frame.pc === 0) {
      shell.state.line = node.line;
      if (!/^[A-Za-z_]\w*$/.test(node.name)) {
        shell.warn(shell.dialect.bash ? `\`${node.name}': not a valid identifier` : 'Syntax error: Bad for loop variable');
        shell.state.status = 1;
        shell.pop();
        return;
      }
      if (!node.words) frame.items = [...shell.state.positional];
      else {
        for (; frame.wi < node.words.length; frame.wi++) {
          const fields = shell.attempt(frame, (x) => x.fields(node.words![frame.wi]!));
          if (!fields) return;
          for (const field of fields.value) frame.items.push(field);
        }
      }
      frame.pc = 1;
      shell.state.status = 0;
    }
    if (node.select) return stepForSelect(shell, frame);
    const item = frame.items[frame.i];
    if (item === undefined) {
      shell.pop();
      return;
    }
    frame.i++;
    if (shell.state.options.has('xtrace') && shell.dialect.bash) traceLine(shell, `for ${node.name} in ${node.words ? node.words.map((w) => w.raw).join(' ') : '"$@"'}`);
    shell.vars.set(node.name, item);
    shell.pushNode(node.body, { guard: frame.guard });
  },

  cfor(shell, frame) {
    const { node } = frame;
    const run = (word: typeof node.init): bigint | undefined => {
      const text = shell.attempt(frame, (x) => x.quoted(word));
      if (!text) return undefined;
      if (shell.state.options.has('xtrace')) traceLine(shell, `(( ${text.value} ))`);
      return shell.vars.number(text.value);
    };
    shell.state.line = node.line;
    if (frame.pc === 0) {
      if (run(node.init) === undefined) return;
      frame.pc = 1;
      shell.state.status = 0;
    }
    if (frame.pc === 2) {
      if (run(node.step) === undefined) return;
      frame.pc = 1;
    }
    const going = node.cond.raw.trim() === '' ? 1n : run(node.cond);
    if (going === undefined) return;
    if (going === 0n) {
      shell.pop();
      return;
    }
    frame.pc = 2;
    shell.pushNode(node.body, { guard: frame.guard });
  },

  case(shell, frame) {
    const { node } = frame;
    if (frame.pc === 0) {
      shell.state.line = node.line;
      const subject = shell.attempt(frame, (x) => x.string(node.word));
      if (!subject) return;
      frame.subject = subject.value;
      frame.pc = 1;
      if (shell.state.options.has('xtrace') && shell.dialect.bash) traceLine(shell, `case ${node.word.raw} in`);
      shell.state.status = 0;
    }
    if (frame.pc === 2) {
      const { end } = node.items[frame.i]!;
      if (end === ';;') {
        shell.pop();
        return;
      }
      frame.i++;
      frame.p = 0;
      frame.pc = end === ';&' ? 3 : 1;
    }
    for (; frame.i < node.items.length; frame.i++, frame.p = 0) {
      const item = node.items[frame.i]!;
      let hit = frame.pc === 3;
      for (; !hit && frame.p < item.patterns.length; frame.p++) {
        const text = shell.attempt(frame, (x) => x.pattern(item.patterns[frame.p]!));
        if (!text) return;
        hit = pattern(text.value, { extglob: shell.state.shopts.has('extglob'), noCase: shell.state.shopts.has('nocasematch') }).matches(frame.subject);
        if (hit) break;
      }
      if (hit) {
        frame.pc = 2;
        shell.state.status = 0;
        shell.pushNode(item.body, { guard: frame.guard, tail: item.end === ';;' && frame.tail });
        return;
      }
    }
    shell.pop();
  },

  cond(shell, frame) {
    shell.state.line = frame.node.line;
    const result = shell.attempt(frame, (x) => condition(shell, x, frame.node.expr));
    if (!result) return;
    shell.pop();
    commandDone(shell, result.value, frame.guard);
  },

  arith(shell, frame) {
    shell.state.line = frame.node.line;
    const text = shell.attempt(frame, (x) => x.quoted(frame.node.expr));
    if (!text) return;
    if (shell.state.options.has('xtrace')) traceLine(shell, `(( ${text.value} ))`);
    let status: number;
    try {
      status = shell.vars.number(text.value) === 0n ? 1 : 0;
    } catch (error) {
      if (!(error instanceof Error) || error.constructor.name !== 'ShellError') throw error;
      shell.warn(`((: ${error.message}`);
      status = 1;
    }
    shell.pop();
    commandDone(shell, status, frame.guard);
  },

  redir(shell, frame) {
    if (frame.pc === 1) {
      shell.pop();
      return;
    }
    shell.state.line = frame.node.line;
    try {
      for (; frame.i < frame.node.redirs.length; frame.i++) if (!redirect(shell, frame, frame.node.redirs[frame.i]!)) return;
    } catch (error) {
      if (!(error instanceof RedirectionFailed)) throw error;
      frame.pc = 1;
      shell.pop();
      commandDone(shell, shell.dialect.name === 'dash' ? 2 : 1, frame.guard);
      return;
    }
    frame.pc = 1;
    shell.pushBare(frame.node, frame.guard, frame.tail);
  },

  node(shell, frame) {
    const { node } = frame;
    switch (node.t) {
      case 'group':
        shell.pop();
        shell.pushNode(node.body, { guard: frame.guard, tail: frame.tail });
        return;
      case 'subshell':
        return stepSubshell(shell, frame, node);
      case 'func':
        shell.pop();
        shell.state.functions.set(node.name, { body: node.body, source: functionSource(shell), line: node.line });
        shell.state.status = 0;
        return;
      default:
        if (frame.pc === 0) {
          frame.pc = 1;
          shell.pushNode(node, { guard: frame.guard, tail: frame.tail });
        } else shell.pop();
    }
  },

  call(shell, frame) {
    if (frame.pc === 0) {
      frame.pc = 1;
      shell.pushNode(frame.body, { guard: frame.guard });
      return;
    }
    if (frame.pc === 1) {
      frame.pc = 2;
      const action = shell.state.traps.get('RETURN');
      if (action && action !== frame.returnTrap) {
        shell.pushTrap('RETURN', action);
        return;
      }
    }
    shell.pop();
  },
};

function functionSource(shell: Shell): string {
  for (let i = shell.state.frames.length - 1; i >= 0; i--) {
    const frame = shell.state.frames[i]!;
    if (frame.t === 'source' && (frame.kind === 'dot' || frame.kind === 'main')) return frame.name;
  }
  return shell.state.fromString ? 'environment' : shell.dialect.bash ? 'main' : '';
}
