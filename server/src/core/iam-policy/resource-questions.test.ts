import { describe, expect, test } from 'vitest';
import { parsePolicy } from './document.ts';
import {
  deniedUnder,
  deniesInsecureTransport,
  grantsOutside,
  grantsToAnyone,
  servicesWithoutSource,
} from './resource-questions.ts';

const bucket = 'arn:aws:s3:::site';
const objects = `${bucket}/*`;
const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objects };
const own = { accountId: '111122223333' };

const policy = (...statements: object[]) => parsePolicy({ Version: '2012-10-17', Statement: statements });
const under = (Condition: object, statement: object = open) => policy({ ...statement, Condition });
const isPublic = (one: ReturnType<typeof parsePolicy>) => grantsToAnyone(one).answer;

describe('a policy lets anyone in', () => {
  test.each([
    ['by a star', open],
    ['by a star of AWS', { ...open, Principal: { AWS: '*' } }],
    ['by a star among others', { ...open, Principal: { AWS: ['111122223333', '*'] } }],
    [
      'by everyone but one',
      { Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: '*', Resource: '*' },
    ],
    ['without a Resource', { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage' }],
    ['by NotAction', { Effect: 'Allow', Principal: '*', NotAction: 's3:PutObject', Resource: objects }],
  ])('%s', (_, statement) => {
    expect(isPublic(policy(statement))).toBe('yes');
  });

  test.each([
    ['nobody at all', { ...open, Principal: { AWS: [] } }],
    ['an account', { ...open, Principal: { AWS: '444455556666' } }],
    ['a service', { ...open, Principal: { Service: 'sns.amazonaws.com' } }],
    ['no resource', { ...open, Resource: [] }],
    ['no action', { ...open, Action: [] }],
    ['a star that is denied', { ...open, Effect: 'Deny' }],
  ])('not by naming %s', (_, statement) => {
    expect(isPublic(policy(statement))).toBe('no');
  });

  test('and says by which statement and for what', () => {
    expect(grantsToAnyone(policy({ ...open, Sid: 'Site' }))).toEqual({
      answer: 'yes',
      statement: 'statement "Site"',
      actions: ['s3:getobject'],
    });
  });

  test('is not answered about a policy that nobody can read', () => {
    expect(grantsToAnyone(parsePolicy('{'))).toEqual({
      answer: 'unreadable',
      why: 'the document is no JSON',
    });
  });
});

describe('a star is narrowed', () => {
  test.each([
    [{ StringEquals: { 'aws:SourceAccount': '111122223333' } }],
    [{ StringEquals: { 'AWS:SourceOwner': '111122223333' } }],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }],
    [{ StringLike: { 'aws:PrincipalOrgPaths': 'o-abcdefghij/r-ab12/*' } }],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-abcdefghij/*'] } }],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } }],
    [{ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::one-bucket' } }],
    [{ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
    [{ StringEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } }],
    [{ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }],
    [{ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/48', '198.51.100.7'] } }],
    [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
    [
      {
        StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      },
    ],
    [{ StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }],
    [{ StringLike: { 'aws:userid': 'AROAIIIIIIIIIIIIIIIII:*' } }],
    [{ StringEquals: { 'aws:PrincipalOrgID': '$' + '{aws:ResourceOrgID}' } }],
    [{ Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } }],
    [{ StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' }, Null: { 'aws:SourceVpce': 'false' } }],
    [{ 'ForAllValues:StringEquals': { 'aws:SourceVpce': 'vpce-1' }, Null: { 'aws:SourceVpce': false } }],
  ])('by %j', (condition) => {
    expect(isPublic(under(condition))).toBe('no');
  });

  test.each([
    [{ Bool: { 'aws:SecureTransport': 'true' } }],
    [{ StringLike: { 'aws:Referer': 'https://example.com/*' } }],
    [{ StringEquals: { 'aws:PrincipalTag/team': 'x' } }],
    [{ StringEquals: { 'aws:username': 'root' } }],
    [{ StringLike: { 'aws:SourceAccount': '*' } }],
    [{ StringLike: { 'aws:SourceArn': '*' } }],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::site*' } }],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } }],
    [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    [{ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    [{ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/1'] } }],
    [{ IpAddress: { 'aws:SourceIp': '::/0' } }],
    [{ IpAddress: { 'aws:SourceIp': 'anywhere' } }],
    [{ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } }],
    [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }],
    [{ StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } }],
    [{ 'ForAllValues:StringEquals': { 'aws:SourceVpce': 'vpce-1' } }],
    [{ Null: { 'aws:SourceVpce': 'false' } }],
    [{ StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }],
    [{ StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } }],
    [{ StringEquals: { 'aws:SourceAccount': '$' + '{aws:PrincipalAccount}' } }],
    [{ Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'false' } }],
    [{ 'ForNoValue:StringEquals': { 'aws:SourceVpce': 'vpce-1' } }],
  ])('not by %j', (condition) => {
    expect(isPublic(under(condition))).toBe('yes');
  });
});

describe('a Deny takes back what anyone may', () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucket, objects] };
  test.each([
    ['without condition', {}],
    ['for all but an organisation', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }],
    ['for all but an endpoint', { StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } }],
    ['for all but some addresses', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ])('%s', (_, Condition) => {
    expect(isPublic(policy(open, { ...deny, Condition }))).toBe('no');
  });

  test.each([
    ['on condition of no TLS', { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    [
      'on two conditions',
      {
        ...deny,
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
    ],
    ['for somebody', { ...deny, Principal: { AWS: '444455556666' } }],
    ['for all but somebody', { ...deny, Principal: undefined, NotPrincipal: { AWS: '444455556666' } }],
    ['of other actions', { ...deny, Action: 's3:Put*' }],
    ['of all but this action', { ...deny, Action: undefined, NotAction: 's3:GetObject' }],
    ['of other objects', { ...deny, Resource: `${bucket}/private/*` }],
    ['with a wide range', { ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }],
    [
      'by any of several values',
      { ...deny, Condition: { 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': 'o-abcdefghij' } } },
    ],
  ])('not %s', (_, statement) => {
    expect(isPublic(policy(open, JSON.parse(JSON.stringify(statement))))).toBe('yes');
  });
});

describe('a policy lets other accounts in', () => {
  const findings = (...statements: object[]) => {
    const answer = grantsOutside(policy(...statements), own);
    return answer.answer === 'yes' ? answer.findings : answer.answer;
  };

  test('by naming them', () => {
    const named = { ...open, Principal: { AWS: ['444455556666', 'arn:aws:iam::111122223333:root'] } };
    expect(findings(named)).toEqual([
      { statement: 'statement 1', accountId: '444455556666', principal: '444455556666', isAnyone: false },
    ]);
    expect(grantsOutside(policy(named), { ...own, trustedAccounts: ['444455556666'] }).answer).toBe('no');
  });

  test('by a star', () => {
    expect(findings(open)).toEqual([{ statement: 'statement 1', principal: '*', isAnyone: true }]);
  });

  test('by a star that a condition narrows to them', () => {
    const condition = (account: string) => ({
      ...open,
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    });
    expect(findings(condition('111122223333'))).toBe('no');
    expect(findings(condition('444455556666'))).toMatchObject([
      { accountId: '444455556666', narrowedBy: 'aws:sourceaccount' },
    ]);
  });

  test('by a star for an organisation', () => {
    const condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } };
    expect(findings({ ...open, Condition: condition })).toMatchObject([
      { principal: '*', isAnyone: false, narrowedBy: 'aws:principalorgid' },
    ]);
  });

  test('not by services, deleted principals and origin access identities', () => {
    expect(
      findings({
        ...open,
        Principal: {
          Service: 'sns.amazonaws.com',
          AWS: ['AIDAIIIIIIIIIIIIIIIII', 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'],
        },
      }),
    ).toBe('no');
  });
});

describe('a service is let in', () => {
  const service = { ...open, Principal: { Service: 'cloudtrail.amazonaws.com' } };
  test('without saying for whom', () => {
    expect(servicesWithoutSource(policy(service))).toMatchObject({
      findings: [{ service: 'cloudtrail.amazonaws.com', statement: 'statement 1' }],
    });
    expect(servicesWithoutSource(under({ ArnLike: { 'aws:SourceArn': '*' } }, service)).answer).toBe('yes');
  });
  test('for an account or a resource of it', () => {
    for (const condition of [
      { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } },
    ])
      expect(servicesWithoutSource(under(condition, service)).answer).toBe('no');
  });
});

describe('requests without TLS are denied', () => {
  const target = { action: 's3:*', resources: [bucket, objects] };
  const deny = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucket, objects],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const answer = (...statements: object[]) => deniesInsecureTransport(policy(...statements), target).answer;

  test.each([
    ['for bucket and objects', [deny]],
    ['for everything', [{ ...deny, Resource: '*', Action: '*', Principal: { AWS: '*' } }]],
    [
      'by two statements',
      [
        { ...deny, Resource: bucket },
        { ...deny, Resource: objects },
      ],
    ],
    ['by a prefix', [{ ...deny, Resource: `${bucket}*` }]],
    ['with everything else', [{ ...deny, Condition: {} }]],
    ['by what is not true', [{ ...deny, Condition: { StringNotEquals: { 'aws:SecureTransport': 'true' } } }]],
  ])('%s', (_, statements) => {
    expect(answer(...statements)).toBe('yes');
  });

  test.each([
    ['objects only', [{ ...deny, Resource: objects }]],
    ['the bucket only', [{ ...deny, Resource: bucket }]],
    ['some actions only', [{ ...deny, Action: ['s3:GetObject', 's3:PutObject'] }]],
    ['somebody only', [{ ...deny, Principal: { AWS: '444455556666' } }]],
    ['the wrong way round', [{ ...deny, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }]],
    [
      'some addresses only',
      [
        {
          ...deny,
          Condition: { ...deny.Condition, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
        },
      ],
    ],
    ['nobody, but allowed with it', [{ ...deny, Effect: 'Allow' }]],
    ['another bucket', [{ ...deny, Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }]],
  ])('not for %s', (_, statements) => {
    expect(answer(...statements)).toBe('no');
  });
});

describe('any other request is denied', () => {
  const target = { action: 's3:*', resources: [bucket, objects] };
  const below = (version: unknown) =>
    deniedUnder(
      policy({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucket, objects],
        Condition: { NumericLessThan: { 's3:TlsVersion': version } },
      }),
      target,
      ({ operator, key, values }) =>
        operator === 'numericlessthan' &&
        key === 's3:tlsversion' &&
        values.some((value) => Number(value) >= 1.2),
    ).answer;

  test('under the condition that the caller asks for', () => {
    expect([below('1.2'), below(1.3), below('1.1'), below('x')]).toEqual(['yes', 'yes', 'no', 'no']);
    expect(deniedUnder(parsePolicy('{'), target, () => true).answer).toBe('unreadable');
  });
});
