import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { iamUserCollector as collector } from './collect.ts';
import { iamUserType } from './schema.ts';

const alice = {
  Path: '/staff/',
  UserName: 'alice',
  UserId: 'AIDA1',
  Arn: 'arn:aws:iam::123456789012:user/staff/alice',
  CreateDate: '2024-01-01T00:00:00Z',
  PasswordLastUsed: '2024-05-01T00:00:00Z',
};
const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const absent = { error: 'NoSuchEntity', status: 404 };
const recorded: RecordedResponses = {
  'iam:ListUsers': { Users: [alice] },
  'iam:GetUser': {
    User: {
      ...alice,
      Tags: [{ Key: 'team', Value: 'ops' }],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/limit',
      },
    },
  },
  'iam:ListAttachedUserPolicies': {
    AttachedPolicies: [
      { PolicyName: 'Z', PolicyArn: 'arn:aws:iam::aws:policy/Z' },
      { PolicyName: 'A', PolicyArn: 'arn:aws:iam::aws:policy/A' },
    ],
  },
  'iam:ListUserPolicies': { PolicyNames: ['everything'] },
  'iam:GetUserPolicy': {
    UserName: 'alice',
    PolicyName: 'everything',
    PolicyDocument: encodeURIComponent(JSON.stringify(document)),
  },
  'iam:ListGroupsForUser': { Groups: [{ GroupName: 'staff' }, { GroupName: 'admins' }] },
  'iam:ListMFADevices': {
    MFADevices: [{ UserName: 'alice', SerialNumber: 'mfa/alice', EnableDate: '2024-01-02T00:00:00Z' }],
  },
  'iam:ListAccessKeys': {
    AccessKeyMetadata: [
      { UserName: 'alice', AccessKeyId: 'AKIA2', Status: 'Inactive', CreateDate: '2024-02-01T00:00:00Z' },
      { UserName: 'alice', AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: '2024-01-01T00:00:00Z' },
    ],
  },
  'iam:GetAccessKeyLastUsed': ({ AccessKeyId }) => ({
    UserName: 'alice',
    AccessKeyLastUsed:
      AccessKeyId === 'AKIA1'
        ? { LastUsedDate: '2024-05-03T12:34:56Z', ServiceName: 's3', Region: 'us-east-1' }
        : { ServiceName: 'N/A', Region: 'N/A' },
  }),
  'iam:GetLoginProfile': { LoginProfile: { UserName: 'alice', CreateDate: '2024-01-01T00:00:00Z' } },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no user was collected');
  return observed;
}

describe('the IAM user collector', () => {
  it('shows everything that lets the user in and everything that lets the user do', async () => {
    const user = await collectOne();
    expect(user).toMatchObject({
      externalId: alice.Arn,
      name: 'alice',
      region: 'global',
      tags: { team: 'ops' },
      unreadable: [],
    });
    expect(user.configuration).toEqual({
      UserName: 'alice',
      Arn: alice.Arn,
      UserId: 'AIDA1',
      Path: '/staff/',
      CreateDate: '2024-01-01T00:00:00.000Z',
      PermissionsBoundary: 'arn:aws:iam::123456789012:policy/limit',
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/Z'],
      Policies: [{ PolicyName: 'everything', PolicyDocument: document }],
      Groups: ['admins', 'staff'],
      MFADevices: [{ SerialNumber: 'mfa/alice', EnableDate: '2024-01-02T00:00:00.000Z' }],
      AccessKeyMetadata: [
        {
          AccessKeyId: 'AKIA1',
          Status: 'Active',
          CreateDate: '2024-01-01T00:00:00.000Z',
          LastUsedDate: '2024-05-03',
        },
        { AccessKeyId: 'AKIA2', Status: 'Inactive', CreateDate: '2024-02-01T00:00:00.000Z' },
      ],
      PasswordLastUsedDate: '2024-05-01',
      LoginProfile: { PasswordResetRequired: false, CreateDate: '2024-01-01T00:00:00.000Z' },
      Tags: [{ Key: 'team', Value: 'ops' }],
    });
  });

  it('takes no login profile as a fact: the user has no password', async () => {
    const user = await collectOne({ 'iam:GetLoginProfile': absent });
    expect(user.configuration).not.toHaveProperty('LoginProfile');
    expect(user.unreadable).toEqual([]);
  });

  it('sees no change when the user signs in twice on a day', async () => {
    const later = { ...alice, PasswordLastUsed: '2024-05-01T23:59:59Z' };
    expect(await collectOne({ 'iam:GetUser': { User: later } })).toMatchObject({
      configuration: { PasswordLastUsedDate: '2024-05-01' },
    });
    expect(iamUserType.facts.readOnlyPaths).toContain('PasswordLastUsedDate');
  });

  it('shows no key as unused whose use may not be read', async () => {
    const user = await collectOne({ 'iam:GetAccessKeyLastUsed': { error: 'AccessDenied', status: 403 } });
    expect(user.configuration.AccessKeyMetadata).toEqual([
      { AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: '2024-01-01T00:00:00.000Z' },
      { AccessKeyId: 'AKIA2', Status: 'Inactive', CreateDate: '2024-02-01T00:00:00.000Z' },
    ]);
    expect(user.unreadable).toMatchObject([
      { path: 'AccessKeyMetadata.*.LastUsedDate', permission: 'iam:GetAccessKeyLastUsed' },
    ]);
  });

  it('does not show half of the inline policies when one of them is denied', async () => {
    const user = await collectOne({
      'iam:ListUserPolicies': { PolicyNames: ['one', 'two', 'three'] },
      'iam:GetUserPolicy': ({ PolicyName }) =>
        PolicyName === 'one'
          ? { UserName: 'alice', PolicyName, PolicyDocument: '%7B%7D' }
          : { error: 'AccessDenied', status: 403 },
    });
    expect(user.configuration).not.toHaveProperty('Policies');
    expect(user.unreadable).toMatchObject([
      { path: 'Policies', reason: 'denied', permission: 'iam:GetUserPolicy' },
    ]);
  });

  it('reads every page of groups', async () => {
    const user = await collectOne({
      'iam:ListGroupsForUser': [
        { Groups: [{ GroupName: 'b' }], IsTruncated: true, Marker: 'next' },
        { Groups: [{ GroupName: 'a' }], IsTruncated: false },
      ],
    });
    expect(user.configuration.Groups).toEqual(['a', 'b']);
  });
});
