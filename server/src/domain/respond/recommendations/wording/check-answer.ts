import { z } from 'zod';
import type { AdviceRow, ToWord } from '../store.ts';
import type { Redactor } from './redact.ts';

/** What a language model answered, checked: only words may be its own. Pure. */

const answer = z.object({
  items: z
    .array(
      z.object({
        key: z.string().max(10),
        explanation: z.string().trim().min(40).max(1500),
        steps: z
          .array(
            z.object({
              text: z.string().trim().min(5).max(500),
              commands: z.array(z.string().max(2500)).max(20),
            }),
          )
          .min(1)
          .max(10),
        side_effects: z.array(z.string().trim().min(5).max(500)).max(10),
      }),
    )
    .max(10),
});

export type Checked = { accepted: Map<number, AdviceRow>; refused: Map<number, string> };

/** By the id of the recommendation: its new advice, or why the words are not taken. Throws for no such answer at all. */
export function checkAnswer(text: string, items: readonly ToWord[], redact: Redactor): Checked {
  const parsed = answer.safeParse(jsonOf(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new TypeError(
      `the answer has not the shape that was asked for: ${issue?.path.join('.')} ${issue?.message}`,
    );
  }
  const checked: Checked = { accepted: new Map(), refused: new Map() };
  for (const [place, item] of items.entries()) {
    const own = parsed.data.items.filter(({ key }) => key === String(place + 1));
    const [only] = own;
    if (only === undefined || own.length > 1) {
      checked.refused.set(item.id, 'it was answered never or twice');
      continue;
    }
    const advice = restored(only, redact);
    const problem =
      advice === undefined
        ? 'it has a placeholder that was never given'
        : problemOf(advice, item.rule_advice);
    if (problem !== null || advice === undefined) checked.refused.set(item.id, problem ?? '');
    else checked.accepted.set(item.id, { ...item.rule_advice, ...advice });
  }
  return checked;
}

type Words = Pick<AdviceRow, 'explanation' | 'steps' | 'side_effects'>;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function restored(given: Words, redact: Redactor): Words | undefined {
  const missing: string[] = [];
  const back = (text: string): string => {
    const original = redact.restore(text);
    if (original === undefined) missing.push(text);
    return original ?? '';
  };
  const words = {
    explanation: back(given.explanation),
    steps: given.steps.map(({ text, commands }) => ({ text: back(text), commands: commands.map(back) })),
    side_effects: given.side_effects.map(back),
  };
  return missing.length === 0 ? words : undefined;
}

const unsafe: [RegExp, string][] = [
  [/https?:\/\/|www\./i, 'a link'],
  [/<[a-z/!]/i, 'markup'],
  [/`|\$\(|&&|\|\|/, 'something for a shell'],
  [/\b(?:aws|curl|wget|sudo|bash|sh|rm|kubectl|terraform)\s+[a-z-]/, 'a command among the words'],
  [/[\p{Cc}\p{Cf}]/u, 'characters that cannot be seen'],
  [/[$€£]\s?\d|\b(?:USD|EUR|dollars?)\b/i, 'an amount of money'],
];

/** Why the words may not be shown, or null. The commands are those of the rule, each once; the rest is checked word by word. */
function problemOf(words: Words, rule: AdviceRow): string | null {
  const given = words.steps.flatMap(({ commands }) => commands).toSorted();
  const own = rule.steps.flatMap(({ commands }) => commands).toSorted();
  const foreign = given.find((command) => !own.includes(command));
  if (foreign !== undefined) return 'it has a command that the rule does not have';
  if (given.length !== own.length || given.some((command, place) => command !== own[place]))
    return 'it leaves out or repeats a command';
  const allowed = [
    rule.explanation,
    rule.impact,
    ...rule.side_effects,
    ...rule.steps.map(({ text }) => text),
  ].join('\n');
  for (const text of [words.explanation, ...words.side_effects, ...words.steps.map((step) => step.text)]) {
    for (const [shape, what] of unsafe) {
      const match = shape.exec(text)?.[0];
      if (match !== undefined && !allowed.includes(match)) return `it has ${what}`;
    }
    for (const [open] of text.matchAll(/0\.0\.0\.0\/0|::\/0/g)) {
      if (!allowed.includes(open)) return 'it speaks of an open range that the rule does not name';
    }
  }
  return null;
}
