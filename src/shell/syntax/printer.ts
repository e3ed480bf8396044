import type { CondExpr, ListNode, Node, Redir } from './ast';

export interface PrintOptions {
  /** As declare -f prints: one command a line, four spaces a level. */
  multiline?: boolean;
}

/** The text of a command as bash prints it (print_cmd.c): for jobs, declare -f, type, BASH_COMMAND. */
export function printNode(node: Node, options: PrintOptions = {}): string {
  return new Printer(options.multiline === true).node(node, 0);
}

/** `name () ` and the body. */
export function printFunction(name: string, body: Node): string {
  return `${name} () \n${new Printer(true).node(body, 0)}`;
}

class Printer {
  private hereDocs: string[] = [];

  constructor(private readonly multiline: boolean) {}

  private pad(level: number): string {
    return '    '.repeat(level);
  }

  node(node: Node, level: number): string {
    const redirs = node.t === 'simple' ? '' : node.redirs.map((redir) => ` ${this.redir(redir)}`).join('');
    return this.bare(node, level) + redirs;
  }

  private bare(node: Node, level: number): string {
    const pad = this.pad(level);
    const inner = this.pad(level + 1);
    const m = this.multiline;
    switch (node.t) {
      case 'simple':
        return [...node.assigns.map((a) => a.raw), ...node.words.map((w) => w.raw), ...node.redirs.map((r) => this.redir(r))].join(' ');
      case 'pipe': {
        const body = node.cmds.map((c, i) => this.node(c, level) + (i < node.cmds.length - 1 ? (node.errToo[i] ? ' 2>&1 | ' : ' | ') : '')).join('');
        return `${node.time === undefined ? '' : `time ${node.time ? `${node.time} ` : ''}`}${node.bang ? '! ' : ''}${body}`;
      }
      case 'andor':
        return node.parts.map((p) => (p.op ? ` ${p.op} ` : '') + this.node(p.node, level)).join('');
      case 'list':
        return this.list(node, level, false);
      case 'group':
        return m ? `{ \n${inner}${this.list(node.body, level + 1, false)}\n${pad}}` : `{ ${this.list(node.body, level, true)} }`;
      case 'subshell':
        return `( ${this.list(node.body, level, false)} )`;
      case 'if': {
        const clauses = node.clauses.map((c, i) => `${i === 0 ? 'if' : m ? `${pad}else\n${inner}if` : 'elif'} ${this.list(c.cond, level, false)}; then${m ? '\n' : ' '}`);
        if (!m) return node.clauses.map((c, i) => `${clauses[i]}${this.list(c.body, level, true)} `).join('') + (node.otherwise ? `else ${this.list(node.otherwise, level, true)} ` : '') + 'fi';
        return this.ifText(node.clauses, node.otherwise, level);
      }
      case 'while':
        return `${node.until ? 'until' : 'while'} ${this.list(node.cond, level, false)}; do${this.block(node.body, level)}done`;
      case 'for': {
        const words = node.words ? ` in ${node.words.map((w) => w.raw).join(' ')};` : m ? ' in "$@";' : ' in "$@";';
        return `${node.select ? 'select' : 'for'} ${node.name}${words}${m ? `\n${pad}do` : ' do'}${this.block(node.body, level)}done`;
      }
      case 'cfor':
        return `for ((${node.init.raw.trim()}; ${node.cond.raw.trim()}; ${node.step.raw.trim()}))${m ? `\n${pad}do` : '; do'}${this.block(node.body, level)}done`;
      case 'case': {
        const items = node.items.map((item) => {
          const head = item.patterns.map((p) => p.raw).join(' | ');
          return m ? `${inner}${head})\n${item.body.items.length > 0 ? `${this.pad(level + 2)}${this.list(item.body, level + 2, false)}` : ''}\n${inner}${item.end}` : `${head}) ${this.list(item.body, level, false)} ${item.end}`;
        });
        return m ? `case ${node.word.raw} in \n${items.join('\n')}\n${pad}esac` : `case ${node.word.raw} in ${items.join(' ')} esac`;
      }
      case 'cond':
        return `[[ ${this.cond(node.expr)} ]]`;
      case 'arithcmd':
        return `((${node.expr.raw}))`;
      case 'func':
        return `${m ? 'function ' : ''}${node.name} () ${m ? `\n${pad}` : ''}${this.node(node.body, level)}`;
    }
  }

  private ifText(clauses: { cond: ListNode; body: ListNode }[], otherwise: ListNode | undefined, level: number): string {
    const pad = this.pad(level);
    const inner = this.pad(level + 1);
    const [first, ...rest] = clauses;
    let text = `if ${this.list(first!.cond, level, false)}; then\n${inner}${this.list(first!.body, level + 1, true)}\n`;
    if (rest.length > 0) text += `${pad}else\n${inner}${this.ifText(rest, otherwise, level + 1)};\n`;
    else if (otherwise) text += `${pad}else\n${inner}${this.list(otherwise, level + 1, true)}\n`;
    return `${text}${pad}fi`;
  }

  private block(body: ListNode, level: number): string {
    return this.multiline ? `\n${this.pad(level + 1)}${this.list(body, level + 1, true)}\n${this.pad(level)}` : ` ${this.list(body, level, true)} `;
  }

  /** `closed`: the last command gets its semicolon too. */
  private list(list: ListNode, level: number, closed: boolean): string {
    const joint = this.multiline && level > 0 ? `;\n${this.pad(level)}` : '; ';
    let text = '';
    list.items.forEach((item, i) => {
      const last = i === list.items.length - 1;
      const own = this.hereDocs;
      this.hereDocs = [];
      text += this.node(item.node, level);
      const docs = this.hereDocs.join('');
      this.hereDocs = own;
      if (docs) {
        text += `${item.bg ? ' &' : ''}\n${docs}${last ? '' : this.multiline ? this.pad(level) : ''}`;
        return;
      }
      if (item.bg) text += last ? ' &' : ' & ';
      else if (!last) text += joint;
      else if (closed) text += ';';
    });
    return text;
  }

  private redir(redir: Redir): string {
    const fd = redir.varName !== undefined ? `{${redir.varName}}` : redir.fd === undefined ? '' : String(redir.fd);
    if (redir.op === '<<' || redir.op === '<<-') {
      this.hereDocs.push(`${redir.body?.raw ?? ''}${redir.target.raw.replace(/['"\\]/g, '')}\n`);
      return `${fd}${redir.op}${redir.target.raw}`;
    }
    if (redir.op === '>&' || redir.op === '<&') return `${fd === '' ? (redir.op === '>&' ? '1' : '0') : fd}${redir.op}${redir.target.raw}`;
    return `${fd}${redir.op} ${redir.target.raw}`;
  }

  private cond(expr: CondExpr): string {
    switch (expr.t) {
      case 'unary': return `${expr.op} ${expr.arg.raw}`;
      case 'binary': return `${expr.left.raw} ${expr.op} ${expr.right.raw}`;
      case 'not': return `! ${this.cond(expr.expr)}`;
      case 'paren': return `( ${this.cond(expr.expr)} )`;
      default: return `${this.cond(expr.left)} ${expr.t === 'and' ? '&&' : '||'} ${this.cond(expr.right)}`;
    }
  }
}
