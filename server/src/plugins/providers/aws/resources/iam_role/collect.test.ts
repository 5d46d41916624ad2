import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { iamRoleCollector as collector } from './collect.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
};
const deploy = {
  Path: '/',
  RoleName: 'deploy',
  RoleId: 'AROA1',
  Arn: 'arn:aws:iam::123456789012:role/deploy',
  CreateDate: '2024-01-01T00:00:00Z',
  AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
  MaxSessionDuration: 7200,
  Description: 'Deploys',
};
const recorded: RecordedResponses = {
  'iam:ListRoles': { Roles: [deploy], IsTruncated: false },
  'iam:GetRole': {
    Role: {
      ...deploy,
      RoleLastUsed: { LastUsedDate: '2024-05-01T00:00:00Z', Region: 'us-east-1' },
      Tags: [{ Key: 'team', Value: 'ops' }],
    },
  },
  'iam:ListAttachedRolePolicies': {
    AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  },
  'iam:ListRolePolicies': { PolicyNames: ['b', 'a'] },
  'iam:GetRolePolicy': ({ PolicyName }) => ({
    RoleName: 'deploy',
    PolicyName,
    PolicyDocument: encodeURIComponent(`{"Statement":[{"Sid":"${PolicyName}"}]}`),
  }),
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no role was collected');
  return observed;
}

describe('the IAM role collector', () => {
  it('shows who may assume the role and what it may do, with policies as objects', async () => {
    const role = await collectOne();
    expect(role.unreadable).toEqual([]);
    expect(role.configuration).toEqual({
      RoleName: 'deploy',
      Arn: deploy.Arn,
      RoleId: 'AROA1',
      Path: '/',
      CreateDate: '2024-01-01T00:00:00.000Z',
      Description: 'Deploys',
      AssumeRolePolicyDocument: trust,
      MaxSessionDuration: 7200,
      RoleLastUsed: { LastUsedDate: '2024-05-01' },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      Policies: [
        { PolicyName: 'a', PolicyDocument: { Statement: [{ Sid: 'a' }] } },
        { PolicyName: 'b', PolicyDocument: { Statement: [{ Sid: 'b' }] } },
      ],
      Tags: [{ Key: 'team', Value: 'ops' }],
    });
  });

  it('sees no change when the role is used twice on a day, and none use as a fact', async () => {
    const used = (RoleLastUsed: object) =>
      collectOne({
        'iam:GetRole': { Role: { ...deploy, Tags: [{ Key: 'team', Value: 'ops' }], RoleLastUsed } },
      });
    expect(await used({ LastUsedDate: '2024-05-01T23:59:59Z', Region: 'eu-west-1' })).toEqual(
      await collectOne(),
    );
    expect((await used({})).configuration).not.toHaveProperty('RoleLastUsed');
  });

  it('knows the trust policy from the list even when the role itself is denied', async () => {
    const role = await collectOne({ 'iam:GetRole': { error: 'AccessDenied', status: 403 } });
    expect(role.configuration.AssumeRolePolicyDocument).toEqual(trust);
    expect(role.unreadable.map(({ path }) => path)).toEqual(['PermissionsBoundary', 'RoleLastUsed', 'Tags']);
  });
});
