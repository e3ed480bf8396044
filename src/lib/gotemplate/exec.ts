import { quote } from '../govalue/quote';
import { elements, indirect, sortedEntries } from '../govalue/reflect';
import { sprint, sprintf } from '../govalue/print';
import { INT, type Value } from '../govalue/types';
import { Evaluator } from './evaluate';
import { show, type ListNode, type Node, type RangeNode, type TemplateNode } from './nodes';
import { truth } from './truth';

/** Templates that call themselves end here, before our own stack does; Go's limit stands in the message. */
const MAX_DEPTH = 1000;
const GO_MAX_DEPTH = 100_000;

type Flow = 'break' | 'continue' | undefined;

/** Executes a template on a value, as text/template/exec.go does. */
export class Executor extends Evaluator {
  private depth = 0;

  execute(dot: Value | undefined): string {
    this.variables = [{ name: '$', value: dot }];
    this.walkList(dot, this.tree.root);
    return this.out;
  }

  private walkList(dot: Value | undefined, list: ListNode): Flow {
    this.node = list;
    for (const node of list.nodes) {
      this.node = node;
      let flow: Flow;
      switch (node.type) {
        case 'text':
          this.out += node.text;
          break;
        case 'action': {
          const value = this.pipeline(dot, node.pipe);
          if (node.pipe.declared.length === 0) this.print(node, value);
          break;
        }
        case 'if':
        case 'with': {
          const mark = this.variables.length;
          const value = this.pipeline(dot, node.pipe);
          if (truth(value)) flow = this.walkList(node.type === 'with' ? value : dot, node.list);
          else if (node.elseList) flow = this.walkList(dot, node.elseList);
          this.variables.length = mark;
          break;
        }
        case 'range':
          flow = this.range(dot, node);
          break;
        case 'template':
          this.template(dot, node);
          break;
        case 'break':
        case 'continue':
          return node.type;
      }
      if (flow) return flow;
    }
    return undefined;
  }

  private print(node: Node, value: Value | undefined): void {
    this.node = node;
    const shown = value?.type.kind === 'pointer' ? indirect(value).value : value;
    if (!shown) {
      this.out += '<no value>';
      return;
    }
    if (shown.type.kind === 'func') this.fail(`can't print ${show(node, quote)} of type ${shown.type.name}`);
    this.out += sprint([shown]);
  }

  private range(dot: Value | undefined, node: RangeNode): Flow {
    const outer = this.variables.length;
    const value = indirect(this.pipeline(dot, node.pipe));
    const mark = this.variables.length;
    const declared = node.pipe.declared;
    let ran = false;

    /** One turn; false to stop, or the flow of what is around. */
    const turn = (index: Value | undefined, item: Value | undefined): boolean => {
      ran = true;
      if (node.pipe.isAssign) {
        if (declared.length > 1) {
          this.setVariable(declared[0]!.idents[0]!, index);
          this.setVariable(declared[1]!.idents[0]!, item);
        } else if (declared.length === 1) this.setVariable(declared[0]!.idents[0]!, item);
      } else {
        if (declared.length > 0) this.variables[mark - 1]!.value = item;
        if (declared.length > 1) this.variables[mark - 2]!.value = index;
      }
      const flow = this.walkList(item, node.list);
      this.variables.length = mark;
      return flow !== 'break';
    };

    const list = value.value;
    switch (list?.type.kind) {
      case 'int':
      case 'uint':
        if (declared.length > 1) this.fail(`can't use ${sprint([list])} to iterate over more than one variable`);
        for (let i = 0; i < Number(list.raw); i++) if (!turn(undefined, { type: list.type, raw: i })) break;
        break;
      case 'array':
      case 'slice': {
        const items = elements(list);
        for (let i = 0; i < items.length; i++) if (!turn({ type: INT, raw: i }, items[i])) break;
        break;
      }
      case 'map':
        for (const entry of sortedEntries(list)) if (!turn(entry.key, entry.value)) break;
        break;
      case undefined:
        break;
      default:
        this.fail(`range can't iterate over ${list?.type.kind === 'interface' ? '<nil>' : sprintf('%v', [list])}`);
    }
    let flow: Flow;
    if (!ran && node.elseList) flow = this.walkList(dot, node.elseList);
    this.variables.length = outer;
    // A break in the else list ends this range, as it unwinds only so far.
    return flow === 'continue' ? flow : undefined;
  }

  private template(dot: Value | undefined, node: TemplateNode): void {
    this.node = node;
    const tree = this.options.trees.get(node.name);
    if (!tree) this.fail(`template ${quote(node.name)} not defined`);
    if (this.depth === MAX_DEPTH) this.fail(`exceeded maximum template depth (${GO_MAX_DEPTH})`);
    const data = node.pipe ? this.pipeline(dot, node.pipe) : undefined;
    const saved = [this.tree, this.variables] as const;
    this.depth++;
    this.tree = tree;
    this.variables = [{ name: '$', value: data }];
    this.walkList(data, tree.root);
    [this.tree, this.variables] = saved;
    this.depth--;
  }
}
