import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { iamPolicyCollector as collector } from './collect.ts';

const arn = 'arn:aws:iam::123456789012:policy/team/read';
const listed = {
  PolicyName: 'read',
  PolicyId: 'ANPA1',
  Arn: arn,
  Path: '/team/',
  DefaultVersionId: 'v2',
  AttachmentCount: 2,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: '2024-01-01T00:00:00Z',
  UpdateDate: '2024-02-01T00:00:00Z',
};
const recorded: RecordedResponses = {
  'iam:ListPolicies': ({ Scope }) => ({ Policies: Scope === 'Local' ? [listed] : [] }),
  'iam:GetPolicy': {
    Policy: { ...listed, Description: 'May read', Tags: [{ Key: 'team', Value: 'ops' }] },
  },
  'iam:GetPolicyVersion': ({ VersionId }) => ({
    PolicyVersion: {
      VersionId,
      IsDefaultVersion: true,
      Document: encodeURIComponent(`{"Statement":[{"Sid":"${VersionId}"}]}`),
    },
  }),
  'iam:ListEntitiesForPolicy': {
    PolicyGroups: [],
    PolicyUsers: [{ UserName: 'bob' }, { UserName: 'alice' }],
    PolicyRoles: [{ RoleName: 'deploy' }],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no policy was collected');
  return observed;
}

describe('the IAM policy collector', () => {
  it('shows the document of the default version and to whom it is attached', async () => {
    const policy = await collectOne();
    expect(policy).toMatchObject({ externalId: arn, name: 'read', tags: { team: 'ops' }, unreadable: [] });
    expect(policy.configuration).toMatchObject({
      ManagedPolicyName: 'read',
      PolicyArn: arn,
      Path: '/team/',
      Description: 'May read',
      DefaultVersionId: 'v2',
      PolicyDocument: { Statement: [{ Sid: 'v2' }] },
      Roles: ['deploy'],
      Users: ['alice', 'bob'],
    });
    expect(policy.configuration).not.toHaveProperty('Groups');
  });

  it('reads the version that is in force now, not the one that was when the list was made', async () => {
    const policy = await collectOne({ 'iam:GetPolicy': { Policy: { ...listed, DefaultVersionId: 'v3' } } });
    expect(policy.configuration).toMatchObject({
      DefaultVersionId: 'v3',
      PolicyDocument: { Statement: [{ Sid: 'v3' }] },
    });
  });

  it('does not know the document of a denied version', async () => {
    const policy = await collectOne({ 'iam:GetPolicyVersion': { error: 'AccessDenied', status: 403 } });
    expect(policy.configuration).not.toHaveProperty('PolicyDocument');
    expect(policy.unreadable).toMatchObject([
      { path: 'PolicyDocument', reason: 'denied', permission: 'iam:GetPolicyVersion' },
    ]);
  });
});
