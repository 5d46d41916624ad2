import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  controlProblems,
  exampleProblems,
} from '../server/src/plugin-kit/conformance/control-conformance.ts';
import { remediationProblems } from '../server/src/plugin-kit/conformance/remediation-conformance.ts';
import type { AnyControl, ControlExamples } from '../server/src/plugin-kit/define-control.ts';
import type { AnyRemediation } from '../server/src/plugin-kit/define-remediation.ts';
import { newPluginOf, unfinished, writePlugin } from './new.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const asked = newPluginOf(['control', 'aws', 's3', 'bucket-has-tags', 's3_bucket']);

/** What an author writes instead of each mark, in the order of the files. */
const filled: readonly [string, string][] = [
  ['the good state, without a full stop', 'S3 bucket has tags'],
  [
    'what can happen, in two or three sentences',
    'Nobody knows whose a bucket without tags is, so nobody deletes it.',
  ],
  ['the way through the console', 'S3 → the bucket → Properties → Tags.'],
  ['the command', 'aws s3api put-bucket-tagging --bucket NAME --tagging file://tags.json'],
  ['the lines to add or change', 'tags = { owner = "data" }'],
  ['the lines to add or change', 'Tags: [{ Key: owner, Value: data }]'],
  ['https://docs…', 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html'],
  ['what is good.', 'The bucket has tags.'],
  ['what is wrong.', 'The bucket has no tags.'],
  ['what is special about it', 'with tags'],
  ['what is special about it', 'without tags'],
  ['whose settings could not be read', 'whose tags were denied'],
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-new-'));
  mkdirSync(join(folder, 'server/src/plugins'), { recursive: true });
  for (const part of [
    'server/src/core',
    'server/src/plugin-kit',
    'server/src/plugins/providers',
    'node_modules',
  ])
    symlinkSync(join(root, part), join(folder, part), 'dir');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a new control', () => {
  it('is two files that conform once every place is filled', async () => {
    if ('problem' in asked) throw new Error(asked.problem);
    const paths = writePlugin(folder, asked);
    if ('problem' in paths) throw new Error(paths.problem);
    expect(paths.map((path) => path.slice(folder.length + 1))).toEqual([
      'server/src/plugins/controls/aws/s3/bucket-has-tags/control.ts',
      'server/src/plugins/controls/aws/s3/bucket-has-tags/examples.ts',
    ]);
    const left = [...filled];
    for (const path of paths) {
      let text = readFileSync(path, 'utf8');
      while (text.includes(unfinished)) {
        const [place, words] = left.shift() ?? ['', ''];
        const from = `${unfinished}: ${place}`;
        expect(text).toContain(from);
        text = text.replace(from, words);
      }
      writeFileSync(path, text);
    }
    expect(left).toEqual([]);
    const [control, examples] = (await Promise.all(paths.map((path) => import(/* @vite-ignore */ path)))) as [
      { control: AnyControl },
      { examples: ControlExamples },
    ];
    expect(control.control.id).toBe('aws-s3-bucket-has-tags');
    expect(controlProblems(control.control)).toEqual([]);
    expect(exampleProblems(control.control, examples.examples)).toEqual([]);
  });

  it('is never written over what is there, nor about a type that does not exist', () => {
    if ('problem' in asked) throw new Error(asked.problem);
    expect(writePlugin(folder, asked)).toMatchObject({
      problem: expect.stringContaining('is there already'),
    });
    const unknown = { ...asked, what: 'other', resourceType: 's3_buckett' };
    expect(writePlugin(folder, unknown)).toMatchObject({
      problem: expect.stringContaining('no resource type'),
    });
    expect(existsSync(join(folder, 'server/src/plugins/controls/aws/s3/other'))).toBe(false);
  });

  it('has plain words for names', () => {
    expect(newPluginOf(['control', 'aws', 's3', '../../evil'])).toMatchObject({
      problem: expect.stringContaining('what must be words'),
    });
    expect(newPluginOf(['collector'])).toMatchObject({ problem: expect.stringContaining('Usage') });
    expect(newPluginOf(['control', 'aws', 's3', 'bucket-versioned'])).toMatchObject({
      resourceType: 's3_bucket',
    });
  });
});

describe('a new remediation', () => {
  it('is two files that load, and whose marks are what its conformance misses', async () => {
    const wanted = newPluginOf(['remediation', 'aws', 's3', 'tag-buckets', 's3_bucket']);
    if ('problem' in wanted) throw new Error(wanted.problem);
    const paths = writePlugin(folder, wanted);
    if ('problem' in paths) throw new Error(paths.problem);
    expect(paths.map((path) => path.slice(folder.length + 1))).toEqual([
      'server/src/plugins/remediations/aws/s3/tag-buckets/remediation.ts',
      'server/src/plugins/remediations/aws/s3/tag-buckets/remediation.test.ts',
    ]);
    const [path = ''] = paths;
    const { remediation } = (await import(/* @vite-ignore */ path)) as { remediation: AnyRemediation };
    expect(remediation.id).toBe('aws-s3-tag-buckets');
    const problems = remediationProblems(remediation, { controls: new Map() });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.filter((problem) => !problem.includes(unfinished))).toEqual([]);
  });
});
