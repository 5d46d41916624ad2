import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';

type Key = {
  AccessKeyId: string;
  Status: string;
  /** Neither made nor used within the last forty-five days. */
  IsUnused: boolean;
};
type State = { AccessKeys: Key[] };

const mostDays = 45;
const dayMs = 86_400_000;

/** The day of a moment, in UTC: the last use of a key counts by days. */
const dayOf = (moment: Date) => new Date(Math.floor(moment.getTime() / dayMs) * dayMs);

/** More whole days before the beginning of today than the limit, as the control counts them. */
function isLongAgo(moment: Date | undefined): boolean {
  if (moment === undefined) return false;
  const today = Math.floor(Date.now() / dayMs) * dayMs;
  return Math.floor((today - moment.getTime()) / dayMs) > mostDays;
}

export const remediation = defineRemediation<typeof iamUserType, AwsActingSession, State>({
  id: 'aws-iam-deactivate-unused-keys',
  title: 'Deactivate access keys of an IAM user that nobody uses',
  description:
    'Active keys that were neither made nor used within forty-five days are made inactive, not deleted. ' +
    'Keys in use, the password and the rights of the user stay as they are.',
  resource: iamUserType,
  risk: 'medium',
  impact:
    'A program that uses such a key seldom, for example once a quarter, is refused until the key is made active again, ' +
    'which takes a moment.',
  effortMinutes: 10,
  controls: ['aws-iam-user-access-key-used'],
  driftAttributes: [],
  irreversible: null,
  permissions: {
    read: ['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
    write: ['iam:UpdateAccessKey'],
  },
  calls: { writes: ['iam:UpdateAccessKey'] },

  async read(session, { name }) {
    const answer = await session.ask('iam', 'ListAccessKeys', { UserName: name }, { gone: ['NoSuchEntity'] });
    if (answer.state !== 'value') return null;
    const keys: Key[] = [];
    for (const { AccessKeyId = '', Status = '', CreateDate } of answer.value.AccessKeyMetadata ?? []) {
      const use = await session.ask('iam', 'GetAccessKeyLastUsed', { AccessKeyId });
      const used = use.state === 'value' ? use.value.AccessKeyLastUsed?.LastUsedDate : undefined;
      keys.push({
        AccessKeyId,
        Status,
        IsUnused: isLongAgo(CreateDate) && isLongAgo(used === undefined ? CreateDate : dayOf(used)),
      });
    }
    return { AccessKeys: keys.sort((a, b) => (a.AccessKeyId < b.AccessKeyId ? -1 : 1)) };
  },

  plan({ AccessKeys }, { target }) {
    const unused = AccessKeys.filter(({ Status, IsUnused }) => Status === 'Active' && IsUnused);
    if (unused.length === 0) return { nothing: `No active key is unused for more than ${mostDays} days.` };
    return {
      after: {
        AccessKeys: AccessKeys.map((key) => (unused.includes(key) ? { ...key, Status: 'Inactive' } : key)),
      },
      summary: `Deactivate ${unused.map(({ AccessKeyId }) => AccessKeyId).join(' and ')} of ${target.name}`,
    };
  },

  async write(session, { name }, from, to) {
    for (const { AccessKeyId, Status } of changed(from, to))
      await session.send('iam', 'UpdateAccessKey', {
        UserName: name,
        AccessKeyId,
        Status: Status as 'Active',
      });
  },

  byHand: (target, before, after) => ({
    cli: changed(before, after).map(({ AccessKeyId, Status }) =>
      awsCommand(
        'iam update-access-key',
        target,
        ...['--user-name', target.name, '--access-key-id', AccessKeyId, '--status', Status],
      ),
    ),
    terraform: `# In the aws_iam_access_key of the user:\nstatus = ${JSON.stringify(changed(before, after)[0]?.Status ?? 'Inactive')}`,
    console: `IAM → Users → ${target.name} → Security credentials → Access keys → Actions: ${changed(
      before,
      after,
    )
      .map(({ AccessKeyId, Status }) => `${Status === 'Active' ? 'activate' : 'deactivate'} ${AccessKeyId}`)
      .join(', ')}.`,
  }),
});

/** The keys whose status differs, as they shall be. */
function changed(from: State, to: State): Key[] {
  const before = new Map(from.AccessKeys.map(({ AccessKeyId, Status }) => [AccessKeyId, Status]));
  return to.AccessKeys.filter(({ AccessKeyId, Status }) => before.get(AccessKeyId) !== Status);
}
