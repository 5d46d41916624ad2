import cronstrue from 'cronstrue';
import { ruleOfTiming } from './rule-of-timing.ts';
import type { Timing } from './timing.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A sentence; an expression that is wrong is its own description. */
export function wordsOf(timing: Timing): string {
  if (timing.kind === 'daily') return `Every day at ${timing.at}`;
  if (timing.kind === 'weekly') return `Every ${weekdays[timing.weekday] ?? 'week'} at ${timing.at}`;
  if (timing.kind === 'monthly') {
    const words = `On day ${timing.day} of every month at ${timing.at}`;
    return timing.day > 28 ? `${words}, on the last day of months that are shorter` : words;
  }
  return 'problem' in ruleOfTiming(timing) ? timing.expression : wordsOfExpression(timing.expression);
}

function wordsOfExpression(expression: string): string {
  // The library knows nicknames in small letters only, and the last weekday of the month only as 5L.
  const known = expression.trim().startsWith('@')
    ? expression.trim().toLowerCase()
    : expression.replace(/#L\b/gi, 'L');
  try {
    return cronstrue.toString(known, { use24HourTimeFormat: true });
  } catch {
    return expression;
  }
}
