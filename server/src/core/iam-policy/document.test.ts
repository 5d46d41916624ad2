import { describe, expect, test } from 'vitest';
import { mergePolicies, parsePolicy } from './document.ts';

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

function statementsOf(document: unknown) {
  const policy = parsePolicy(document);
  if (!policy.readable) throw new Error(policy.why);
  return policy.statements;
}

describe('a policy document', () => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [read] });

  test.each([
    ['an object', JSON.parse(text)],
    ['JSON text', text],
    ['URL-encoded text', encodeURIComponent(text)],
    ['text with escaped quotes', text.replaceAll('"', '\\"')],
    ['an object with a single statement', { Statement: read }],
    ['lists of one', { Statement: [{ ...read, Action: ['S3:GetObject'], Resource: ['*'] }] }],
  ])('is read from %s', (_, document) => {
    expect(statementsOf(document)).toEqual([
      {
        label: 'statement 1',
        effect: 'Allow',
        actions: ['s3:getobject'],
        isNotAction: false,
        resources: ['*'],
        isNotResource: false,
        principals: [],
        isNotPrincipal: false,
        conditions: [],
      },
    ]);
  });

  test.each([[undefined], [null], ['']])('that is not there (%s) has no statements', (document) => {
    expect(statementsOf(document)).toEqual([]);
  });

  test.each([
    ['no JSON', '{"Statement":', 'no JSON'],
    ['a broken encoding', '%7B%ZZ', 'URL-encoded'],
    ['a number', 7, 'no object'],
    ['a list', [read], 'no object'],
    ['no statement', { Version: '2012-10-17' }, 'statement 1 is no object'],
    ['a foreign element', { Statement: [{ ...read, Actions: 's3:*' }] }, 'Actions'],
    ['a foreign element at the top', { Statements: [read] }, 'Statements'],
    ['another effect', { Statement: [{ ...read, Effect: 'allow' }] }, 'neither allows nor denies'],
    ['no action', { Statement: [{ Effect: 'Allow', Resource: '*' }] }, 'names no action'],
    ['Action beside NotAction', { Statement: [{ ...read, NotAction: 'x' }] }, 'beside'],
    ['an action that is a number', { Statement: [{ ...read, Action: 1 }] }, 'no text'],
    ['a malformed principal', { Statement: [{ ...read, Principal: 'ec2' }] }, 'Principal is malformed'],
    ['an unknown kind of principal', { Statement: [{ ...read, Principal: { Aws: '*' } }] }, 'malformed'],
    ['a condition that is text', { Statement: [{ ...read, Condition: 'x' }] }, 'Condition is no object'],
    [
      'a condition without keys',
      { Statement: [{ ...read, Condition: { Bool: true } }] },
      'the condition Bool is no object',
    ],
    [
      'a condition on an object',
      { Statement: [{ ...read, Condition: { Bool: { a: {} } } }] },
      'neither text nor number',
    ],
  ])('with %s is unreadable, and says why', (_, document, why) => {
    const policy = parsePolicy(document);
    expect(policy.readable).toBe(false);
    if (!policy.readable) expect(policy.why).toContain(why);
  });

  test('names its statements by Sid, or counted', () => {
    const statements = statementsOf({ Statement: [{ ...read, Sid: 'Read' }, read, { ...read, Sid: '' }] });
    expect(statements.map(({ label }) => label)).toEqual(['statement "Read"', 'statement 2', 'statement 3']);
  });

  test('takes conditions apart', () => {
    const [statement] = statementsOf({
      Statement: {
        ...read,
        Condition: {
          'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': ['a', 'b'] },
          Bool: { 'aws:SecureTransport': false },
          'ForAnyValue:StringEquals': { 'AWS:PrincipalOrgPaths': 'o-1/' },
        },
      },
    });
    expect(statement?.conditions).toEqual([
      {
        operator: 'stringlike',
        ifExists: true,
        forAllValues: true,
        isForAnyValue: false,
        key: 'aws:tagkeys',
        values: ['a', 'b'],
      },
      {
        operator: 'bool',
        ifExists: false,
        forAllValues: false,
        isForAnyValue: false,
        key: 'aws:securetransport',
        values: ['false'],
      },
      {
        operator: 'stringequals',
        ifExists: false,
        forAllValues: false,
        isForAnyValue: true,
        key: 'aws:principalorgpaths',
        values: ['o-1/'],
      },
    ]);
  });

  test('tells the kinds of principals apart', () => {
    const [statement] = statementsOf({
      Statement: {
        ...read,
        Principal: {
          AWS: [
            '*',
            '111122223333',
            'arn:aws:iam::111122223333:root',
            'arn:aws:iam::111122223333:role/a',
            'arn:aws:iam::*:role/a',
            'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
            'AROAIIIIIIIIIIIIIIIII',
          ],
          Service: 'ec2.amazonaws.com',
          Federated: ['accounts.google.com', '*'],
          CanonicalUser: 'abc',
        },
      },
    });
    expect(statement?.principals.map(({ kind }) => kind)).toEqual([
      'anyone',
      'account',
      'account',
      'account',
      'anyone',
      'origin-access-identity',
      'deleted',
      'service',
      'federated',
      'anyone',
      'canonical',
    ]);
  });

  test('is one of several that count together', () => {
    const one = parsePolicy({ Statement: [{ ...read, Sid: 'Read' }] });
    const merged = mergePolicies([
      { name: 'first', policy: one },
      { name: 'second', policy: one },
    ]);
    expect(merged.readable && merged.statements.map(({ label }) => label)).toEqual([
      'statement "Read" of first',
      'statement "Read" of second',
    ]);
    expect(mergePolicies([{ name: 'first', policy: parsePolicy('{') }])).toEqual({
      readable: false,
      why: 'first: the document is no JSON',
    });
  });
});
