import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { auditActions } from './actions.ts';

const source = fileURLToPath(new URL('../../../', import.meta.url));

test('every code is a noun and what happened to it, with a sentence', () => {
  for (const [code, sentence] of Object.entries(auditActions)) {
    expect(code).toMatch(/^[a-z_]+\.[a-z_]+$/);
    expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
  }
});

test('every code is recorded somewhere: a code that nothing writes would promise an event that never comes', () => {
  const files = globSync('{domain,main}/**/*.ts', { cwd: source })
    .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('audit-log/actions.ts'))
    .map((file) => readFileSync(`${source}/${file}`, 'utf8'))
    .join('\n');
  // Executions are recorded by their outcome: `execution.${status}`.
  const composed = ['execution.succeeded', 'execution.failed', 'execution.skipped', 'execution.cancelled'];
  const silent = Object.keys(auditActions).filter(
    (code) => !files.includes(`'${code}'`) && !composed.includes(code),
  );
  expect(silent).toEqual([]);
  expect(files).toContain('`execution.$');
});
