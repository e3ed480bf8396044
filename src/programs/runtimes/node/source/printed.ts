import type { Node } from 'acorn';

/** Fields of the nodes that are looked at. */
export interface AnyNode extends Node {
  readonly name?: string;
  readonly value?: unknown;
  readonly raw?: string;
  readonly object?: AnyNode;
  readonly property?: AnyNode;
  readonly computed?: boolean;
  readonly optional?: boolean;
  readonly callee?: AnyNode;
  readonly arguments?: readonly AnyNode[];
  readonly argument?: AnyNode;
  readonly operator?: string;
  readonly left?: AnyNode;
  readonly right?: AnyNode;
  readonly id?: AnyNode;
  readonly key?: AnyNode;
  readonly kind?: string;
  readonly static?: boolean;
  readonly init?: AnyNode;
  readonly expression?: AnyNode;
  readonly elements?: readonly (AnyNode | null)[];
  readonly properties?: readonly AnyNode[];
  readonly declarations?: readonly AnyNode[];
  readonly params?: readonly AnyNode[];
  readonly consequent?: AnyNode;
  readonly alternate?: AnyNode;
  readonly superClass?: AnyNode;
}

const BETWEEN = '(intermediate value)';

/** An expression as V8 names it in its messages (its CallPrinter): names and members as written, the rest in short. */
export function printed(node: AnyNode | undefined): string {
  switch (node?.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return node.type === 'PrivateIdentifier' ? `#${node.name}` : node.name!;
    case 'ThisExpression':
      return 'this';
    case 'Literal':
      return typeof node.value === 'string' ? `"${node.value}"` : (node.raw ?? String(node.value));
    case 'MemberExpression': {
      const object = node.object!.type === 'Super' ? BETWEEN : printed(node.object);
      if (!node.computed) return `${object}${node.optional ? '?.' : '.'}${printed(node.property)}`;
      return `${object}${node.optional ? '?.' : ''}[${printed(node.property)}]`;
    }
    case 'ChainExpression':
      return printed(node.expression);
    case 'CallExpression':
      return `${printed(node.callee)}(...)`;
    case 'ImportExpression':
      return 'import(...)';
    case 'NewExpression':
      return `new ${printed(node.callee)}`;
    case 'UnaryExpression':
      return node.operator === 'void' || node.operator === 'typeof' || node.operator === 'delete' ? `(${node.operator} ${printed(node.argument)})` : node.operator === '-' && node.argument!.type === 'Literal' ? `-${printed(node.argument)}` : `(${node.operator}${printed(node.argument)})`;
    case 'ArrayExpression':
      return `[${(node.elements ?? []).map((one) => (one ? printed(one) : '')).join(',')}]`;
    case 'ObjectExpression':
      return node.properties!.length === 0 ? '{}' : BETWEEN;
    case 'ConditionalExpression':
      return `${BETWEEN}${BETWEEN}${BETWEEN}`;
    case 'LogicalExpression':
    case 'BinaryExpression':
      return `(${printed(node.left)} ${node.operator} ${printed(node.right)})`;
    default:
      return BETWEEN;
  }
}
