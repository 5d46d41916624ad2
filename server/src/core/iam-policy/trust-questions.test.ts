import { describe, expect, test } from 'vitest';
import { parsePolicy } from './document.ts';
import { federationWithoutSubject, trustedAccounts, trustsAnyone } from './trust-questions.ts';

const own = '111122223333';
const trust = (Principal: unknown, Condition: object = {}, Action = 'sts:AssumeRole') =>
  parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action, Condition }] });

describe('a trust policy', () => {
  test('trusts anyone by a star, whatever the external id', () => {
    expect(trustsAnyone(trust('*')).answer).toBe('yes');
    expect(trustsAnyone(trust({ AWS: '*' }, { StringEquals: { 'sts:ExternalId': 'x' } })).answer).toBe('yes');
    expect(trustsAnyone(trust({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })).answer).toBe(
      'no',
    );
    expect(trustsAnyone(trust({ AWS: own })).answer).toBe('no');
    expect(trustsAnyone(parsePolicy('x')).answer).toBe('unreadable');
    const perimeter = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
    };
    const open = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
    expect(trustsAnyone(parsePolicy({ Statement: [open, perimeter] })).answer).toBe('no');
  });

  const isBound = (Condition: object) => {
    const answer = trustedAccounts(trust({ AWS: '444455556666' }, Condition), own);
    return answer.answer === 'yes' ? answer.findings[0]?.isBound : answer.answer;
  };
  test.each([
    [{ StringEquals: { 'sts:ExternalId': 'x' } }],
    [{ StringLike: { 'sts:ExternalId': 'x-*' } }],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }],
    [{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ])('binds another account by %j', (condition) => {
    expect(isBound(condition)).toBe(true);
  });
  test.each([
    [{}],
    [{ StringLike: { 'sts:ExternalId': '*' } }],
    [{ StringEqualsIfExists: { 'sts:ExternalId': 'x' } }],
    [{ StringNotEquals: { 'sts:ExternalId': 'x' } }],
    [{ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }],
    [{ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }],
  ])('does not bind another account by %j', (condition) => {
    expect(isBound(condition)).toBe(false);
  });
  test('of its own account trusts no other', () => {
    expect(trustedAccounts(trust({ AWS: `arn:aws:iam::${own}:root` }), own).answer).toBe('no');
    expect(trustedAccounts(trust({ Service: 'ec2.amazonaws.com' }), own).answer).toBe('no');
  });
});

describe('an identity provider may', () => {
  const github = 'token.actions.githubusercontent.com';
  const arn = (issuer: string) => `arn:aws:iam::${own}:oidc-provider/${issuer}`;
  const isOpen = (Federated: string, Condition: object) =>
    federationWithoutSubject(trust({ Federated }, Condition, 'sts:AssumeRoleWithWebIdentity')).answer;

  test.each([
    ['no condition', {}],
    ['the audience only', { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }],
    ['any subject', { StringLike: { [`${github}:sub`]: '*' } }],
    ['any repository', { StringLike: { [`${github}:sub`]: 'repo:*' } }],
    ['owners that begin so', { StringLike: { [`${github}:sub`]: 'repo:example*' } }],
    ['one owner or any', { StringLike: { [`${github}:sub`]: ['repo:example/x:*', 'repo:*'] } }],
    ['a subject if there is one', { StringEqualsIfExists: { [`${github}:sub`]: 'repo:example/x' } }],
  ])('use a role from anybody on GitHub with %s', (_, condition) => {
    expect(isOpen(arn(github), condition)).toBe('yes');
  });
  test.each([
    ['one branch', { StringEquals: { [`${github}:sub`]: 'repo:example/x:ref:refs/heads/main' } }],
    ['one owner', { StringLike: { [`${github}:sub`]: 'repo:example/*' } }],
    ['a workflow', { StringLike: { [`${github}:job_workflow_ref`]: 'example/x/.github/*' } }],
    ['the key in another case', { StringLike: { [`${github}:SUB`]: 'repo:example/x:*' } }],
  ])('not use it from others on GitHub with %s', (_, condition) => {
    expect(isOpen(arn(github), condition)).toBe('no');
  });

  test('be a cluster, a pool or a company, each by its own claim', () => {
    const cluster = 'oidc.eks.us-east-1.amazonaws.com/id/ABC';
    expect(isOpen(arn(cluster), {})).toBe('yes');
    expect(isOpen(arn(cluster), { StringEquals: { [`${cluster}:sub`]: 'system:serviceaccount:a:b' } })).toBe(
      'no',
    );
    const pool = 'cognito-identity.amazonaws.com';
    expect(isOpen(pool, {})).toBe('yes');
    expect(isOpen(pool, { StringEquals: { [`${pool}:aud`]: 'us-east-1:x' } })).toBe('no');
    expect(isOpen(pool, { StringLike: { [`${pool}:aud`]: '*' } })).toBe('yes');
    expect(isOpen(arn('gitlab.com'), { StringLike: { 'gitlab.com:sub': 'project_path:group/*' } })).toBe(
      'no',
    );
    expect(isOpen(`arn:aws:iam::${own}:saml-provider/sso`, {})).toBe('no');
  });

  test('be told apart: shared by everybody, or somebody’s own', () => {
    const found = (issuer: string) => {
      const answer = federationWithoutSubject(trust({ Federated: arn(issuer) }));
      return answer.answer === 'yes' ? answer.findings[0]?.isShared : undefined;
    };
    expect([found(github), found('login.example.com')]).toEqual([true, false]);
  });
});
