import { shellWord } from '../../../../../core/shell-word.ts';
import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';

const settings = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

type Block = Record<(typeof settings)[number], boolean>;
/** Null where nobody ever configured a block. */
type State = { PublicAccessBlockConfiguration: Block | null };

const blockOf = (given: { [Setting in keyof Block]?: boolean | undefined }): Block => ({
  BlockPublicAcls: given.BlockPublicAcls === true,
  IgnorePublicAcls: given.IgnorePublicAcls === true,
  BlockPublicPolicy: given.BlockPublicPolicy === true,
  RestrictPublicBuckets: given.RestrictPublicBuckets === true,
});
/** What is on stays on: a way back to a baseline opens nothing. */
const atLeast = (agreed: Block, present: Block | null): Block =>
  blockOf(Object.fromEntries(settings.map((one) => [one, agreed[one] || present?.[one] === true])));
const all = blockOf({
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
});

export const remediation = defineRemediation<typeof s3BucketType, AwsActingSession, State>({
  id: 'aws-s3-block-public-access',
  title: 'Block public access of an S3 bucket',
  description:
    'Switches on all four settings of the block of public access. ' +
    'The bucket policy, the access control list and the objects stay as they are.',
  resource: s3BucketType,
  risk: 'medium',
  impact:
    'Whoever reads the bucket without signing in is refused from then on, for example a website that is served ' +
    'straight from it. Access of signed-in principals by policy stays, and there is no pause.',
  effortMinutes: 5,
  controls: ['aws-s3-bucket-public-access-blocked'],
  driftAttributes: ['PublicAccessBlockConfiguration'],
  irreversible: null,
  permissions: { read: ['s3:GetBucketPublicAccessBlock'], write: ['s3:PutBucketPublicAccessBlock'] },
  calls: { writes: ['s3:PutPublicAccessBlock', 's3:DeletePublicAccessBlock'] },

  async read(session, { name }) {
    const answer = await session.ask(
      's3',
      'GetPublicAccessBlock',
      { Bucket: name },
      { absent: ['NoSuchPublicAccessBlockConfiguration'], gone: ['NoSuchBucket'] },
    );
    if (answer.state === 'gone') return null;
    const block = answer.state === 'value' ? answer.value.PublicAccessBlockConfiguration : undefined;
    return { PublicAccessBlockConfiguration: block === undefined ? null : blockOf(block) };
  },

  plan({ PublicAccessBlockConfiguration: block }, { target, baseline }) {
    const agreed = baseline?.PublicAccessBlockConfiguration as Partial<Block> | undefined;
    const wanted = agreed === undefined ? all : atLeast(blockOf(agreed), block);
    const off = settings.filter((setting) => wanted[setting] && block?.[setting] !== true);
    if (off.length === 0) {
      const what = agreed === undefined ? 'All four block settings are' : 'Every setting of the baseline is';
      return { nothing: `${what} on.` };
    }
    return {
      after: { PublicAccessBlockConfiguration: wanted },
      summary: `Switch on ${off.join(', ')} of ${target.name}`,
    };
  },

  async write(session, { name }, _from, { PublicAccessBlockConfiguration: block }) {
    if (block === null) await session.send('s3', 'DeletePublicAccessBlock', { Bucket: name });
    else
      await session.send('s3', 'PutPublicAccessBlock', {
        Bucket: name,
        PublicAccessBlockConfiguration: block,
      });
  },

  callsBetween: (_from, { PublicAccessBlockConfiguration: block }) => [
    block === null ? 's3:DeletePublicAccessBlock' : 's3:PutPublicAccessBlock',
  ],

  byHand({ name }, _before, { PublicAccessBlockConfiguration: block }) {
    const bucket = `--bucket ${shellWord(name)}`;
    if (block === null)
      return {
        cli: [`aws s3api delete-public-access-block ${bucket}`],
        terraform: null,
        console: `S3 → ${name} → Permissions → Block public access → Edit: switch all of it off.`,
      };
    const values = settings.map((setting) => `${setting}=${block[setting]}`).join(',');
    return {
      cli: [`aws s3api put-public-access-block ${bucket} --public-access-block-configuration ${values}`],
      terraform: [
        'resource "aws_s3_bucket_public_access_block" "this" {',
        `  bucket                  = ${JSON.stringify(name)}`,
        `  block_public_acls       = ${block.BlockPublicAcls}`,
        `  ignore_public_acls      = ${block.IgnorePublicAcls}`,
        `  block_public_policy     = ${block.BlockPublicPolicy}`,
        `  restrict_public_buckets = ${block.RestrictPublicBuckets}`,
        '}',
      ].join('\n'),
      console: `S3 → ${name} → Permissions → Block public access → Edit: switch on "Block all public access".`,
    };
  },
});
