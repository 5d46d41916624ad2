import { expect, it } from 'vitest';
import { localTimeIn } from './local-time.ts';

it.each([
  ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
  ['America/St_Johns', '2026-01-01T00:00:00Z', '2025-12-31T20:30:00-03:30'],
  ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01T05:45:00+05:45'],
  ['UTC', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00+00:00'],
])('in %s it is written with its offset', (zone, instant, written) => {
  expect(localTimeIn(zone)(new Date(instant))).toBe(written);
  expect(new Date(written).toISOString()).toBe(new Date(instant).toISOString());
});
