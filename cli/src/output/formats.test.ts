import { describe, expect, it } from 'vitest';
import { machineText } from './formats.ts';

const rows = [
  { id: 1, name: 'a', tags: { env: 'prod' }, gone: null },
  { id: 2, name: '=cmd()', tags: {}, extra: 'not a column' },
];
const keys = ['id', 'name', 'tags', 'gone'];

describe('output for programs', () => {
  it('is a bare array as JSON', async () => {
    expect(JSON.parse(await machineText('json', rows, keys))).toEqual(rows);
    expect(await machineText('json', [], keys)).toBe('[]\n');
  });

  it('is a list as YAML', async () => {
    expect(await machineText('yaml', [{ id: 1, at: null }], keys)).toBe('- id: 1\n  at: null\n');
    expect(await machineText('yaml', [], keys)).toBe('[]\n');
  });

  it('has the same columns as CSV whatever the rows hold, with formulas escaped', async () => {
    expect(await machineText('csv', rows, keys)).toBe(
      `id,name,tags,gone\n1,a,"{""env"":""prod""}",\n2,'=cmd(),{},\n`,
    );
    expect(await machineText('csv', [], keys)).toBe('id,name,tags,gone\n');
  });

  it('is one row as CSV for one thing', async () => {
    expect(await machineText('csv', { id: 3, flag: true }, ['id', 'flag'])).toBe('id,flag\n3,true\n');
  });

  it.each(['+1', '-1', '@x', '=x', '\tx'])('escapes %j', async (text) => {
    expect(await machineText('csv', [{ id: text }], ['id'])).toMatch(/^id\n"?'/);
  });
});
