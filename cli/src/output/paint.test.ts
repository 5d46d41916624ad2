import { describe, expect, it } from 'vitest';
import { atLeast, fromSeverity, paintFor, severityTag, statusTag } from './paint.ts';

describe('severity', () => {
  it.each([
    ['critical', '[!] CRITICAL'],
    ['high', '[H] HIGH'],
    ['medium', '[M] MEDIUM'],
    ['low', '[L] LOW'],
  ])('%s is %s, in a word and a shape without colour', (severity, tag) => {
    expect(severityTag(severity, paintFor(false))).toBe(tag);
    expect(severityTag(severity, paintFor(true))).toContain(tag);
  });

  it('counts itself and worse', () => {
    expect(fromSeverity('high')).toEqual(['critical', 'high']);
    expect(atLeast('high', 'critical')).toBe(false);
    expect(atLeast('critical', 'critical')).toBe(true);
  });
});

it.each([
  ['synced', '[+] synced'],
  ['failed', '[-] failed'],
  ['partial', '[~] partial'],
  ['pending_approval', '[~] pending approval'],
  ['running', '[*] running'],
])('the state %s is marked %s', (status, tag) => {
  expect(statusTag(status, paintFor(false))).toBe(tag);
});
