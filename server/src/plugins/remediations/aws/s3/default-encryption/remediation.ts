import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';

type Rule = { SSEAlgorithm: string | null; KMSMasterKeyID: string | null; BucketKeyEnabled: boolean };
const byS3: Rule = { SSEAlgorithm: 'AES256', KMSMasterKeyID: null, BucketKeyEnabled: false };

const toApi = ({ SSEAlgorithm, KMSMasterKeyID, BucketKeyEnabled }: Rule) => ({
  ApplyServerSideEncryptionByDefault: {
    SSEAlgorithm: SSEAlgorithm as 'AES256',
    ...(KMSMasterKeyID === null ? {} : { KMSMasterKeyID }),
  },
  BucketKeyEnabled,
});

export const remediation = defineSetting<typeof s3BucketType, Rule[]>({
  id: 'aws-s3-default-encryption',
  title: 'Encrypt new objects of an S3 bucket by default',
  description:
    'New objects are encrypted with keys that S3 keeps, unless the upload says otherwise. ' +
    'Objects that exist stay as they are, and a default that is set already is not changed.',
  resource: s3BucketType,
  risk: 'low',
  impact: 'Reading and writing go on as before; there is no charge and no pause.',
  effortMinutes: 5,
  controls: ['aws-s3-bucket-encrypted'],
  attribute: 'BucketEncryption',
  irreversible: 'S3 keeps no bucket without a default any more: taking it away leads back to keys of S3.',
  permissions: { read: ['s3:GetEncryptionConfiguration'], write: ['s3:PutEncryptionConfiguration'] },
  calls: ['s3:PutBucketEncryption'],

  async read(session, { name }) {
    const answer = await session.ask(
      's3',
      'GetBucketEncryption',
      { Bucket: name },
      { absent: ['ServerSideEncryptionConfigurationNotFoundError'], gone: ['NoSuchBucket'] },
    );
    if (answer.state === 'gone') return null;
    const rules =
      answer.state === 'value' ? (answer.value.ServerSideEncryptionConfiguration?.Rules ?? []) : [];
    return {
      value: rules.map(({ ApplyServerSideEncryptionByDefault: by, BucketKeyEnabled }) => ({
        SSEAlgorithm: by?.SSEAlgorithm ?? null,
        KMSMasterKeyID: by?.KMSMasterKeyID ?? null,
        BucketKeyEnabled: BucketKeyEnabled === true,
      })),
    };
  },

  plan(rules, { target }) {
    const set = rules.find(({ SSEAlgorithm }) => SSEAlgorithm !== null);
    if (set !== undefined) return { nothing: `New objects are encrypted with ${set.SSEAlgorithm}.` };
    return { to: [byS3], summary: `Encrypt new objects of ${target.name} by default` };
  },

  async write(session, { name }, rules) {
    await session.send('s3', 'PutBucketEncryption', {
      Bucket: name,
      ServerSideEncryptionConfiguration: { Rules: rules.map(toApi) },
    });
  },

  wayBack: () => undefined,

  byHand: (target, rules) => ({
    cli: [
      awsCommand(
        's3api put-bucket-encryption',
        target,
        '--bucket',
        target.name,
        '--server-side-encryption-configuration',
        JSON.stringify({ Rules: rules.map(toApi) }),
      ),
    ],
    terraform: [
      'resource "aws_s3_bucket_server_side_encryption_configuration" "this" {',
      `  bucket = ${JSON.stringify(target.name)}`,
      '  rule {',
      '    apply_server_side_encryption_by_default {',
      '      sse_algorithm = "AES256"',
      '    }',
      '  }',
      '}',
    ].join('\n'),
    console: `S3 → ${target.name} → Properties → Default encryption → Edit: choose Amazon S3 managed keys.`,
  }),
});
