import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { collectorName, generate } from './collectors.ts';

describe('the registry of collectors', () => {
  it('is the one that the folders give', async () => {
    for (const file of await generate()) {
      const committed = await readFile(new URL(`../../${file.path}`, import.meta.url), 'utf8');
      expect(committed, `${file.path} is stale: run npm run gen`).toBe(file.content);
    }
  });

  it('takes the one collector of a file and refuses none or two', () => {
    expect(collectorName('export const vpcCollector = defineCollector<AwsSession>({', 'a.ts')).toBe(
      'vpcCollector',
    );
    expect(() => collectorName('export const x = 1;', 'a.ts')).toThrow(/exports 0/);
    const two = 'export const a = defineCollector({});\nexport const b = defineCollector({});';
    expect(() => collectorName(two, 'a.ts')).toThrow(/exports 2/);
  });
});
