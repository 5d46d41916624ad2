import { z } from 'zod';
import { scheduleProblem } from '../../core/schedule.ts';

/** One variable of the environment: the schema parses its text; an empty or missing text is the default. */
export type Variable<T> = {
  group: string;
  sentence: string;
  /** Never logged, never shown. */
  secret: boolean;
  /** As text, for the documentation and for an unset variable; undefined when there is none. */
  fallback: string | undefined;
  parse: z.ZodType<T, string | undefined>;
};

type Words = { group: string; sentence: string; secret?: boolean };

const described = (words: Words) => ({
  group: words.group,
  sentence: words.sentence,
  secret: words.secret ?? false,
});

/** A variable with a default. */
export function setting<T>(words: Words & { fallback: string }, schema: z.ZodType<T, string>): Variable<T> {
  return {
    ...described(words),
    fallback: words.fallback,
    parse: schema as unknown as z.ZodType<T, string | undefined>,
  };
}

/** A variable that may be absent. */
export function optional<T>(words: Words, schema: z.ZodType<T, string>): Variable<T | undefined> {
  return { ...described(words), fallback: undefined, parse: schema.optional() };
}

export const words = (max = 1000) => z.string().max(max);

export const oneOf = <const T extends readonly [string, ...string[]]>(...names: T) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });

export function whole(min: number, max: number): z.ZodType<number, string> {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

const truths = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

export const yesOrNo: z.ZodType<boolean, string> = z.string().transform((text, context) => {
  const value = truths.get(text.toLowerCase());
  if (value === undefined) {
    context.addIssue({ code: 'custom', message: 'must be true or false' });
    return z.NEVER;
  }
  return value;
});

export const list: z.ZodType<string[], string> = z
  .string()
  .max(4000)
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

export const mailAddresses: z.ZodType<string[], string> = list.pipe(
  z.array(z.email('must be e-mail addresses with commas between')).max(50),
);

export const timeOfDay: z.ZodType<string, string> = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 07:00');

export const address = (...schemes: string[]): z.ZodType<string, string> =>
  z
    .string()
    .max(2000)
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.replace(':', '')), {
      error: `must be an address like ${schemes[0]}://host`,
    })
    .transform((text) => text.replace(/\/+$/, ''));

export const hexKey: z.ZodType<string, string> = z
  .string()
  .regex(
    /^[0-9a-fA-F]{64}$/,
    'must be 64 hexadecimal digits (32 bytes); make one with: openssl rand -hex 32',
  );

const switchedOff = ['off', 'disabled'];

/** A cron expression of 5 fields, or 6 with leading seconds; undefined when it says that nothing is scheduled. */
export const schedule: z.ZodType<string | undefined, string> = z
  .string()
  .max(200)
  .transform((text, context) => {
    const expression = text.trim();
    if (expression === '' || switchedOff.includes(expression.toLowerCase())) return undefined;
    const problem = scheduleProblem({ timing: { kind: 'cron', expression }, timeZone: 'UTC' }, new Date());
    if (problem !== null) {
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    }
    return expression;
  });
