import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { awsProvider } from '../../../../plugins/providers/aws/provider.ts';
import { definitionProblems, definitionSchema } from './definition.ts';

const folder = fileURLToPath(new URL('../../../../../../examples/custom-controls/', import.meta.url));
const guide = fileURLToPath(new URL('../../../../../../docs/guides/custom-controls.md', import.meta.url));
const types = new Map(awsProvider.resourceTypes.map((type) => [type.type, type]));
const problemsOf = (yaml: string) => definitionProblems(definitionSchema.parse(parse(yaml)), types);

describe('the examples of custom controls', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

  it('are several', () => {
    expect(files.length).toBeGreaterThan(3);
  });

  it.each(files)('%s can be saved and answers as its tests say', (name) => {
    const yaml = readFileSync(`${folder}${name}`, 'utf8');
    expect(problemsOf(yaml)).toEqual([]);
    expect(definitionSchema.parse(parse(yaml)).tests.length).toBeGreaterThan(1);
  });

  it('in the guide can be saved too', () => {
    const blocks = [...readFileSync(guide, 'utf8').matchAll(/```yaml\n(.+?)```/gs)].map(
      ([, yaml]) => yaml ?? '',
    );
    expect(blocks.length).toBeGreaterThan(0);
    for (const yaml of blocks) expect(problemsOf(yaml)).toEqual([]);
  });

  it('in the table of the guide are expressions that can be saved', () => {
    const [, table = ''] = readFileSync(guide, 'utf8').split('## Expressions to begin with');
    const rows = [...table.matchAll(/^\| `([a-z0-9_]+)` \| `(.+?)` \|/gm)];
    expect(rows.length).toBeGreaterThan(5);
    for (const [, type, written = ''] of rows) {
      const check = written.replaceAll('\\|', '|');
      const yaml = { id: 'row', title: 'A row of the table', resource_types: [type], check, severity: 'low' };
      const definition = { ...yaml, category: 'governance', risk: 'None, it is an example.' };
      expect({ check, problems: definitionProblems(definitionSchema.parse(definition), types) }).toEqual({
        check,
        problems: [],
      });
    }
  });
});
