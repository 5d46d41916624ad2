import { evaluate as celEvaluate } from '@marcbachmann/cel-js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../core/json.ts';
import { judgedAccount, judgeOf } from '../../../../plugin-kit/judge.ts';
import { awsProvider } from '../../../../plugins/providers/aws/provider.ts';
import { s3BucketType } from '../../../../plugins/providers/aws/resources/s3_bucket/schema.ts';
import { securityGroupType } from '../../../../plugins/providers/aws/resources/security_group/schema.ts';
import { compileExpression } from './compile-expression.ts';
import { controlOf } from './custom-control.ts';
import { definitionProblems, definitionSchema, expressionProblem, namesOf } from './definition.ts';
import { parseExpression } from './parse-expression.ts';

const types = new Map(awsProvider.resourceTypes.map((type) => [type.type, type]));
const account = judgedAccount({
  accountId: '1',
  regions: [],
  judgedAt: new Date(0),
  fleets: (type) => ({ type, resources: [], unlisted: [] }),
});

const file = (check: string, more: object = {}) => ({
  id: 'buckets-are-good',
  title: 'Bucket is as we want it',
  resource_types: ['s3_bucket'],
  check,
  severity: 'high',
  category: 'data-protection',
  risk: 'What is not as we want it surprises us one day.',
  ...more,
});
const definition = (check: string, more: object = {}) => definitionSchema.parse(file(check, more));

type Given = { tags?: Record<string, string>; region?: string; name?: string; unreadable?: string[] };
function verdict(check: string, configuration: JsonObject, given: Given = {}, type = s3BucketType as never) {
  return judgeOf(
    controlOf(definition(check), 1, type),
    account,
  )({
    externalId: 'x',
    name: given.name ?? 'logs',
    region: given.region ?? 'eu-west-1',
    tags: given.tags ?? {},
    configuration,
    unreadable: (given.unreadable ?? []).map((path) => ({
      path,
      reason: 'denied',
      permission: 's3:GetSomething',
    })),
  });
}
const status = (...parameters: Parameters<typeof verdict>) => verdict(...parameters).status;
const problem = (check: string, type = s3BucketType as never) => expressionProblem(check, type);

describe('a condition about a resource', () => {
  const block = 'configuration.PublicAccessBlockConfiguration.BlockPublicAcls == true';
  const blocks = (value: boolean) => ({ PublicAccessBlockConfiguration: { BlockPublicAcls: value } });

  it('passes when it holds and fails when it does not', () => {
    expect(verdict(block, blocks(true))).toEqual({
      status: 'pass',
      message: `The condition holds: ${block}.`,
    });
    expect(verdict(block, blocks(false)).status).toBe('fail');
  });

  it('may call the configuration by the name of the type', () => {
    expect(status('s3_bucket.PublicAccessBlockConfiguration.BlockPublicAcls', blocks(true))).toBe('pass');
  });

  it('names in a failure the parts that are broken', () => {
    const { message } = verdict(`${block} && region == "us-east-1" && name == "logs"`, blocks(false));
    expect(message).toBe(`The condition does not hold: ${block}; region == "us-east-1".`);
  });

  it('sees tags, region and name', () => {
    const check = 'tags.env == "prod" && tags["cost-center"] in ["12", "13"] && region.startsWith("eu-")';
    expect(status(check, {}, { tags: { env: 'prod', 'cost-center': '12' } })).toBe('pass');
    expect(status('"owner" in tags', {}, { tags: { env: 'prod' } })).toBe('fail');
    expect(status('re(name, "^(logs|data)$")', {})).toBe('pass');
  });

  it('asks the members of lists', () => {
    const open =
      '!configuration.SecurityGroupIngress.any(rule, rule.CidrIp == "0.0.0.0/0" && rule.FromPort <= 22 && rule.ToPort >= 22)';
    const group = (...rules: JsonObject[]) => ({ SecurityGroupIngress: rules });
    const ssh = { CidrIp: '0.0.0.0/0', FromPort: 22, ToPort: 22 };
    const web = { CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 };
    const type = securityGroupType as never;
    expect(status(open, group(web, ssh), {}, type)).toBe('fail');
    expect(status(open, group(web), {}, type)).toBe('pass');
    expect(status(open, group({ FromPort: 22, ToPort: 22 }), {}, type)).toBe('unknown');
    expect(status(open, group({ FromPort: 22, ToPort: 22 }, ssh), {}, type)).toBe('fail');
  });
});

describe('what is not there', () => {
  it('is not evaluated when it is compared', () => {
    for (const check of [
      'configuration.VersioningConfiguration.Status == "Enabled"',
      'configuration.VersioningConfiguration.Status != "Suspended"',
      '!(configuration.VersioningConfiguration.Status == "Enabled")',
      'configuration.VersioningConfiguration.Status in ["Enabled"]',
      'configuration.Tags.all(tag, tag.Key != "x")',
      'configuration.ObjectLockEnabled',
      '!configuration.ObjectLockEnabled',
      'size(configuration.Tags) == 0',
      'configuration.VersioningConfiguration.Status.startsWith("E")',
    ]) {
      expect({ check, status: status(check, {}) }).toEqual({ check, status: 'unknown' });
      expect(status(check, { VersioningConfiguration: null, Tags: null, ObjectLockEnabled: null })).toBe(
        'unknown',
      );
    }
    expect(verdict('configuration.ObjectLockEnabled', {}).message).toBe(
      'Not evaluated: configuration.ObjectLockEnabled is not set, and the condition does not say what that means; has() asks.',
    );
  });

  it('decides when the condition asks for it', () => {
    expect(status('has(configuration.BucketEncryption)', {})).toBe('fail');
    expect(status('has(configuration.VersioningConfiguration.Status)', {})).toBe('fail');
    expect(status('configuration.BucketEncryption != null', {})).toBe('fail');
    expect(status('configuration.BucketPolicy == null', {})).toBe('pass');
    expect(status('!has(configuration.Tags) || configuration.Tags.all(tag, tag.Key != "x")', {})).toBe(
      'pass',
    );
    expect(status('has(configuration.ObjectLockEnabled) && configuration.ObjectLockEnabled', {})).toBe(
      'fail',
    );
    expect(
      status('(has(configuration.ObjectLockEnabled) ? configuration.ObjectLockEnabled : true)', {}),
    ).toBe('pass');
  });

  it('does not stand in the way of what decides alone', () => {
    expect(status('configuration.ObjectLockEnabled || name == "logs"', {})).toBe('pass');
    expect(status('configuration.ObjectLockEnabled && name == "other"', {})).toBe('fail');
    expect(status('configuration.ObjectLockEnabled || name == "other"', {})).toBe('unknown');
  });
});

describe('what could not be read', () => {
  const unreadable = ['BucketEncryption', 'VersioningConfiguration.Status'];

  it('is unknown with the permission to grant, also for has() and null', () => {
    for (const check of [
      'has(configuration.BucketEncryption)',
      'configuration.BucketEncryption != null',
      'configuration.VersioningConfiguration.Status == "Enabled"',
      'has(configuration.VersioningConfiguration.Status)',
      '"BucketEncryption" in configuration',
    ]) {
      const given = verdict(check, {}, { unreadable });
      expect({ check, status: given.status }).toEqual({ check, status: 'unknown' });
      expect(given.message).toContain('s3:GetSomething');
    }
  });

  it('does not hide what decides alone', () => {
    expect(status('has(configuration.BucketEncryption) && name == "x"', {}, { unreadable })).toBe('fail');
    expect(status('has(configuration.BucketEncryption) || name == "logs"', {}, { unreadable })).toBe('pass');
  });
});

describe('an expression that cannot be saved', () => {
  it.each([
    [
      'configuration.BucketEncrypton == null',
      'There is no setting BucketEncrypton here. Did you mean BucketEncryption',
    ],
    ['configuration.VersioningConfiguration.Stat == "x"', 'Did you mean Status?'],
    ['rds_instance.Port == "1"', 'There is no name rds_instance'],
    ['configuration.VersioningConfiguration.Status == true', 'Text and true or false are never equal'],
    ['configuration.LifecycleConfiguration.Rules == 3', 'never equal'],
    ['configuration.ReplicationConfiguration.Rules.exists(rule, rule.Priority == "1")', 'int(text)'],
    ['configuration.BucketName', 'must be true for a good resource'],
    ['configuration.BucketName.matches("^(a+)+$")', 're(text, "pattern")'],
    ['re(name, configuration.BucketName)', 'written out in quotes'],
    ['re(name, "(a{100}){100}")', 'no RE2 pattern'],
    ['re(name, "((a{9}){9}){9}((a{9}){9}){9}((a{9}){9}){9}")', 'repeats too much'],
    ['configuration.Tags.exists(tag, tag.Key)', 'condition of exists()'],
    ['configuration.Tags.Key == "x"', 'Ask its members'],
    ['configuration.BucketName ==', 'Unexpected token'],
    ['has(configuration)', 'has() asks for one setting'],
    ['sum(configuration.Tags) > 1', 'There is no function sum'],
    ['name.startWith("x")', 'Did you mean startsWith'],
    ['1 / 0 == 1', 'Division is not offered'],
    ['configuration.Tags.exists(name, name.Key == "x")', 'another name'],
    ['constructor == 1', 'There is no name constructor'],
    ['configuration.constructor == null', 'There is no setting constructor'],
    ['cel.bind(x, 1, x == 1)', 'cel.bind()'],
    [`${'('.repeat(50)}true${')'.repeat(50)}`, 'levels of nesting'],
    [`name in [${Array.from({ length: 300 }, () => '"a"').join(',')}]`, 'members of a list'],
    [Array.from({ length: 400 }, () => 'true').join('&&'), 'parts'],
    ['  ', 'empty'],
  ])('%s is refused', (check, says) => {
    expect(problem(check)?.message).toContain(says);
  });

  it('shows the line with a caret below the place', () => {
    expect(problem('has(configuration.Tags) &&\n  configuration.Versioning == null')).toMatchObject({
      line: 2,
      column: 17,
      excerpt: '  configuration.Versioning == null\n                ^^^^^^^^^^',
    });
  });
});

describe('an expression at run time', () => {
  const run = (text: string, configuration: unknown, steps = 100_000) =>
    compileExpression(text, parseExpression(text))(
      { configuration, tags: {}, region: 'r', name: 'n' },
      steps,
    );

  it('answers as the CEL library does where everything is there', () => {
    const configuration = {
      a: 'abc',
      n: 3.5,
      yes: true,
      list: ['x', 'y', 'x'],
      nested: { 'k-1': 'v' },
      rules: [{ p: 1 }, { p: 2 }],
    };
    for (const text of [
      'configuration.a == "abc" && configuration.n > 3.0',
      '!(configuration.a.startsWith("b")) || false',
      '"x" in configuration.list && !("z" in configuration.list)',
      'configuration.list.exists_one(m, m == "y")',
      'configuration.list.filter(m, m == "x").size() == 2',
      'configuration.list.map(m, m + "!") == ["x!", "y!", "x!"]',
      'configuration.rules.all(r, r.p > 0.5)',
      'configuration.nested["k-1"] == "v"',
      'has(configuration.nested) && !has(configuration.other)',
      'configuration.yes ? "a" < "b" : "b" < "a"',
      '"k-1" in configuration.nested',
      'configuration.a.contains("bc") && configuration.a.endsWith("c")',
      'size(configuration.list) == 3',
      '[1.0, 2.0] == [1.0, 2.0]',
    ])
      expect({ text, answer: run(text, configuration) }).toEqual({
        text,
        answer: celEvaluate(text, { configuration }),
      });
  });

  it('ends after its steps, whatever it asks', () => {
    const list = Array.from({ length: 2000 }, (_, index) => `m${index}`);
    const nested =
      'configuration.list.all(a, configuration.list.all(b, configuration.list.all(c, a + b + c != "")))';
    expect(() => run(nested, { list })).toThrow('too many steps');
    expect(() => run(`${nested} || true`, { list })).toThrow('too many steps');
    const doubled = Array.from({ length: 30 }, () => 'map(x, x + x)').join('.');
    expect(() => run(`["a"].${doubled} == []`, {})).toThrow('too many steps');
  });

  it('sees own settings only', () => {
    expect(run('configuration.toString == null', {})).toBe(true);
    expect(run('has(configuration.__proto__)', {})).toBe(false);
  });

  it('ends with a pattern that another engine would try for hours', () => {
    expect(run('re(configuration.a, "^(a+)+$")', { a: `${'a'.repeat(500)}!` })).toBe(false);
  });
});

describe('a definition', () => {
  it('gets its prefix, and conforms when its tests are answered', () => {
    const good = definition('has(configuration.BucketEncryption)', {
      tests: [
        { configuration: {}, expect: 'fail' },
        { configuration: { BucketEncryption: {} }, expect: 'pass' },
        { configuration: {}, unreadable: ['BucketEncryption'], expect: 'unknown' },
      ],
    });
    expect(good.id).toBe('custom-buckets-are-good');
    expect(definitionProblems(good, types)).toEqual([]);
  });

  it('is refused when a test is answered otherwise, with the sentence of the control', () => {
    const wrong = definition('has(configuration.BucketEncryption)', {
      tests: [{ configuration: {}, expect: 'pass' }],
    });
    expect(definitionProblems(wrong, types)).toEqual([
      {
        path: 'tests.0.expect',
        message:
          'says pass and the control answers fail: The condition does not hold: has(configuration.BucketEncryption).',
      },
    ]);
  });

  it('says which type does not exist and where the expression is wrong', () => {
    expect(definitionProblems(definition('true', { resource_types: ['s3_buckett'] }), types)).toEqual([
      { path: 'resource_types.0', message: expect.stringContaining('did you mean s3_bucket?') },
    ]);
    const several = definition('configuration.BucketName != ""', { resource_types: ['s3', 'ec2_instance'] });
    expect(definitionProblems(several, types)).toEqual([
      { path: 'check', message: expect.stringContaining('line 1, column 15 (for ec2_instance)') },
    ]);
  });

  it('may be about a test that is no configuration of the type', () => {
    const wrong = definition('true', { tests: [{ configuration: { BucketName: 3 }, expect: 'pass' }] });
    expect(definitionProblems(wrong, types)).toMatchObject([{ path: 'tests.0.configuration.BucketName' }]);
  });

  it('can name the settings of every resource type', () => {
    for (const type of types.values()) {
      const configuration = namesOf(type).get('configuration');
      if (configuration?.kind !== 'object') throw new Error(`${type.type} has no settings`);
      for (const name of configuration.fields.keys())
        expect(expressionProblem(`has(configuration.${name})`, type)).toBeUndefined();
    }
  });
});
