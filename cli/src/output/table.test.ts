import { describe, expect, it } from 'vitest';
import { paintFor } from './paint.ts';
import { type Column, renderFields, renderTable } from './table.ts';

type Row = { id: number; name: string; note: string };
const columns: Column<Row>[] = [
  { title: 'ID', value: ({ id }) => String(id), align: 'right' },
  { title: 'NAME', value: ({ name }) => name, shrink: 'middle' },
  { title: 'NOTE', value: ({ note }) => note, shrink: 'end', whenSet: true },
];
const plain = { paint: paintFor(false), width: null };

describe('a table', () => {
  it('aligns columns, numbers to the right, without trailing blanks', () => {
    const rows = [
      { id: 1, name: 'a', note: '' },
      { id: 12, name: 'longer', note: 'x' },
    ];
    expect(renderTable(columns, rows, plain)).toBe('ID  NAME    NOTE\n 1  a\n12  longer  x\n');
  });

  it('leaves a column out when no row has a value for it', () => {
    expect(renderTable(columns, [{ id: 1, name: 'a', note: '' }], plain)).toBe('ID  NAME\n 1  a\n');
  });

  it('is empty without rows', () => {
    expect(renderTable(columns, [], plain)).toBe('');
  });

  it.each([
    ['fits a wide terminal untouched', 80, 'arn:aws:s3:::data-lake-bucket'],
    ['cuts in the middle, where ids say least', 30, 'arn:aws:s3:::…-lake-bucket'],
  ])('%s', (_, width, name) => {
    const rows = [{ id: 7, name: 'arn:aws:s3:::data-lake-bucket', note: '' }];
    const text = renderTable(columns, rows, { paint: paintFor(false), width });
    expect(text.split('\n')[1]).toBe(` 7  ${name}`);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('keeps columns that may not shrink even when the terminal is too narrow', () => {
    const text = renderTable(columns, [{ id: 123456, name: 'abcdefghijkl', note: '' }], {
      paint: paintFor(false),
      width: 5,
    });
    expect(text.split('\n')[1]).toBe('123456  abcd…jkl');
  });

  it('counts wide characters as two columns', () => {
    const rows = [
      { id: 1, name: '数据', note: 'x' },
      { id: 2, name: 'ab', note: 'y' },
    ];
    expect(renderTable(columns, rows, plain)).toBe('ID  NAME  NOTE\n 1  数据  x\n 2  ab    y\n');
  });

  it('never lets a name of the cloud speak to the terminal', () => {
    const rows = [{ id: 1, name: '\u001b[31mred\u001b[0m\u0007\r\nnext\u202etxt', note: '' }];
    expect(renderTable(columns, rows, plain)).toBe('ID  NAME\n 1  [31mred[0m nexttxt\n');
  });

  it('colours only after measuring, so that colours do not move columns', () => {
    const painted: Column<Row>[] = [
      { title: 'NAME', value: ({ name }) => name, paint: (cell, _, paint) => paint.bad(cell) },
      { title: 'ID', value: ({ id }) => String(id) },
    ];
    const text = renderTable(painted, [{ id: 1, name: 'ab', note: '' }], {
      paint: paintFor(true),
      width: 80,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe('NAME  ID\nab    1\n');
    expect(text).toContain('\u001b[31mab\u001b[39m');
  });

  it('measures a hundred thousand rows', () => {
    const rows = Array.from({ length: 100_000 }, (_, id) => ({ id, name: `n${id}`, note: '' }));
    expect(renderTable(columns, rows, plain).split('\n')).toHaveLength(100_002);
  });
});

describe('fields', () => {
  it('leave out what has no value', () => {
    const fields = [
      ['Name', 'a'],
      ['Error', null],
      ['Long name', 'b'],
    ] as const;
    expect(renderFields(fields, paintFor(false))).toBe('Name       a\nLong name  b\n');
  });
});
