import type { Program } from 'acorn';
import { printed, type AnyNode } from './printed';
import { childrenOf } from './rewrite';

/** A place of a script as V8 tells it. Offsets into the source. */
export interface Site {
  readonly at: number;
  /** The function that the place is in, as V8's stack names it; undefined when it has no name. */
  readonly owner: string | undefined;
  /** What is called or made there. */
  readonly callee?: string;
  readonly isNew?: boolean;
  /** What is iterated or taken apart there, and where it stands. */
  readonly iterated?: string;
  readonly iteratedAt?: number;
  /** The first name that a pattern takes there. */
  readonly taken?: string;
  readonly takenAt?: number;
  /** How many arguments the call has, and the first one as it is printed. */
  readonly given?: number;
  readonly first?: string;
  /** A member's name. */
  readonly index?: string;
  /** What stands before an operator. */
  readonly left?: string;
  /** What a class extends. */
  readonly parent?: string;
}

/** Nodes from the root to the innermost one around an offset. */
function pathTo(tree: Program, offset: number): AnyNode[] {
  const path: AnyNode[] = [tree as unknown as AnyNode];
  for (;;) {
    const next = childrenOf(path.at(-1)!).find((node) => node.start <= offset && offset < node.end);
    if (!next) return path;
    path.push(next as AnyNode);
  }
}

const isFunction = (node: AnyNode): boolean => /Function/.test(node.type);
const keyOf = (node: AnyNode | undefined): string | undefined => (node?.type === 'Identifier' ? node.name : node?.type === 'PrivateIdentifier' ? `#${node.name}` : node?.type === 'Literal' ? String(node.value) : undefined);

function classNameIn(path: readonly AnyNode[], at: number): string | undefined {
  for (let i = at; i >= 0; i--) {
    const node = path[i]!;
    if (!node.type.startsWith('Class') || node.type === 'ClassBody') continue;
    if (node.id) return node.id.name;
    const parent = path[i - 1];
    return parent?.type === 'VariableDeclarator' ? keyOf(parent.id) : parent?.type === 'AssignmentExpression' && parent.left!.type === 'MemberExpression' ? keyOf(parent.left!.property) : keyOf(parent?.left);
  }
  return undefined;
}

/** What V8 calls the innermost function of a path: `new A`, `A.method`, `Object.step`, `exports.load`, `main`. */
function ownerOf(path: readonly AnyNode[], staticName: boolean): string | undefined {
  for (let i = path.length - 1; i > 0; i--) {
    const node = path[i]!;
    if (!isFunction(node)) continue;
    const parent = path[i - 1]!;
    switch (parent.type) {
      case 'MethodDefinition': {
        const owner = classNameIn(path, i);
        if (parent.kind === 'constructor') return `new ${owner ?? '<anonymous>'}`;
        const key = keyOf(parent.key) ?? '<computed>';
        const type = parent.static && !staticName ? 'Function' : owner;
        const named = parent.kind === 'get' || parent.kind === 'set' ? `${parent.kind} ${key} [as ${key}]` : key;
        return type === undefined ? named : `${type}.${named}`;
      }
      case 'PropertyDefinition': {
        const owner = classNameIn(path, i);
        return owner === undefined ? keyOf(parent.key) : `${owner}.${keyOf(parent.key)}`;
      }
      case 'Property': {
        const key = keyOf(parent.key);
        const named = parent.kind === 'get' || parent.kind === 'set' ? `${parent.kind} ${key} [as ${key}]` : (node.id?.name ?? key);
        return `Object.${named}`;
      }
      case 'VariableDeclarator':
        return node.id?.name ?? keyOf(parent.id);
      case 'AssignmentExpression': {
        const left = parent.left!;
        if (left.type === 'Identifier') return node.id?.name ?? left.name;
        const on = left.object;
        if (on?.type === 'MemberExpression' && keyOf(on.property) === 'prototype') return `${printed(on.object)}.${node.id?.name ?? keyOf(left.property)}`;
        return node.id?.name ?? printed(left);
      }
      default:
        return node.id?.name;
    }
  }
  return undefined;
}

/** The call that a returned expression ends in: QuickJS tells the place of the `return`. */
function tailCall(node: AnyNode | undefined): AnyNode | undefined {
  if (node?.type === 'CallExpression') return node;
  if (node?.type === 'ConditionalExpression') return tailCall(node.consequent) ?? tailCall(node.alternate);
  if (node?.type === 'LogicalExpression') return tailCall(node.right);
  if (node?.type === 'ChainExpression') return tailCall(node.expression);
  return undefined;
}

const LAST_WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*\s*$/u;

/** Where V8 says that a call stands: at the name before the parenthesis, else at the parenthesis. */
function callSite(source: string, call: AnyNode): number {
  if (call.type === 'NewExpression') return call.start;
  const parenthesis = source.indexOf('(', call.callee!.end);
  const word = LAST_WORD.exec(source.slice(call.callee!.start, call.callee!.end));
  // After a closing bracket it is the parenthesis of the call itself.
  const open = source.slice(call.callee!.end, parenthesis).includes(')') ? -1 : parenthesis;
  if (word && open !== -1) return call.callee!.start + word.index;
  return open === -1 ? source.indexOf('(', source.indexOf(')', call.callee!.end)) : open;
}

const calls = (node: AnyNode): boolean => node.type === 'CallExpression' || node.type === 'NewExpression';

/** A call stands in the chain before a member: V8 then tells the dot's place. */
function called(node: AnyNode): boolean {
  return node.type === 'CallExpression' || (node.type === 'MemberExpression' && called(node.object!));
}

/** What stands at an offset that QuickJS tells, by V8's rules. */
export function siteAt(source: string, tree: Program, offset: number, staticName: boolean): Site {
  const path = pathTo(tree, offset);
  const node = path.at(-1)!;
  const owner = ownerOf(path, staticName);
  const site = (at: number, more: Partial<Site> = {}): Site => ({ at, owner, ...more });
  const atCall = (call: AnyNode): Site => site(callSite(source, call), { callee: printed(call.callee), isNew: call.type === 'NewExpression', given: call.arguments!.length, ...(call.arguments![0] ? { first: printed(call.arguments![0]) } : {}) });
  const byReturn = path.findLast((one) => one.type === 'ReturnStatement' && one.start === offset);
  if (byReturn) {
    const call = tailCall(byReturn.argument);
    if (call) return atCall(call);
  }
  const sign = source[offset];
  const whole = path.findLast((one) => /^Class(?:Declaration|Expression)$/.test(one.type) && offset === one.end - 1);
  if (sign === '}' && whole) return { at: whole.start, owner: `new ${whole.id?.name ?? '<anonymous>'}` };
  if (sign === '(') {
    const call = path.findLast((one) => calls(one) && one.callee!.end <= offset);
    if (call) return atCall(call);
  }
  if (sign === '.' || sign === '?' || sign === '[') {
    const found = path.findLastIndex((one) => one.type === 'MemberExpression' && one.object!.end <= offset && offset <= one.property!.start);
    const member = path[found];
    if (member) {
      const parent = path[found - 1]!;
      const bracket = member.computed ? source.lastIndexOf('[', member.property!.start) : called(member.object!) ? offset : member.property!.start;
      const index = keyOf(member.property) ?? printed(member.property);
      if (parent.type === 'AssignmentExpression' && parent.left === member) return site(source.indexOf(parent.operator!, member.end), { taken: 'set', index });
      return site(bracket, { index });
    }
  }
  const declaration = path.findLast((one) => one.type === 'VariableDeclaration' && one.start === offset);
  const declared = declaration?.declarations?.find((one) => /Pattern/.test(one.id!.type));
  if (declared?.init) return pattern(site, declared.id!, declared.init);
  const loop = path.findLast((one) => one.type === 'ForOfStatement' && one.start <= offset && offset < one.right!.end);
  if (loop) return site(loop.right!.start, { iterated: printed(loop.right), iteratedAt: loop.right!.start });
  const assignment = path.findLast((one) => one.type === 'AssignmentExpression' && one.left!.start === offset);
  if (assignment?.left?.type === 'Identifier') return site(source.indexOf(assignment.operator!, assignment.left.end), { iterated: printed(assignment.right) });
  if (assignment && /Pattern/.test(assignment.left!.type)) return pattern(site, assignment.left!, assignment.right!);
  const spread = path.findLast((one) => one.type === 'SpreadElement');
  const fn = path.findLast((one) => isFunction(one) && one.start === offset);
  const parameter = fn?.params?.find((one) => /Pattern/.test(one.type));
  if (parameter) return { ...pattern((at, more = {}) => ({ at, owner: ownerOf([...path.slice(0, path.indexOf(fn!) + 1)], staticName), ...more }), parameter.left ?? parameter, undefined) };
  if (spread) return site(spread.argument!.start, { iterated: printed(spread.argument), iteratedAt: spread.argument!.start });
  const binary = path.findLast((one) => one.type === 'BinaryExpression');
  const extended = path.findLast((one) => one.type.startsWith('Class') && one.superClass);
  return site(offset, { ...(binary ? { left: printed(binary.left), iterated: printed(binary.right) } : {}), ...(extended ? { parent: printed(extended.superClass) } : {}), ...(calls(node) ? { callee: printed(node.callee) } : {}) });
}

function pattern(site: (at: number, more?: Partial<Site>) => Site, target: AnyNode, from: AnyNode | undefined): Site {
  const text = from ? printed(from) : 'undefined';
  if (target.type === 'ArrayPattern') return site(from?.start ?? target.start, { iterated: text });
  const [first] = target.properties ?? [];
  const key = keyOf(first?.key);
  return site(first?.start ?? target.start, { iterated: text, ...(key === undefined ? {} : { taken: key }) });
}
