import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';

/** One node of a parsed expression, in the shape that the parser publishes. */
export type Node = ASTNode;
export type NodeOf<Op extends Node['op']> = Extract<Node, { op: Op }>;

/** Where in the text something is wrong: offsets of characters, the end excluded. */
export type Place = { start: number; end: number };

/** What is wrong with an expression, where, and what would be right. */
export type ExpressionProblem = Place & {
  message: string;
  /** From 1. */
  line: number;
  column: number;
  /** The line with a caret below the place. */
  excerpt: string;
};

export class ExpressionError extends Error {
  readonly place: Place;
  constructor(message: string, place: Place) {
    super(message);
    this.name = 'ExpressionError';
    this.place = place;
  }
}

export const longestExpression = 4000;

/** The structure of an expression is small, whatever its text: what runs is bounded by it. */
const limits = {
  maxAstNodes: 600,
  maxDepth: 40,
  maxListElements: 200,
  maxMapEntries: 50,
  maxCallArguments: 6,
};

const environment = new Environment({ unlistedVariablesAreDyn: true, limits });

/**
 * The tree of a CEL expression. The parser is the library's; what an expression means here is
 * `check-types.ts` and `compile-expression.ts`, because a setting that is absent or unreadable must not become a
 * verdict. Throws `ExpressionError`.
 */
export function parseExpression(text: string): Node {
  if (text.trim() === '') throw new ExpressionError('The expression is empty.', { start: 0, end: 0 });
  if (text.length > longestExpression)
    throw new ExpressionError(`The expression is longer than ${longestExpression} characters.`, {
      start: longestExpression,
      end: text.length,
    });
  try {
    return environment.parse(text).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const place = error.range ?? { start: text.length, end: text.length };
    throw new ExpressionError(messageOf(error), { start: place.start, end: place.end });
  }
}

function messageOf(error: ParseError): string {
  const summary = error.summary;
  if (summary.startsWith('Exceeded ')) {
    const [, limit = '', most = ''] = /^Exceeded (\w+) \((\d+)\)/.exec(summary) ?? [];
    const what: Record<string, string> = {
      maxAstNodes: 'parts',
      maxDepth: 'levels of nesting',
      maxListElements: 'members of a list',
      maxMapEntries: 'entries of a map',
      maxCallArguments: 'arguments of a call',
    };
    return `The expression has more than ${most} ${what[limit] ?? limit}; make two controls of it.`;
  }
  return summary.endsWith('.') ? summary : `${summary}.`;
}

/** The problem as a person reads it. */
export function problemAt(text: string, message: string, place: Place): ExpressionProblem {
  const start = Math.min(Math.max(place.start, 0), text.length);
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = text.indexOf('\n', start) === -1 ? text.length : text.indexOf('\n', start);
  const column = start - lineStart;
  const width = Math.max(1, Math.min(place.end, lineEnd) - start);
  // A long line is shown around the place only.
  const from = Math.max(0, column - 60);
  const shown = text.slice(lineStart + from, Math.min(lineEnd, lineStart + from + 120));
  const caret = `${' '.repeat(column - from)}${'^'.repeat(Math.min(width, Math.max(1, shown.length - (column - from))))}`;
  return {
    message,
    start,
    end: Math.max(start, place.end),
    line,
    column: column + 1,
    excerpt: `${shown}\n${caret}`,
  };
}
