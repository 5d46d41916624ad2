import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import { s3Buckets } from '../../keyed-types.ts';

type Destination = { Destination?: { Bucket?: unknown; Account?: unknown } };

export const control = defineControl({
  id: 'aws-s3-bucket-replicated-to-another-region',
  version: 1,
  title: 'S3 bucket is replicated to another region',
  severity: 'low',
  category: 'resilience',
  risk: 'A bucket lives in one region. When that region is lost or the bucket is emptied, a copy elsewhere is what remains.',
  advice: {
    console:
      'S3 → the bucket → Management → Replication rules → Create replication rule, with a destination in another region.',
    cli: 'aws s3api put-bucket-replication --bucket NAME --replication-configuration file://replication.json',
    terraform:
      'resource "aws_s3_bucket_replication_configuration" "this" {\n  bucket = aws_s3_bucket.this.id\n  role   = aws_iam_role.replication.arn\n  rule {\n    status = "Enabled"\n    destination {\n      bucket = aws_s3_bucket.replica.arn\n    }\n  }\n}',
    cloudformation:
      'ReplicationConfiguration:\n  Role: !GetAtt ReplicationRole.Arn\n  Rules:\n    - Status: Enabled\n      Destination:\n        Bucket: arn:aws:s3:::REPLICA',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html'],
  resource: s3BucketType,
  reads: { buckets: s3Buckets },
  equivalents: ['prowler:s3_bucket_cross_region_replication'],
  evaluate(bucket, subject, { buckets }) {
    const rules = bucket.ReplicationConfiguration?.Rules ?? [];
    let same: string | undefined;
    let foreign: string | undefined;
    for (const rule of rules) {
      if (rule.Status !== 'Enabled') continue;
      const target = (rule as Destination).Destination?.Bucket;
      if (typeof target !== 'string') continue;
      const [found] = buckets.by('ARN', target);
      if (found === undefined) foreign = target;
      else if (found.region === subject.region) same = target;
      else return pass(`Objects are replicated to ${target} in ${found.region}.`, 'ReplicationConfiguration');
    }
    if (foreign !== undefined)
      return unknown(
        `Objects are replicated to ${foreign} of another account, whose region is not known here.`,
        'ReplicationConfiguration',
      );
    if (same !== undefined)
      return fail(
        `Objects are only replicated within ${subject.region}, to ${same}.`,
        'ReplicationConfiguration',
      );
    return fail('No active replication rule.', 'ReplicationConfiguration');
  },
});
