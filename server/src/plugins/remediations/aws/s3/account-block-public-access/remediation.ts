import { s3AccountSettingsType } from '../../../../providers/aws/resources/s3_account_settings/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand, terraformBlock } from '../../target.ts';

const settings = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;
type Block = Record<(typeof settings)[number], boolean>;

const blockOf = (given: { [Name in keyof Block]?: boolean | undefined }): Block => ({
  BlockPublicAcls: given.BlockPublicAcls === true,
  IgnorePublicAcls: given.IgnorePublicAcls === true,
  BlockPublicPolicy: given.BlockPublicPolicy === true,
  RestrictPublicBuckets: given.RestrictPublicBuckets === true,
});
const all: Block = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Null where nobody ever decided for the whole account. */
export const remediation = defineSetting<typeof s3AccountSettingsType, Block | null>({
  id: 'aws-s3-account-block-public-access',
  title: 'Block public access of all S3 buckets of an account',
  description:
    'Switches on the four settings of the block for the whole account, for the buckets of today and of tomorrow. ' +
    'Policies, access control lists and the blocks of single buckets stay as they are.',
  resource: s3AccountSettingsType,
  risk: 'high',
  impact:
    'Every bucket of the account that serves somebody without signing in stops doing so: websites, downloads, data for ' +
    'everybody. Look first which buckets are public on purpose.',
  effortMinutes: 30,
  controls: ['aws-s3-account-public-access-blocked'],
  attribute: 'PublicAccessBlockConfiguration',
  permissions: { read: ['s3:GetAccountPublicAccessBlock'], write: ['s3:PutAccountPublicAccessBlock'] },
  calls: ['s3-control:PutPublicAccessBlock', 's3-control:DeletePublicAccessBlock'],

  async read(session) {
    const answer = await session.ask(
      's3-control',
      'GetPublicAccessBlock',
      { AccountId: session.accountId },
      { absent: ['NoSuchPublicAccessBlockConfiguration'] },
    );
    const block = answer.state === 'value' ? answer.value.PublicAccessBlockConfiguration : undefined;
    return { value: block === undefined ? null : blockOf(block) };
  },

  plan(block, { target }) {
    const off = settings.filter((setting) => block?.[setting] !== true);
    if (off.length === 0) return { nothing: 'All four block settings are on for the account.' };
    return { to: all, summary: `Switch on ${off.join(', ')} for the whole account (${target.name})` };
  },

  async write(session, _target, block) {
    const AccountId = session.accountId;
    if (block === null) await session.send('s3-control', 'DeletePublicAccessBlock', { AccountId });
    else
      await session.send('s3-control', 'PutPublicAccessBlock', {
        AccountId,
        PublicAccessBlockConfiguration: block,
      });
  },

  callsBetween: (_from, block) => [
    block === null ? 's3-control:DeletePublicAccessBlock' : 's3-control:PutPublicAccessBlock',
  ],

  byHand(target, block) {
    const account = ['--account-id', target.accountId];
    if (block === null)
      return {
        cli: [awsCommand('s3control delete-public-access-block', target, ...account)],
        terraform: null,
        console: 'S3 → Block Public Access settings for this account → Edit: switch all of it off.',
      };
    const values = settings.map((setting) => `${setting}=${block[setting]}`).join(',');
    return {
      cli: [
        awsCommand(
          's3control put-public-access-block',
          target,
          ...account,
          '--public-access-block-configuration',
          values,
        ),
      ],
      terraform: terraformBlock('aws_s3_account_public_access_block', {
        block_public_acls: block.BlockPublicAcls,
        ignore_public_acls: block.IgnorePublicAcls,
        block_public_policy: block.BlockPublicPolicy,
        restrict_public_buckets: block.RestrictPublicBuckets,
      }),
      console: 'S3 → Block Public Access settings for this account → Edit: switch on all four.',
    };
  },
});
