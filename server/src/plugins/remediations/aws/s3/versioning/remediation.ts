import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';

/** `Status` is null where versioning was never switched on. */
type Versioning = { Status: string | null; MFADelete: string | null };

export const remediation = defineSetting<typeof s3BucketType, Versioning>({
  id: 'aws-s3-versioning',
  title: 'Keep earlier versions of the objects of an S3 bucket',
  description:
    'Switches on versioning: overwritten and deleted objects stay as earlier versions. ' +
    'Rules that delete or move versions are not touched.',
  resource: s3BucketType,
  risk: 'low',
  impact:
    'Earlier versions are stored and charged until somebody deletes them; a lifecycle rule for them is a good idea. ' +
    'Programs that count on a deletion to free the name at once see a delete marker.',
  effortMinutes: 5,
  controls: ['aws-s3-bucket-versioned'],
  attribute: 'VersioningConfiguration',
  irreversible:
    'A bucket that had versioning once can only be suspended, never be without it again, and versions made until then stay.',
  permissions: { read: ['s3:GetBucketVersioning'], write: ['s3:PutBucketVersioning'] },
  calls: ['s3:PutBucketVersioning'],

  async read(session, { name }) {
    const answer = await session.ask(
      's3',
      'GetBucketVersioning',
      { Bucket: name },
      { gone: ['NoSuchBucket'] },
    );
    if (answer.state !== 'value') return null;
    return { value: { Status: answer.value.Status ?? null, MFADelete: answer.value.MFADelete ?? null } };
  },

  plan(versioning, { target }) {
    if (versioning.Status === 'Enabled') return { nothing: 'Versioning is on.' };
    if (versioning.MFADelete === 'Enabled')
      return {
        cannot: 'MFA delete is on: only the root user can change versioning, with a code of its device.',
      };
    return { to: { ...versioning, Status: 'Enabled' }, summary: `Switch on versioning of ${target.name}` };
  },

  async write(session, { name }, { Status }) {
    await session.send('s3', 'PutBucketVersioning', {
      Bucket: name,
      VersioningConfiguration: { Status: Status === 'Enabled' ? 'Enabled' : 'Suspended' },
    });
  },

  wayBack: ({ MFADelete }) => ({ Status: 'Suspended', MFADelete }),

  byHand: (target, { Status }) => ({
    cli: [
      awsCommand(
        's3api put-bucket-versioning',
        target,
        '--bucket',
        target.name,
        '--versioning-configuration',
        `Status=${Status ?? 'Suspended'}`,
      ),
    ],
    terraform: [
      'resource "aws_s3_bucket_versioning" "this" {',
      `  bucket = ${JSON.stringify(target.name)}`,
      '  versioning_configuration {',
      `    status = ${JSON.stringify(Status ?? 'Suspended')}`,
      '  }',
      '}',
    ].join('\n'),
    console: `S3 → ${target.name} → Properties → Bucket versioning → Edit: ${Status === 'Enabled' ? 'Enable' : 'Suspend'}.`,
  }),
});
