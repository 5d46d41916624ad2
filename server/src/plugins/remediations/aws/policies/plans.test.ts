import { expect, it } from 'vitest';
import type { Json } from '../../../../core/json.ts';
import { testPlans } from '../testing/plans.ts';
import { withoutPublicStatements } from './statements.ts';

const named = {
  Sid: 'Named',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: '*',
  Resource: '*',
};
const everybody = { ...named, Sid: 'Everybody', Principal: '*' };
const policy = (...Statement: Json[]) => ({ Version: '2012-10-17', Statement });
const closing = (attribute: string) => [
  {
    title: 'one public statement beside another',
    state: { [attribute]: policy(named, everybody) },
    plan: { after: { [attribute]: policy(named) } as Json },
    says: '"Everybody"',
  },
  {
    title: 'only a public statement',
    state: { [attribute]: policy(everybody) },
    plan: { after: { [attribute]: null } as Json },
  },
  { title: 'no public statement', state: { [attribute]: policy(named) }, plan: 'nothing' as const },
  { title: 'no policy', state: { [attribute]: null }, plan: 'nothing' as const },
  { title: 'no JSON', state: { [attribute]: 'hello' }, plan: 'cannot' as const },
];
const arn = 'arn:aws:example:us-east-1:111122223333:example/example';
const deny = (Action: string) => ({
  Sid: 'DenyRequestsWithoutTls',
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: arn,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const tls = (action: string) => [
  {
    title: 'plain HTTP accepted',
    state: { Policy: policy(named) },
    plan: { after: { Policy: policy(named, deny(action)) } },
  },
  { title: 'plain HTTP denied', state: { Policy: policy(deny(action)) }, plan: 'nothing' as const },
];
const ownAccount = { ...everybody, Principal: { AWS: 'arn:aws:iam::111122223333:root' } };

testPlans('sqs', { 'remove-public-statements': closing('Policy'), 'tls-only': tls('sqs:*') });
testPlans('sns', {
  'remove-public-statements': [
    ...closing('Policy').filter(({ title }) => title !== 'only a public statement'),
    {
      title: 'only a public statement, which is narrowed',
      state: { Policy: policy(everybody) },
      plan: { after: { Policy: policy(ownAccount) } },
    },
  ],
  'tls-only': tls('sns:Publish'),
});

it('leaves an open statement that a Deny takes back from strangers', () => {
  const takesBack = {
    Effect: 'Deny',
    Principal: '*',
    Action: '*',
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
  };
  expect(withoutPublicStatements(policy(everybody, takesBack))).toEqual({ nothing: true });
});

it('keeps what denies, and the order of the rest', () => {
  const denies = { ...named, Sid: 'Deny', Effect: 'Deny' };
  expect(withoutPublicStatements(policy(denies, everybody, named))).toEqual({
    policy: policy(denies, named),
    statements: ['"Everybody"'],
  });
});
