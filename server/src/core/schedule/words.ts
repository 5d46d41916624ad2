import cronstrue from 'cronstrue';
import type { Timing } from './timing.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export function wordsOf(timing: Timing): string {
  if (timing.kind === 'daily') return `Every day at ${timing.at}`;
  if (timing.kind === 'weekly') return `Every ${weekdays[timing.weekday] ?? 'week'} at ${timing.at}`;
  if (timing.kind === 'monthly') {
    const words = `On day ${timing.day} of every month at ${timing.at}`;
    return timing.day > 28 ? `${words}, on the last day of months that are shorter` : words;
  }
  return cronstrue.toString(timing.expression, {
    use24HourTimeFormat: true,
    throwExceptionOnParseError: false,
  });
}
