import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverageOf,
  type FieldValue,
  type LogFilter,
  type LogFilterTerm,
  matchesEvent,
  parseLogFilter,
  type Truth,
  type WantedEvents,
} from './index.ts';

const deletion: WantedEvents = {
  name: 'DeleteTrail',
  fields: { eventName: { is: ['DeleteTrail'] }, eventSource: { is: ['cloudtrail.amazonaws.com'] } },
};
const rootUse: WantedEvents = {
  name: 'use of root',
  fields: {
    'userIdentity.type': { is: ['Root'] },
    'userIdentity.invokedBy': { missing: true },
    eventType: { anythingBut: ['AwsServiceEvent'] },
  },
};
const covers = (pattern: string, wanted = deletion): Truth => coverageOf(parseLogFilter(pattern), wanted);

describe('a filter pattern covers the wanted events', () => {
  it.each([
    ['as the benchmark writes it', '{ ($.eventName = CreateTrail) || ($.eventName = DeleteTrail) }'],
    ['in another order', '{ ($.eventName = DeleteTrail) || ($.eventName = CreateTrail) }'],
    ['without spaces and with quotes', '{($.eventName="CreateTrail")||($.eventName="DeleteTrail")}'],
    ['without brackets', '{ $.eventName = CreateTrail || $.eventName = DeleteTrail }'],
    ['with more brackets', '{ ((($.eventName = DeleteTrail))) }'],
    ['by its source as well', '{ $.eventSource = cloudtrail.amazonaws.com && $.eventName = DeleteTrail }'],
    ['with a wildcard', '{ $.eventName = *Trail }'],
    ['by what it is not', '{ $.eventName != DescribeTrails }'],
    ['with a name in square brackets', '{ $["eventName"] = "DeleteTrail" }'],
    ['with further events', '{ $.eventName = DeleteTrail || $.eventName = RunInstances || $.x = 1 }'],
    ['over several lines', '{\n  ($.eventName = DeleteTrail) ||\n\t($.eventName = StopLogging)\n}'],
    ['by matching everything', ''],
    [
      'with a condition that is always true',
      '{ $.eventName = DeleteTrail && ($.a = 1 || $.a != 1 || $.a NOT EXISTS) }',
    ],
  ])('%s', (_, pattern) => {
    expect(covers(pattern)).toBe('yes');
  });

  it.each([
    ['another event', '{ $.eventName = CreateTrail }'],
    ['one region only', '{ $.eventName = DeleteTrail && $.awsRegion = "us-east-1" }'],
    ['all but one user', '{ $.eventName = DeleteTrail && $.userIdentity.userName != "terraform" }'],
    ['successful calls only', '{ $.eventName = DeleteTrail && $.errorCode NOT EXISTS }'],
    ['failed calls only', '{ $.eventName = DeleteTrail && $.errorCode EXISTS }'],
    ['a name in other letters', '{ $.eventName = deletetrail }'],
    ['a field of another name', '{ $.eventname = DeleteTrail }'],
    ['two names at once', '{ $.eventName = DeleteTrail && $.eventName = StopLogging }'],
    ['by && what was meant by ||', '{ $.eventName = StopLogging || $.eventName = DeleteTrail && $.a = b }'],
    ['a difference that a missing field does not have', '{ $.eventName = DeleteTrail && $.a != 1 }'],
    [
      'a difference from two wildcards',
      '{ $.eventName = DeleteTrail && ($.b NOT EXISTS || $.b != "x*" || $.b != "*y") }',
    ],
  ])('not when it asks for %s', (_, pattern) => {
    expect(covers(pattern)).toBe('no');
  });

  it.each([
    ['words', 'DeleteTrail'],
    ['columns', '[ip, user, name = DeleteTrail]'],
    ['a regular expression', '{ $.eventName = %Delete.*% }'],
    ['an open bracket', '{ ($.eventName = DeleteTrail }'],
    ['an open quotation mark', '{ $.eventName = "DeleteTrail }'],
    ['a comparison with nothing', '{ $.eventName = }'],
  ])('perhaps, when it is made of %s', (_, pattern) => {
    expect(covers(pattern)).toBe('undecided');
  });

  it('when a regular expression stands beside what decides', () => {
    expect(covers('{ $.eventName = %Stop.*% || $.eventName = DeleteTrail }')).toBe('yes');
    expect(covers('{ $.eventName = %Delete.*% && $.eventName = StopLogging }')).toBe('no');
  });

  it('when fields must be missing or anything but one value', () => {
    const usual =
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';
    expect(covers(usual, rootUse)).toBe('yes');
    expect(covers('{ $.userIdentity.type = Root }', rootUse)).toBe('yes');
    expect(covers('{ $.userIdentity.type = Root && $.eventType = AwsApiCall }', rootUse)).toBe('no');
    expect(covers('{ $.userIdentity.type = Root && $.userIdentity.invokedBy EXISTS }', rootUse)).toBe('no');
  });
});

const fields = ['a', 'b', 'c.d'];
const texts = ['x', 'y', 'xy'];
const term: fc.Arbitrary<LogFilterTerm> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('equals' as const, 'differs' as const),
    field: fc.constantFrom(...fields),
    pattern: fc.constantFrom(...texts),
  }),
  fc.record({
    kind: fc.constantFrom('exists' as const, 'missing' as const),
    field: fc.constantFrom(...fields),
  }),
);
const { filter } = fc.letrec<{ filter: LogFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    term,
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('filter'), { minLength: 2, maxLength: 4 }),
    }),
  ),
}));

/** Writes a filter in one of many ways, by choices that are made beforehand. */
function written(of: LogFilter, choices: readonly number[]): string {
  let turn = 0;
  const pick = <T>(...options: T[]): T =>
    options[(choices[turn++ % choices.length] ?? 0) % options.length] as T;
  const gap = () => pick('', ' ', '  ', '\n', '\t ');
  const write = (one: LogFilter): string => {
    if (one.kind === 'all' || one.kind === 'any') {
      const sign = one.kind === 'all' ? '&&' : '||';
      const rotated = pick(one.of, [...one.of].reverse());
      return rotated.map((part) => `(${gap()}${write(part)}${gap()})`).join(`${gap()}${sign}${gap()}`);
    }
    if (one.kind === 'exists' || one.kind === 'missing')
      return `$.${one.field} ${one.kind === 'missing' ? 'NOT EXISTS' : 'EXISTS'}`;
    if (one.kind === 'equals' || one.kind === 'differs') {
      const value = pick(one.pattern, `"${one.pattern}"`);
      return `$.${one.field}${gap()}${one.kind === 'equals' ? '=' : '!='}${gap()}${value}`;
    }
    throw new Error('not generated');
  };
  return `{${gap()}${write(of)}${gap()}}`;
}

/** Every event that the generated filters can tell apart. */
const universe: Record<string, FieldValue>[] = [undefined, 'other', ...texts].flatMap((a) =>
  [undefined, 'other', ...texts].flatMap((b) =>
    [undefined, 'other', ...texts].map((d) => ({ a, b, 'c.d': d })),
  ),
);

describe('of any filter', () => {
  it('the meaning is the same however it is written', () => {
    fc.assert(
      fc.property(filter, fc.array(fc.nat(20), { minLength: 5, maxLength: 40 }), (one, choices) => {
        const parsed = parseLogFilter(written(one, choices));
        if (parsed.state === 'unreadable') throw new Error(parsed.why);
        for (const event of universe) {
          const readField = (field: string) => event[field];
          expect(matchesEvent(parsed.filter, readField)).toBe(matchesEvent(one, readField));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('it covers exactly what matches every such event', () => {
    const wish = fc.option(
      fc.oneof(
        fc.record({ is: fc.subarray(texts, { minLength: 1 }) }),
        fc.constant({ missing: true as const }),
        fc.record({ anythingBut: fc.subarray(texts) }),
      ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(filter, fc.tuple(wish, wish, wish), (one, wishes) => {
        const wanted = Object.fromEntries(
          fields.flatMap((field, index) => (wishes[index] === undefined ? [] : [[field, wishes[index]]])),
        ) as WantedEvents['fields'];
        const isWanted = (event: Record<string, FieldValue>) =>
          Object.entries(wanted).every(([field, wished]) => {
            const value = event[field];
            if ('missing' in wished) return value === undefined;
            if ('is' in wished) return wished.is.includes(String(value));
            return value !== undefined && !wished.anythingBut.includes(String(value));
          });
        const expected = universe
          .filter(isWanted)
          .every((event) => matchesEvent(one, (field) => event[field]) === 'yes');
        expect(coverageOf({ state: 'read', filter: one }, { name: 'any', fields: wanted })).toBe(
          expected ? 'yes' : 'no',
        );
      }),
      { numRuns: 300 },
    );
  });

  it('reading any text ends in a filter or in a reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(['read', 'unreadable']).toContain(parseLogFilter(`{${text}}`).state);
      }),
      { numRuns: 300 },
    );
  });
});
