import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../test/fake-terminal.ts';

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-diff-'));
  writeFileSync(file('before.json'), '{"PublicAccessBlockConfiguration":{"BlockPublicAcls":true}}');
  writeFileSync(file('after.yaml'), 'PublicAccessBlockConfiguration:\n  BlockPublicAcls: false\n');
  writeFileSync(file('broken.json'), '{"a":');
  writeFileSync(file('list.json'), '[]');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A server that cannot be, to show that none is asked.
const offline = () => ({ environment: { HOME: folder, INFRAUDIT_SERVER_URL: 'nonsense' } });
const diff = (...parameters: string[]) => runCli(['diff', ...parameters], offline());

describe('infraudit diff', () => {
  it('compares JSON with YAML and prints only JSON on standard output', async () => {
    const ran = await diff(file('before.json'), file('after.yaml'), '--type', 's3_bucket', '-o', 'json');
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toEqual({
      changes: [
        {
          path: 'PublicAccessBlockConfiguration.BlockPublicAcls',
          change: 'modified',
          before: true,
          after: false,
        },
      ],
      drifts: [
        {
          attribute: 'PublicAccessBlockConfiguration',
          type: 'security',
          severity: 'critical',
          summary: 'BlockPublicAcls changed from true to false',
        },
      ],
      folded: [],
    });
  });

  it('shows a person the severity in words and both sides', async () => {
    const ran = await diff(file('before.json'), file('after.yaml'), '--type', 's3_bucket');
    expect(ran.stdout).toBe(
      '[!] CRITICAL  BlockPublicAcls changed from true to false (security)\n\nChanges\n' +
        '~ PublicAccessBlockConfiguration.BlockPublicAcls\n    - true\n    + false\n',
    );
    expect(ran.stderr).toBe('\n1 drift in 1 change, 0 folded by named rules\n');
  });

  it.each([
    ['critical', 2],
    ['low', 2],
  ])('exits with 2 on --fail-on %s', async (severity, code) => {
    const ran = await diff(
      file('before.json'),
      file('after.yaml'),
      '--type',
      's3_bucket',
      '--fail-on',
      severity,
    );
    expect(ran.code).toBe(code);
  });

  it('exits with 0 when nothing is as bad as --fail-on', async () => {
    const ran = await diff(
      file('before.json'),
      file('before.json'),
      '--type',
      's3_bucket',
      '--fail-on',
      'low',
    );
    expect(ran).toMatchObject({ code: 0, stdout: 'No difference.\n' });
  });

  it('takes one side from standard input', async () => {
    const ran = await runCli(['diff', '-', file('before.json'), '--type', 's3_bucket', '-q'], {
      ...offline(),
      stdin: '{}',
    });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('+ PublicAccessBlockConfiguration');
  });

  it.each([
    ['a missing file', ['/no/such/file', '-'], /cannot be read\nWhy: There is no such file/],
    ['a missing type', ['a', 'b'], /--type is missing/],
    ['one file', ['a'], /Two files are needed/],
    ['twice standard input', ['-', '-', '--type', 'x'], /Only one of the two/],
  ])('says what is wrong with %s', async (_, parameters, message) => {
    const withType =
      parameters.length === 2 && parameters[0] === '/no/such/file'
        ? [...parameters, '--type', 'x']
        : parameters;
    const ran = await diff(...withType);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });

  it.each([
    ['broken.json', /is neither JSON nor YAML/],
    ['list.json', /before: must be an object/],
  ])('refuses %s with the reason', async (name, message) => {
    const ran = await diff(file(name), file('before.json'), '--type', 's3_bucket');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });

  it('answers lines from standard input and exits with 0 though one is wrong', async () => {
    const stdin = '{"id":1,"type":"s3_bucket","before":{},"after":{}}\nnonsense\n';
    const ran = await runCli(['diff', '--jsonl'], { ...offline(), stdin });
    expect(ran.code).toBe(0);
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: unknown }).id),
    ).toEqual([1, null]);
    expect(ran.stderr).toBe('2 lines answered, 1 of them could not be compared: see their error\n');
  });
});
