import { RE2JS } from '@bufbuild/re2';
import {
  anyType,
  type ExpressionType,
  fits,
  flagType,
  nameOfType,
  nearNames,
  nullType,
  numberType,
  textType,
  united,
} from './expression-type.ts';
import { functions, type Macro, macros, methods, unknownFunction } from './functions.ts';
import { ExpressionError, type Node, type NodeOf, type Place } from './parse-expression.ts';

/** Names that an expression may use, with what they are. */
export type Names = ReadonlyMap<string, ExpressionType>;

/**
 * The type of an expression over the given names. Throws `ExpressionError` for the first thing that cannot be
 * right: a name or setting that does not exist, kinds that do not go together, a function that is not offered.
 */
export function checkTypes(node: Node, names: Names): ExpressionType {
  const check = (inner: Node) => checkTypes(inner, names);
  switch (node.op) {
    case 'value':
      return typeOfLiteral(node);
    case 'id':
      return typeOfName(node, names);
    case '.':
      return typeOfField(check(node.args[0]), node.args[1], fieldPlace(node));
    case '[]':
      return typeOfMember(node, check(node.args[0]), check(node.args[1]));
    case '&&':
    case '||':
      for (const side of node.args) demand(check(side), ['flag'], side, `beside ${node.op}`);
      return flagType;
    case '!_':
      demand(check(node.args), ['flag'], node.args, 'after !');
      return flagType;
    case '-_':
      demand(check(node.args), ['number'], node.args, 'after -');
      return numberType;
    case '?:':
      return typeOfChoice(node, names);
    case '==':
    case '!=':
      return typeOfEquality(node, check(node.args[0]), check(node.args[1]));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return typeOfOrder(node, check(node.args[0]), check(node.args[1]));
    case 'in':
      return typeOfIn(node, check(node.args[0]), check(node.args[1]));
    case '+':
    case '-':
    case '*':
      return typeOfArithmetic(node, check(node.args[0]), check(node.args[1]));
    case '/':
    case '%':
      throw wrong('Division is not offered: settings are whole, and a remainder would be lost.', node);
    case 'list':
      return typeOfList(node, names);
    case 'map':
      for (const [key, value] of node.args) {
        demand(check(key), ['text'], key, 'as a key');
        check(value);
      }
      return { kind: 'map', of: anyType };
    case 'call':
      return typeOfCall(node, names);
    case 'rcall':
      return typeOfMethod(node, names);
    default:
      throw wrong('Optional access (.? and [?]) is not offered; ask has(…) first.', node);
  }
}

const wrong = (message: string, place: Place): ExpressionError =>
  new ExpressionError(message, { start: place.start, end: place.end });

function demand(given: ExpressionType, wanted: ExpressionType['kind'][], node: Node, where: string): void {
  if (given.kind === 'any' || wanted.includes(given.kind)) return;
  const kinds = wanted.map((kind) => nameOfType({ kind } as ExpressionType)).join(' or ');
  throw wrong(
    `${where[0]?.toUpperCase()}${where.slice(1)} there must be ${kinds}, not ${nameOfType(given)}.`,
    node,
  );
}

function typeOfLiteral(node: NodeOf<'value'>): ExpressionType {
  switch (typeof node.args) {
    case 'string':
      return textType;
    case 'boolean':
      return flagType;
    case 'number':
      return numberType;
    case 'bigint':
      if (node.args > BigInt(Number.MAX_SAFE_INTEGER)) throw wrong('This number is too large.', node);
      return numberType;
    default:
      if (node.args === null) return nullType;
      throw wrong(
        'Write text, a number, true, false or null; bytes and unsigned numbers are not offered.',
        node,
      );
  }
}

function typeOfName(node: NodeOf<'id'>, names: Names): ExpressionType {
  const type = names.get(node.args);
  if (type !== undefined) return type;
  const near = nearNames(node.args, names.keys());
  const roots = [...names.keys()].join(', ');
  throw wrong(
    `There is no name ${node.args}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${roots}.`}`,
    node,
  );
}

/** The name behind the dot. */
function fieldPlace(node: NodeOf<'.'>): Place {
  return { start: node.end - node.args[1].length, end: node.end };
}

function typeOfField(of: ExpressionType, name: string, place: Place): ExpressionType {
  if (of.kind === 'any') return anyType;
  if (of.kind === 'map') return of.of;
  if (of.kind !== 'object') {
    const hint = of.kind === 'list' ? ' Ask its members: list.exists(member, member.… ).' : '';
    throw wrong(
      `${nameOfType(of)[0]?.toUpperCase()}${nameOfType(of).slice(1)} has no settings such as ${name}.${hint}`,
      place,
    );
  }
  const field = of.fields.get(name);
  if (field !== undefined) return field;
  const near = nearNames(name, of.fields.keys());
  const some = [...of.fields.keys()].slice(0, 8).join(', ');
  throw wrong(
    `There is no setting ${name} here. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${some}${of.fields.size > 8 ? ' …' : ''}.`}`,
    place,
  );
}

function typeOfMember(node: NodeOf<'[]'>, of: ExpressionType, key: ExpressionType): ExpressionType {
  const [, index] = node.args;
  if (of.kind === 'list') {
    demand(key, ['number'], index, 'between the brackets of a list');
    return of.of;
  }
  demand(of, ['map', 'object', 'list'], node.args[0], 'before brackets');
  demand(key, of.kind === 'any' ? ['text', 'number'] : ['text'], index, 'between the brackets');
  if (of.kind === 'map') return of.of;
  const name = index.op === 'value' && typeof index.args === 'string' ? index.args : undefined;
  return name === undefined ? anyType : typeOfField(of, name, index);
}

function typeOfChoice(node: NodeOf<'?:'>, names: Names): ExpressionType {
  const [condition, yes, no] = node.args;
  demand(checkTypes(condition, names), ['flag'], condition, 'before ?');
  const [one, other] = [checkTypes(yes, names), checkTypes(no, names)];
  const type = united(one, other);
  if (type === undefined)
    throw wrong(`The two answers are of different kinds: ${nameOfType(one)} and ${nameOfType(other)}.`, node);
  return type;
}

function typeOfEquality(node: Node, left: ExpressionType, right: ExpressionType): ExpressionType {
  if (left.kind !== 'null' && right.kind !== 'null' && !fits(left, right))
    throw wrong(`${both(left, right)} are never equal.${hintOf(left, right)}`, node);
  return flagType;
}

function typeOfOrder(node: Node, left: ExpressionType, right: ExpressionType): ExpressionType {
  for (const side of [left, right]) {
    if (!['text', 'number', 'any'].includes(side.kind))
      throw wrong(`${node.op} compares numbers or texts, not ${nameOfType(side)}.`, node);
  }
  if (!fits(left, right)) throw wrong(`${both(left, right)} cannot be compared.${hintOf(left, right)}`, node);
  return flagType;
}

const both = (left: ExpressionType, right: ExpressionType): string => {
  const words = `${nameOfType(left)} and ${nameOfType(right)}`;
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
};

/** The vendor writes some numbers as text. */
function hintOf(left: ExpressionType, right: ExpressionType): string {
  const kinds = new Set([left.kind, right.kind]);
  if (kinds.has('text') && kinds.has('number'))
    return ' Write the number in quotes, or int(text) for the number.';
  if (kinds.has('text') && kinds.has('flag')) return ' Write the text in quotes: "true".';
  return '';
}

function typeOfIn(node: NodeOf<'in'>, member: ExpressionType, of: ExpressionType): ExpressionType {
  demand(of, ['list', 'map', 'object'], node.args[1], 'after in');
  if (of.kind === 'list' && !fits(member, of.of))
    throw wrong(`A ${nameOfType(of)} never contains ${nameOfType(member)}.${hintOf(member, of.of)}`, node);
  if (of.kind === 'map' || of.kind === 'object') demand(member, ['text'], node.args[0], 'before in');
  return flagType;
}

function typeOfArithmetic(node: Node, left: ExpressionType, right: ExpressionType): ExpressionType {
  const kinds = node.op === '+' ? ['number', 'text', 'list', 'any'] : ['number', 'any'];
  for (const side of [left, right]) {
    if (!kinds.includes(side.kind)) throw wrong(`${node.op} does not work with ${nameOfType(side)}.`, node);
  }
  const type = fits(left, right) ? united(left, right) : undefined;
  if (type === undefined) throw wrong(`${both(left, right)} cannot be put together by ${node.op}.`, node);
  return type;
}

function typeOfList(node: NodeOf<'list'>, names: Names): ExpressionType {
  let of: ExpressionType | undefined;
  for (const member of node.args) {
    const type = checkTypes(member, names);
    of = of === undefined ? type : united(of, type);
    if (of === undefined) throw wrong('All members of a list are of one kind.', member);
  }
  return { kind: 'list', of: of ?? anyType };
}

function typeOfCall(node: NodeOf<'call'>, names: Names): ExpressionType {
  const [name, given] = node.args;
  if (name === 'has') return typeOfHas(node, given, names);
  if (name === 're') return typeOfPattern(node, given, names);
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (known === undefined) throw wrong(unknownFunction(name, false), node);
  return typeOfArguments(node, known, given, names);
}

function typeOfHas(node: Node, given: readonly Node[], names: Names): ExpressionType {
  const [path] = given;
  const isPath = path?.op === '.' || (path?.op === '[]' && path.args[1].op === 'value');
  if (path === undefined || given.length !== 1 || !isPath)
    throw wrong('has() asks for one setting: has(configuration.BucketEncryption).', node);
  checkTypes(path, names);
  return flagType;
}

function typeOfPattern(node: Node, given: readonly Node[], names: Names): ExpressionType {
  const [value, pattern] = given;
  if (value === undefined || pattern === undefined || given.length !== 2)
    throw wrong('re() takes a text and a pattern: re(configuration.BucketName, "^prod-").', node);
  demand(checkTypes(value, names), ['text'], value, 'as the first argument of re()');
  patternOf(pattern);
  return flagType;
}

const longestPattern = 500;
/** A pattern of more than this many instructions would be slow on long texts. */
const largestPattern = 2000;

/** The pattern of a call of `re`, which must stand there as text, so that it is known to be one when it is saved. */
export function patternOf(node: Node): RE2JS {
  if (node.op !== 'value' || typeof node.args !== 'string')
    throw wrong('The pattern of re() is written out in quotes; it cannot be computed.', node);
  if (node.args.length > longestPattern)
    throw wrong(`A pattern has at most ${longestPattern} characters.`, node);
  try {
    const pattern = new RE2JS(node.args);
    if (sizeOfPattern(pattern) <= largestPattern) return pattern;
  } catch (error) {
    throw wrong(
      `This is no RE2 pattern: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
      node,
    );
  }
  throw wrong('This pattern repeats too much; write it shorter.', node);
}

export function sizeOfPattern(pattern: RE2JS): number {
  return pattern.re2().prog?.inst?.length ?? 1;
}

function typeOfArguments(
  node: Node,
  known: (typeof functions)[string],
  given: readonly Node[],
  names: Names,
): ExpressionType {
  if (given.length !== known.takes.length) throw wrong(`It is written ${known.usage}.`, node);
  for (const [index, argument] of given.entries())
    demand(checkTypes(argument, names), known.takes[index] ?? [], argument, `in ${known.usage}`);
  return known.gives;
}

function typeOfMethod(node: NodeOf<'rcall'>, names: Names): ExpressionType {
  const [name, receiver, given] = node.args;
  if (receiver.op === 'id' && receiver.args === 'cel') throw wrong(unknownFunction('bind', true), node);
  if (macros.includes(name as Macro) && given.length > 0) return typeOfMacro(node, names);
  if (name === 'contains' && given.length === 1) return typeOfContains(node, names);
  const known = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (known === undefined) throw wrong(unknownFunction(name, true), node);
  return typeOfArguments(node, known, [receiver, ...given], names);
}

function typeOfContains(node: NodeOf<'rcall'>, names: Names): ExpressionType {
  const [, receiver, [part]] = node.args;
  const [of, member] = [checkTypes(receiver, names), part === undefined ? anyType : checkTypes(part, names)];
  demand(of, ['text', 'list'], receiver, 'before contains()');
  if (of.kind === 'text') demand(member, ['text'], part ?? node, 'in text.contains(text)');
  if (of.kind === 'list' && !fits(member, of.of))
    throw wrong(`A ${nameOfType(of)} never contains ${nameOfType(member)}.`, node);
  return flagType;
}

function typeOfMacro(node: NodeOf<'rcall'>, names: Names): ExpressionType {
  const [name, receiver, [variable, body]] = node.args;
  if (variable?.op !== 'id' || body === undefined || node.args[2].length !== 2)
    throw wrong(`It is written list.${name}(member, …).`, node);
  if (names.has(variable.args))
    throw wrong(`${variable.args} has a meaning already; give the member another name.`, variable);
  const of = checkTypes(receiver, names);
  demand(of, ['list', 'map'], receiver, `before ${name}()`);
  const member = of.kind === 'list' ? of.of : of.kind === 'map' ? textType : anyType;
  const answer = checkTypes(body, new Map([...names, [variable.args, member]]));
  if (name === 'map') return { kind: 'list', of: answer };
  demand(answer, ['flag'], body, `as the condition of ${name}()`);
  return name === 'filter' ? { kind: 'list', of: member } : flagType;
}
