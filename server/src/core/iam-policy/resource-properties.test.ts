import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from './document.ts';
import {
  deniesInsecureTransport,
  grantsOutside,
  grantsToAnyone,
  servicesWithoutSource,
} from './resource-questions.ts';
import { matchesPattern } from './wildcard.ts';

const bucket = 'arn:aws:s3:::site';
const objects = `${bucket}/*`;
const own = { accountId: '111122223333' };

const policy = (...statements: object[]) => parsePolicy({ Version: '2012-10-17', Statement: statements });
const isPublic = (one: ReturnType<typeof parsePolicy>) => grantsToAnyone(one).answer;

describe('for any policy', () => {
  const lists = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 });
  const statements = fc
    .record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      who: fc.constantFrom<unknown>(
        '*',
        { AWS: '*' },
        { AWS: '444455556666' },
        { Service: 'x.amazonaws.com' },
      ),
      isNotPrincipal: fc.boolean(),
      actions: lists('*', 's3:*', 's3:GetObject', 's3:Put*'),
      isNotAction: fc.boolean(),
      resources: lists('*', bucket, objects, `${bucket}/a/*`),
      isNotResource: fc.boolean(),
      Condition: fc.constantFrom<object>(
        {},
        { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
        { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
        { Bool: { 'aws:SecureTransport': 'false' } },
        { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
      ),
    })
    .map((one) => ({
      Effect: one.Effect,
      Condition: one.Condition,
      [one.isNotPrincipal ? 'NotPrincipal' : 'Principal']: one.who,
      [one.isNotAction ? 'NotAction' : 'Action']: one.actions,
      [one.isNotResource ? 'NotResource' : 'Resource']: one.resources,
    }));
  const policies = fc.array(statements, { maxLength: 5 });
  const questions = [
    (list: object[]) => grantsToAnyone(policy(...list)).answer,
    (list: object[]) => grantsOutside(policy(...list), own).answer,
    (list: object[]) => servicesWithoutSource(policy(...list)).answer,
    (list: object[]) =>
      deniesInsecureTransport(policy(...list), { action: 's3:*', resources: [bucket, objects] }).answer,
  ];

  test('the order of the statements never matters', () => {
    fc.assert(
      fc.property(policies, fc.infiniteStream(fc.nat()), (list, seeds) => {
        const order = list.map((statement) => ({ statement, rank: seeds.next().value as number }));
        const shuffled = order.sort((a, b) => a.rank - b.rank).map(({ statement }) => statement);
        for (const ask of questions) expect(ask(shuffled)).toBe(ask(list));
      }),
    );
  });

  test('a stranger whose request AWS would allow is never called shut out', () => {
    const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteBucket', 'sqs:SendMessage'];
    const resources = [bucket, `${bucket}/x`, `${bucket}/a/x`, 'arn:aws:sqs:us-east-1:1:queue'];
    const requests = actions.flatMap((action) =>
      resources.flatMap((resource) => [true, false].map((isTls) => ({ action, resource, isTls }))),
    );
    fc.assert(
      fc.property(policies, (list) => {
        const isAllowed = requests.some((request) => isAllowedToStranger(list, request));
        if (isAllowed) expect(isPublic(policy(...list))).toBe('yes');
      }),
      { numRuns: 1000 },
    );
  });

  test('one more Deny never opens it', () => {
    fc.assert(
      fc.property(policies, statements, (list, statement) => {
        const more = [...list, { ...statement, Effect: 'Deny' }];
        if (isPublic(policy(...list)) === 'no') expect(isPublic(policy(...more))).toBe('no');
        if (grantsOutside(policy(...list), own).answer === 'no')
          expect(grantsOutside(policy(...more), own).answer).toBe('no');
      }),
    );
  });

  test('one more Allow never closes it', () => {
    fc.assert(
      fc.property(policies, statements, (list, statement) => {
        const more = [...list, { ...statement, Effect: 'Allow' }];
        if (isPublic(policy(...list)) === 'yes') expect(isPublic(policy(...more))).toBe('yes');
      }),
    );
  });

  test('one more narrowing condition never opens it', () => {
    fc.assert(
      fc.property(policies, (list) => {
        const narrowed = list.map((statement) =>
          statement.Effect === 'Deny'
            ? statement
            : {
                ...statement,
                Condition: {
                  ...(statement.Condition as object),
                  ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' },
                },
              },
        );
        expect(isPublic(policy(...narrowed))).toBe('no');
      }),
    );
  });
});

type Request = { action: string; resource: string; isTls: boolean };

/**
 * AWS's own evaluation of one request of a stranger who belongs to no organisation: allowed by one statement and
 * denied by none. Knows only the elements that the policies above are made of.
 */
function isAllowedToStranger(list: readonly object[], request: Request): boolean {
  const applying = (list as Record<string, unknown>[]).filter((one) => applies(one, request));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny')
  );
}

function applies(statement: Record<string, unknown>, { action, resource, isTls }: Request): boolean {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const isAnyone = (who: unknown) => who === '*' || (who as { AWS?: string }).AWS === '*';
  const matches = (patterns: unknown, text: string) =>
    (patterns as string[]).some((pattern) => matchesPattern(pattern.toLowerCase(), text.toLowerCase()));
  if (Principal === undefined ? isAnyone(NotPrincipal) : !isAnyone(Principal)) return false;
  if (Action === undefined ? matches(NotAction, action) : !matches(Action, action)) return false;
  if (Resource === undefined ? matches(NotResource, resource) : !matches(Resource, resource)) return false;
  const operator = Object.keys(Condition as object)[0];
  // No organisation: equal to none is false, different from one is true. Every address is in 0.0.0.0/0.
  if (operator === 'StringEquals') return false;
  return operator !== 'Bool' || !isTls;
}
