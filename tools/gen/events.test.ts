import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { allEvents } from './events.ts';

const domain = fileURLToPath(new URL('../../server/src/domain/', import.meta.url));

it('the list of events holds exactly the types that the modules announce', () => {
  const announced = new Set<string>();
  for (const path of readdirSync(domain, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts') || path.endsWith('.test.ts')) continue;
    const source = readFileSync(join(domain, path), 'utf8');
    // Some are gathered first and announced together, so it is the type that is looked for.
    for (const [, type] of source.matchAll(/\btype: '([a-z_]+(?:\.[a-z_]+)+)'/g)) announced.add(type ?? '');
  }
  expect([...announced].sort()).toEqual(Object.keys(allEvents).sort());
});
