import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';

type State = {
  /** Null where it was never set, which means that whoever writes an object owns it. */
  ObjectOwnership: string | null;
  /** How many grants of the bucket's list are not the owner's: they would lose their effect. */
  GrantsToOthers: number;
};

export const remediation = defineRemediation<typeof s3BucketType, AwsActingSession, State>({
  id: 'aws-s3-disable-acls',
  title: 'Switch off the access control lists of an S3 bucket',
  description:
    'The owner of the bucket owns every object in it, and policies alone decide about access. ' +
    'It is done only where the list of the bucket names nobody but the owner.',
  resource: s3BucketType,
  risk: 'medium',
  impact:
    'Uploads that set an access control list are refused, other than the one of the owner. Access that single objects ' +
    'give to others by their own lists ends; look for it before.',
  effortMinutes: 15,
  controls: ['aws-s3-bucket-acls-disabled'],
  driftAttributes: ['OwnershipControls'],
  irreversible: null,
  permissions: {
    read: ['s3:GetBucketOwnershipControls', 's3:GetBucketAcl'],
    write: ['s3:PutBucketOwnershipControls'],
  },
  calls: { writes: ['s3:PutBucketOwnershipControls', 's3:DeleteBucketOwnershipControls'] },

  async read(session, { name }) {
    const input = { Bucket: name };
    const acl = await session.ask('s3', 'GetBucketAcl', input, { gone: ['NoSuchBucket'] });
    if (acl.state !== 'value') return null;
    const ownership = await session.ask('s3', 'GetBucketOwnershipControls', input, {
      absent: ['OwnershipControlsNotFoundError'],
    });
    const owner = acl.value.Owner?.ID;
    return {
      ObjectOwnership:
        (ownership.state === 'value'
          ? ownership.value.OwnershipControls?.Rules?.[0]?.ObjectOwnership
          : undefined) ?? null,
      GrantsToOthers: (acl.value.Grants ?? []).filter(({ Grantee }) => Grantee?.ID !== owner).length,
    };
  },

  plan({ ObjectOwnership, GrantsToOthers }, { target }) {
    if (ObjectOwnership === 'BucketOwnerEnforced') return { nothing: 'Access control lists are off.' };
    if (GrantsToOthers > 0)
      return {
        cannot: `The access control list lets in ${GrantsToOthers} others: say the same by a policy first.`,
      };
    return {
      after: { ObjectOwnership: 'BucketOwnerEnforced', GrantsToOthers },
      summary: `Switch off access control lists of ${target.name}`,
    };
  },

  async write(session, { name }, _from, { ObjectOwnership }) {
    if (ObjectOwnership === null) await session.send('s3', 'DeleteBucketOwnershipControls', { Bucket: name });
    else
      await session.send('s3', 'PutBucketOwnershipControls', {
        Bucket: name,
        OwnershipControls: { Rules: [{ ObjectOwnership: ObjectOwnership as 'BucketOwnerEnforced' }] },
      });
  },

  callsBetween: (_from, { ObjectOwnership }) => [
    ObjectOwnership === null ? 's3:DeleteBucketOwnershipControls' : 's3:PutBucketOwnershipControls',
  ],

  byHand: (target, _before, { ObjectOwnership }) => ({
    cli: [
      ObjectOwnership === null
        ? awsCommand('s3api delete-bucket-ownership-controls', target, '--bucket', target.name)
        : awsCommand(
            's3api put-bucket-ownership-controls',
            target,
            ...[
              '--bucket',
              target.name,
              '--ownership-controls',
              `Rules=[{ObjectOwnership=${ObjectOwnership}}]`,
            ],
          ),
    ],
    terraform: [
      'resource "aws_s3_bucket_ownership_controls" "this" {',
      `  bucket = ${JSON.stringify(target.name)}`,
      '  rule {',
      `    object_ownership = ${JSON.stringify(ObjectOwnership ?? 'ObjectWriter')}`,
      '  }',
      '}',
    ].join('\n'),
    console: `S3 → ${target.name} → Permissions → Object ownership → Edit: ${ObjectOwnership === 'BucketOwnerEnforced' ? 'ACLs disabled' : 'ACLs enabled'}.`,
  }),
});
