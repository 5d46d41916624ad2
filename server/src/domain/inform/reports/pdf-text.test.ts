import { expect, it } from 'vitest';
import { showable, wrap } from './pdf-text.ts';

const one = () => 1;

it.each([
  ['a time is broken between its parts', '2026-11-21 15:11:06 +01:00', 15, ['2026-11-21', '15:11:06 +01:00']],
  ['an identifier behind one of its signs', 'arn:aws:s3:::media', 10, ['arn:aws:', 's3:::media']],
  ['a word that is too long anywhere', 'abcdefgh', 3, ['abc', 'def', 'gh']],
  ['what fits stays as it is', 'media', 5, ['media']],
  ['nothing is one empty line', '', 5, ['']],
])('%s', (_name, text, width, lines) => {
  expect(wrap(text, width, one)).toEqual(lines);
});

it('no character is lost at a break but spaces', () => {
  const text = 'Environment=prod; ManagedBy=terraform; Name=/aws/lambda/gdpr-export';
  for (let width = 1; width < 40; width += 1) {
    expect(wrap(text, width, one).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }
});

it('what the fonts do not have is counted, and arrows are written out', () => {
  expect(showable('true → false')).toEqual({ text: 'true -> false', lost: 0 });
  expect(showable('büro “x”')).toEqual({ text: 'büro “x”', lost: 0 });
  expect(showable('名前')).toEqual({ text: '??', lost: 2 });
});
