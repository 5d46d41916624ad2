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
    for (const [, type] of source.matchAll(/\bannounce\(\s*\w+,\s*\{\s*type: '([^']+)'/g))
      announced.add(type ?? '');
  }
  expect([...announced].sort()).toEqual(Object.keys(allEvents).sort());
});
