import { describe, expect, test } from 'vitest';
import { findDeadCode } from './dead-code.ts';
import { checkFloors, forbidden } from './floors.ts';
import { checkHouseRules } from './house-rules.ts';
import { parseSource, readSources, type SourceFile } from './source-graph.ts';

const file = (path: string, text: string) => parseSource(path, text);

describe('the reader', () => {
  test('sees the project', () => {
    const sources = readSources();
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(300);
  });

  test('sees every way to import, and which are for types only', () => {
    const { imports } = file(
      'server/src/core/errors.ts',
      `import a, { b as c } from './json.ts';
       import type { D } from './scope.ts';
       import { type E } from './scope.ts';
       import * as all from './severity.ts';
       export { f } from './json.ts';
       export * from './json.ts';
       const g = await import('./json.ts');
       const h = new URL('./json.ts', import.meta.url);
       type I = typeof import('./json.ts');
       import fs from 'node:fs';`,
    );
    expect(imports.map(({ names, typeOnly }) => `${names.join('+')}${typeOnly ? ' type' : ''}`)).toEqual([
      'default+b',
      'D type',
      'E type',
      '*',
      'f',
      '*',
      'default',
      '*',
      '*',
      '* type',
    ]);
    expect(imports.find(({ target }) => target === 'node:fs')?.ours).toBe(false);
  });

  test('sees what is exported', () => {
    const { exports } = file(
      'x.ts',
      'export const { a, b: [c] } = x; export function d() {} export type E = 1; export { f as g }; export default 1; const h = 1;',
    );
    expect(exports.map(({ name }) => name)).toEqual(['a', 'c', 'd', 'E', 'g', 'default']);
  });
});

describe('floors', () => {
  test.each([
    ['server/src/domain/assess/drift/a.ts', 'server/src/domain/govern/jobs/index.ts'],
    ['server/src/domain/assess/drift/a.ts', 'server/src/domain/assess/drift/b.ts'],
    ['server/src/domain/assess/drift/a.ts', 'server/src/platform/clock.ts'],
    ['server/src/main/a.ts', 'server/src/plugins/providers/aws/provider.ts'],
    [
      'server/src/plugins/controls/aws/x/control.ts',
      'server/src/plugins/providers/aws/resources/s3_bucket/schema.ts',
    ],
    ['cli/src/a.ts', 'server/src/main/offline.ts'],
    ['web/src/a.tsx', 'api-client/src/index.ts'],
    ['tools/demo/demo.ts', 'sandbox/src/index.ts'],
  ])('%s may import %s', (from, to) => {
    expect(forbidden(from, to, false)).toBeUndefined();
  });

  test('a remediation may know the types of its own vendor’s session, and nothing that opens one', () => {
    const from = 'server/src/plugins/remediations/aws/s3/x/remediation.ts';
    const session = 'server/src/plugins/providers/aws/session';
    expect(forbidden(from, `${session}/acting-types.ts`, true)).toBeUndefined();
    expect(forbidden(from, `${session}/connection.ts`, true)).toMatch(/do not import each other/);
    expect(forbidden(from, 'server/src/plugins/providers/gcp/session/types.ts', true)).toMatch(
      /do not import each other/,
    );
  });

  test.each([
    ['server/src/domain/govern/jobs/a.ts', 'server/src/domain/assess/drift/index.ts', /upward is an event/],
    [
      'server/src/domain/assess/drift/a.ts',
      'server/src/domain/govern/jobs/store.ts',
      /only through its index/,
    ],
    [
      'server/src/domain/assess/drift/a.ts',
      'server/src/plugins/providers/aws/provider.ts',
      /main hands it over/,
    ],
    ['server/src/plugins/providers/aws/a.ts', 'server/src/platform/clock.ts', /plugin-kit and core only/],
    [
      'server/src/plugins/controls/aws/x/control.ts',
      'server/src/plugins/providers/aws/session/types.ts',
      /do not import each other/,
    ],
    [
      'server/src/plugins/remediations/aws/x/remediation.ts',
      'server/src/plugins/providers/aws/session/acting-types.ts',
      /do not import each other/,
    ],
    ['server/src/platform/a.ts', 'server/src/domain/govern/jobs/index.ts', /platform may import/],
    ['server/src/platform/a.ts', 'server/src/plugin-kit/define-collector.ts', /platform may import/],
    ['server/src/plugin-kit/a.ts', 'server/src/platform/clock.ts', /core only/],
    ['server/src/core/a.ts', 'server/src/plugin-kit/a.ts', /core only/],
    ['server/src/domain/assess/drift/a.ts', 'server/src/platform/db/testing.ts', /from tests/],
    ['cli/src/a.ts', 'server/src/core/json.ts', /cli may not import/],
    ['web/src/a.tsx', 'server/src/core/json.ts', /web may not import/],
    ['server/src/main/a.ts', 'sandbox/src/index.ts', /server may not import/],
    ['sandbox/src/a.ts', 'server/src/core/json.ts', /sandbox may not import/],
  ])('%s may not import %s', (from, to, message) => {
    expect(forbidden(from, to, false)).toMatch(message);
  });

  test('the core takes no packages', () => {
    const [violation] = checkFloors([
      file('server/src/core/a.ts', `import { readFileSync } from 'node:fs';`),
    ]);
    expect(violation?.message).toContain('no I/O');
  });

  test('a ring is found, unless it is one of types only', () => {
    const ring = (word: string): SourceFile[] => [
      {
        path: 'web/a.ts',
        text: '',
        exports: [],
        imports: [{ target: 'web/b.ts', ours: true, names: ['x'], typeOnly: false, line: 1 }],
      },
      {
        path: 'web/b.ts',
        text: '',
        exports: [],
        imports: [{ target: 'web/a.ts', ours: true, names: ['x'], typeOnly: word === 'type', line: 1 }],
      },
    ];
    expect(checkFloors(ring('value'))).toHaveLength(1);
    expect(checkFloors(ring('type'))).toEqual([]);
  });
});

describe('dead code', () => {
  const used: SourceFile = {
    path: 'server/src/main/serve.ts',
    text: '',
    exports: [],
    imports: [{ target: 'server/src/core/a.ts', ours: true, names: ['taken'], typeOnly: false, line: 1 }],
  };

  test('finds files that nothing reaches and names that nothing takes', () => {
    const found = findDeadCode([
      used,
      file('server/src/core/a.ts', 'export const taken = 1;\nexport const left = 2;\nexport type Left = 3;'),
      file('server/src/core/b.ts', 'export const lonely = 1;'),
    ]);
    expect(found.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'server/src/core/b.ts:1',
      'server/src/core/a.ts:2',
      'server/src/core/a.ts:3',
    ]);
  });

  test('spares a type that another export of the file speaks of', () => {
    expect(
      findDeadCode([
        used,
        file('server/src/core/a.ts', 'export type Shape = 1;\nexport function taken(): Shape { return 1 }'),
      ]),
    ).toEqual([]);
  });
});

describe('house rules', () => {
  const found = (path: string, text: string) =>
    checkHouseRules([{ path, text }]).map(({ message }) => message);

  test.each([
    ['server/src/domain/assess/x.ts', 'const s = sealScope({})', /only tenancy/],
    ['server/src/domain/assess/x.ts', `systemScope('why')`, /needs a sentence/],
    ['server/src/domain/assess/x.ts', `systemScope()`, /needs a sentence/],
    ['server/src/platform/x.ts', 'console.log(1)', /log instead/],
    ['server/src/domain/assess/x.ts', 'const now = Date.now();', /clock/],
    ['server/src/domain/assess/x.ts', 'const now = new Date();', /clock/],
    ['server/src/domain/assess/x.test.ts', `test.${'only'}('a')`, /left out/],
    ['server/src/core/x.ts', '// TODO later', /finish it/],
    ['server/src/core/x.ts', 'export enum A {}', /union/],
    ['server/src/core/x.ts', 'export default 1;', /named exports/],
    ['server/src/core/utils.ts', '', /by what it holds/],
    ['server/src/core/helpers/x.ts', '', /by what it holds/],
    ['server/src/core/camelCase.ts', '', /kebab-case/],
    ['server/src/core/x.ts', 'a\n'.repeat(401), /401 lines/],
  ])('%s: %j is told', (path, text, message) => {
    expect(found(path, text)).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ['server/src/domain/govern/tenancy/authorize.ts', 'return sealScope({})'],
    ['server/src/domain/assess/x.ts', `systemScope('the scheduler looks at all organisations')`],
    ['server/src/domain/assess/x.ts', 'new Date(row.at)'],
    ['server/src/domain/assess/x.test.ts', 'const now = new Date(); sealScope({})'],
    ['web/src/features/a.tsx', 'const todo = 1;'],
    ['server/src/core/x.ts', 'a\n'.repeat(400)],
    ['web/src/types.generated.ts', 'a\n'.repeat(4000)],
  ])('%s: %j is fine', (path, text) => {
    expect(found(path, text)).toEqual([]);
  });
});
