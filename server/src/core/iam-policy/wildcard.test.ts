import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversPattern, matchesPattern, patternsOverlap } from './wildcard.ts';

const patterns = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 7 });
const texts = fc.string({ unit: fc.constantFrom('a', 'b', ':', '/'), maxLength: 7 });

/** A pattern with a text that it matches. */
const instances = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'b', ':').map((sign) => ({ sign, text: sign })),
      fc.constantFrom('a', 'b').map((text) => ({ sign: '?', text })),
      fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 3 }).map((text) => ({ sign: '*', text })),
    ),
    { maxLength: 6 },
  )
  .map((parts) => ({
    pattern: parts.map(({ sign }) => sign).join(''),
    text: parts.map(({ text }) => text).join(''),
  }));

/** The same question asked of a regular expression. */
function byRegExp(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}

describe('a pattern', () => {
  test('matches what the same regular expression matches', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        expect(matchesPattern(pattern, text)).toBe(byRegExp(pattern, text));
      }),
      { numRuns: 3000 },
    );
  });

  test('takes no time to speak of, however many stars it has', () => {
    expect(matchesPattern(`${'*a'.repeat(2000)}b`, 'a'.repeat(20_000))).toBe(false);
  });

  test('that covers another matches all that the other matches', () => {
    fc.assert(
      fc.property(patterns, instances, (pattern, { pattern: other, text }) => {
        if (coversPattern(pattern, other)) expect(matchesPattern(pattern, text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['*', 's3:*', true],
    ['s3:*', 's3:get*', true],
    ['s3:get*', 's3:*', false],
    ['s3:?*', 's3:*', false],
    ['*:*', 's3:*', true],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/*', true],
    ['arn:aws:s3:::bucket*', 'arn:aws:s3:::bucket/*', true],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket', false],
  ])('%s covers %s: %s', (pattern, other, answer) => {
    expect(coversPattern(pattern, other)).toBe(answer);
  });

  test('overlaps another when one text matches both', () => {
    fc.assert(
      fc.property(patterns, instances, (left, { pattern: right, text }) => {
        if (matchesPattern(left, text)) expect(patternsOverlap(left, right)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['iam:*', 'iam:pass*', true],
    ['iam:*', 's3:*', false],
    ['*', 'x', true],
    ['a?c', 'ab*', true],
    ['', '*', true],
    ['', 'a', false],
    ['*role', 'iam:pass*', true],
  ])('%s and %s overlap: %s', (left, right, answer) => {
    expect(patternsOverlap(left, right)).toBe(answer);
    expect(patternsOverlap(right, left)).toBe(answer);
  });
});
