import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from './document.ts';
import { escalations } from './escalation.ts';
import { escalationPaths } from './escalation-paths.ts';
import {
  allowsByNotAction,
  grantsAction,
  grantsFullAdmin,
  grantsWholeService,
  wholeServicesGranted,
} from './identity-questions.ts';

const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (...statements: object[]) => parsePolicy({ Version: '2012-10-17', Statement: statements });
const isAdmin = (...statements: object[]) => grantsFullAdmin(policy(...statements)).answer;

describe('full rights are given', () => {
  test.each([
    ['by two stars', [all]],
    ['by *:*', [{ ...all, Action: '*:*' }]],
    ['by a star among others', [{ ...all, Action: ['s3:GetObject', '*'], Resource: ['x', '*'] }]],
    ['on arn:aws:*', [{ ...all, Resource: 'arn:aws:*' }]],
    ['by everything but little', [{ Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: '*' }]],
    ['by everything but nothing', [{ Effect: 'Allow', NotAction: [], Resource: '*' }]],
    ['on all but little', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::x' }]],
    [
      'within the own account',
      [{ ...all, Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } }],
    ],
    [
      'where a Deny of IAM spares some of it',
      [all, { Effect: 'Deny', Action: 'iam:*', NotResource: 'arn:aws:iam::111122223333:role/x' }],
    ],
    ['with MFA', [{ ...all, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }]],
    ['from an address', [{ ...all, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }]],
    [
      'outside one region',
      [{ ...all, Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } } }],
    ],
    ['where a Deny takes little', [all, { Effect: 'Deny', Action: 'ec2:*', Resource: '*' }]],
    [
      'where a Deny has a condition',
      [
        all,
        {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
        },
      ],
    ],
  ])('%s', (_, statements) => {
    expect(isAdmin(...statements)).toBe('yes');
  });

  test.each([
    ['by one service', [{ ...all, Action: 's3:*' }]],
    ['on one resource', [{ ...all, Resource: 'arn:aws:s3:::x/*' }]],
    ['by everything but IAM', [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }]],
    ['in one region', [{ ...all, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }]],
    ['on all but everything', [{ Effect: 'Allow', Action: '*', NotResource: ['x', '*'] }]],
    ['to what has a tag', [{ ...all, Condition: { StringEquals: { 'aws:ResourceTag/team': 'x' } } }]],
    ['where IAM is denied', [all, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }]],
    ['by a Deny', [{ ...all, Effect: 'Deny' }]],
    ['by nothing', []],
  ])('not %s', (_, statements) => {
    expect(isAdmin(...statements)).toBe('no');
  });

  test('and the statement is named', () => {
    expect(grantsFullAdmin(policy({ ...all, Sid: 'Everything' }))).toEqual({
      answer: 'yes',
      statement: 'statement "Everything"',
      by: 'Action',
    });
  });
});

describe('a whole service is given', () => {
  const answer = (...statements: object[]) => grantsWholeService(policy(...statements), 'KMS').answer;
  test('by its star, by all, and by what NotAction leaves', () => {
    expect(answer({ ...all, Action: 'kms:*' })).toBe('yes');
    expect(answer(all)).toBe('yes');
    expect(answer({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })).toBe('yes');
  });
  test('not by parts of it, on one key, or where it is denied', () => {
    expect(answer({ ...all, Action: 'kms:Describe*' })).toBe('no');
    expect(answer({ ...all, Action: 'kms:*', Resource: 'arn:aws:kms:us-east-1:111122223333:key/1' })).toBe(
      'no',
    );
    expect(answer({ Effect: 'Allow', NotAction: 'kms:Decrypt', Resource: '*' })).toBe('no');
    expect(answer(all, { Effect: 'Deny', Action: 'kms:*', Resource: '*' })).toBe('no');
  });
  test('and all of them can be listed', () => {
    expect(
      wholeServicesGranted(policy({ ...all, Action: ['s3:*', 'ec2:Describe*'] }, { ...all, Sid: 'All' })),
    ).toEqual({
      answer: 'yes',
      findings: [
        { service: 's3', statement: 'statement 1' },
        { service: '*', statement: 'statement "All"' },
      ],
    });
  });
});

describe('an action is given', () => {
  const pass = { Effect: 'Allow', Action: 'iam:Pass*', Resource: '*' };
  const covers = 'arn:aws:iam::*:role/*';
  const answer = (where: { covers?: string }, ...statements: object[]) =>
    grantsAction(policy(...statements), 'iam:PassRole', where).answer;
  test('by name, wildcard or NotAction, in any case', () => {
    expect(answer({}, { ...pass, Action: 'IAM:passrole' })).toBe('yes');
    expect(answer({}, pass)).toBe('yes');
    expect(answer({}, { Effect: 'Allow', NotAction: 's3:*', Resource: '*' })).toBe('yes');
    expect(answer({}, { ...pass, Action: 'iam:PassRole?' })).toBe('no');
  });
  test('on all roles, or all of the account, or not', () => {
    expect(answer({ covers }, pass)).toBe('yes');
    expect(answer({ covers }, { ...pass, Resource: 'arn:aws:iam::111122223333:role/*' })).toBe('yes');
    expect(answer({ covers }, { ...pass, Resource: 'arn:aws:iam::111122223333:*' })).toBe('yes');
    expect(answer({ covers }, { ...pass, Resource: 'arn:aws:iam::111122223333:role/app-*' })).toBe('no');
    expect(answer({ covers }, { ...pass, Resource: 'arn:aws:iam::111122223333:role/app' })).toBe('no');
  });
  test('on all roles but one, and not on all but the roles', () => {
    const but = (NotResource: string) => ({ Effect: 'Allow', Action: 'iam:PassRole', NotResource });
    expect(answer({ covers }, but('arn:aws:iam::111122223333:role/admin'))).toBe('yes');
    expect(answer({ covers }, but('arn:aws:iam::111122223333:role/*'))).toBe('no');
    expect(answer({ covers }, but('*'))).toBe('no');
  });
  test('unless a Deny without condition takes it back', () => {
    const deny = { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' };
    expect(answer({}, pass, deny)).toBe('no');
    expect(answer({}, pass, { ...deny, Resource: 'arn:aws:iam::111122223333:role/admin' })).toBe('yes');
    expect(
      answer(
        {},
        { ...pass, Resource: 'arn:aws:iam::1:role/a' },
        { ...deny, Resource: 'arn:aws:iam::1:role/*' },
      ),
    ).toBe('no');
  });
  test('and a NotAction is told', () => {
    expect(allowsByNotAction(policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }))).toEqual({
      answer: 'yes',
      statement: 'statement 1',
      excluded: ['iam:*'],
    });
    expect(allowsByNotAction(policy({ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' })).answer).toBe(
      'no',
    );
  });
});

describe('a way to more rights', () => {
  const ids = (...statements: object[]) => {
    const answer = escalations(policy(...statements));
    return answer.answer === 'yes' ? answer.paths.map(({ id }) => id) : answer.answer;
  };
  test.each(escalationPaths)('$id is found', ({ id, needs }) => {
    const statement = { Effect: 'Allow', Action: needs.map(({ action }) => action), Resource: '*' };
    expect(ids(statement)).toContain(id);
  });
  test.each(escalationPaths.filter(({ needs }) => needs.length > 1))(
    '$id is none without its last part',
    (path) => {
      const actions = path.needs.slice(0, -1).map(({ action }) => action);
      expect(ids({ Effect: 'Allow', Action: actions, Resource: '*' })).not.toContain(path.id);
    },
  );
  test('has an id of its own', () => {
    expect(new Set(escalationPaths.map(({ id }) => id)).size).toBe(escalationPaths.length);
  });
  test('is spread over statements, and both are named', () => {
    const answer = escalations(
      policy(
        { Sid: 'Pass', Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
        { Sid: 'Run', Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
      ),
    );
    expect(answer).toMatchObject({
      paths: [
        {
          id: 'pass-role-ec2',
          actions: 'iam:PassRole and ec2:RunInstances',
          statement: 'statement "Pass" and statement "Run"',
        },
      ],
    });
  });
  const run = { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' };
  const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' };
  test('is open when the role may be passed to that service', () => {
    const to = (service: string) => ({
      ...pass,
      Condition: { StringEquals: { 'iam:PassedToService': service } },
    });
    expect(ids(to('ec2.amazonaws.com'), run)).toEqual(['pass-role-ec2']);
    expect(ids(to('ecs-tasks.amazonaws.com'), run)).toBe('no');
  });
  test('is none for one fixed role, but is one for oneself', () => {
    expect(ids({ ...pass, Resource: 'arn:aws:iam::1:role/app' }, run)).toBe('no');
    const put = { Effect: 'Allow', Action: 'iam:PutUserPolicy' };
    expect(ids({ ...put, Resource: `arn:aws:iam::*:user/${'$'}{aws:username}` })).toEqual([
      'put-user-policy',
    ]);
    expect(ids({ ...put, Resource: 'arn:aws:iam::*:user/bob' })).toBe('no');
  });
  test('is closed by a condition on what may be attached', () => {
    const Condition = { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } };
    const attach = { Effect: 'Allow', Action: 'iam:AttachUserPolicy', Resource: '*' };
    expect(ids({ ...attach, Condition })).toBe('no');
  });
  test('is never found in what cannot be read', () => {
    expect(escalations(parsePolicy('{')).answer).toBe('unreadable');
  });
});

describe('for any policy of an identity', () => {
  const statements = fc
    .record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      actions: fc.subarray(['*', 'iam:*', 'iam:PassRole', 'ec2:RunInstances', 'kms:*']),
      isNotAction: fc.boolean(),
      resources: fc.subarray(['*', 'arn:aws:iam::*:role/*', 'arn:aws:iam::1:role/a']),
      isNotResource: fc.boolean(),
      Condition: fc.constantFrom<object>(
        {},
        { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        { StringEquals: { 'aws:RequestedRegion': 'x' } },
      ),
    })
    .map(({ Effect, actions, isNotAction, resources, isNotResource, Condition }) => ({
      Effect,
      Condition,
      [isNotAction ? 'NotAction' : 'Action']: actions,
      [isNotResource ? 'NotResource' : 'Resource']: resources,
    }));
  const list = fc.array(statements, { maxLength: 4 });
  const yes = (statementsOf: object[]) => [
    grantsFullAdmin(policy(...statementsOf)).answer,
    grantsWholeService(policy(...statementsOf), 'kms').answer,
    wholeServicesGranted(policy(...statementsOf)).answer,
    grantsAction(policy(...statementsOf), 'iam:PassRole').answer,
    escalations(policy(...statementsOf)).answer,
  ];
  test('order never matters', () => {
    fc.assert(
      fc.property(list, (some) => {
        expect(yes([...some].reverse())).toEqual(yes(some));
      }),
    );
  });
  test('one more Deny never gives more', () => {
    fc.assert(
      fc.property(list, statements, (some, one) => {
        const before = yes(some);
        const after = yes([...some, { ...one, Effect: 'Deny' }]);
        after.forEach((answer, index) => {
          if (before[index] === 'no') expect(answer).toBe('no');
        });
      }),
    );
  });
});
