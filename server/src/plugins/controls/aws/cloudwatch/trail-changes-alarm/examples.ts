import { trailAlarmExamples } from '../trail-alarm-examples.ts';

const names = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'];
const anyOf = (events: readonly string[]): string =>
  `{ ${events.map((name) => `($.eventName = ${name})`).join(' || ')} }`;

export const examples = trailAlarmExamples(anyOf(names), {
  alsoGood: [
    anyOf([...names].reverse()),
    `{ ($.eventSource = cloudtrail.amazonaws.com) && (${names.map((name) => `$.eventName="${name}"`).join('||')}) }`,
  ],
  notGood: [anyOf(names.slice(1)), '{ ($.eventSource = other.amazonaws.com) }'],
});
