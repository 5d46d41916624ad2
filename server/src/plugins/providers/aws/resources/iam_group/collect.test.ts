import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { iamGroupCollector as collector } from './collect.ts';

const admins = {
  Path: '/',
  GroupName: 'admins',
  GroupId: 'AGPA1',
  Arn: 'arn:aws:iam::123456789012:group/admins',
  CreateDate: '2024-01-01T00:00:00Z',
};

describe('the IAM group collector', () => {
  it('shows what the members of the group may do', async () => {
    const responses = {
      'iam:ListGroups': { Groups: [admins] },
      'iam:ListAttachedGroupPolicies': { AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/A' }] },
      'iam:ListGroupPolicies': { PolicyNames: ['inline'] },
      'iam:GetGroupPolicy': {
        GroupName: 'admins',
        PolicyName: 'inline',
        PolicyDocument: '%7B%22Id%22%3A1%7D',
      },
    };
    const [group] = await collectAll(collector, replaySession({ collector, responses }));
    expect(group).toMatchObject({ externalId: admins.Arn, name: 'admins', region: 'global', unreadable: [] });
    expect(group?.configuration).toEqual({
      GroupName: 'admins',
      Arn: admins.Arn,
      GroupId: 'AGPA1',
      Path: '/',
      CreateDate: '2024-01-01T00:00:00.000Z',
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/A'],
      Policies: [{ PolicyName: 'inline', PolicyDocument: { Id: 1 } }],
    });
  });

  it('names the permission that is missing to see its policies', async () => {
    const responses = { 'iam:ListGroups': { Groups: [admins] } };
    const [group] = await collectAll(collector, replaySession({ collector, responses }));
    expect(group?.unreadable).toMatchObject([
      { path: 'ManagedPolicyArns', reason: 'denied', permission: 'iam:ListAttachedGroupPolicies' },
      { path: 'Policies', reason: 'denied', permission: 'iam:ListGroupPolicies' },
    ]);
  });
});
