import { grantsToAnyone, parsePolicy, type Statement } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3AccountSettingsType } from '../../../../providers/aws/resources/s3_account_settings/schema.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

const writing = [
  's3:put',
  's3:delete',
  's3:abort',
  's3:replicate',
  's3:restore',
  's3:bypass',
  's3:objectowner',
];

/** Whether the statement is about anything that writes: an action pattern may be shorter or longer than a verb. */
function isAboutWriting({ isNotAction, actions }: Statement): boolean {
  if (isNotAction) return true;
  return actions.some((action) => {
    const star = action.search(/[*?]/);
    const stem = star < 0 ? action : action.slice(0, star);
    return writing.some((verb) => stem.startsWith(verb) || (star >= 0 && verb.startsWith(stem)));
  });
}

export const control = defineControl({
  id: 'aws-s3-bucket-policy-no-public-write',
  version: 1,
  title: 'S3 bucket lets nobody unknown write by its policy',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Everybody can put, replace or delete objects: malware is spread under your name, data is destroyed or held to ransom.',
  advice: {
    console:
      'S3 → the bucket → Permissions → Bucket policy → Edit: name the principals that may write instead of "*", and switch on "Block all public access".',
    cli: 'aws s3api put-bucket-policy --bucket NAME --policy file://policy.json',
    terraform:
      'resource "aws_s3_bucket_public_access_block" "this" {\n  bucket                  = aws_s3_bucket.this.id\n  block_public_policy     = true\n  restrict_public_buckets = true\n}',
    cloudformation:
      'PublicAccessBlockConfiguration:\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  resource: s3BucketType,
  reads: { account: s3AccountSettingsType },
  equivalents: ['prowler:s3_bucket_policy_public_write_access'],
  evaluate(bucket, _subject, { account }) {
    if (bucket.BucketPolicy === undefined) return pass('The bucket has no policy.', 'BucketPolicy');
    const policy = parsePolicy(bucket.BucketPolicy);
    if (!policy.readable) return unknown(`The policy cannot be read: ${policy.why}.`, 'BucketPolicy');
    const statements = policy.statements.filter((one) => one.effect === 'Deny' || isAboutWriting(one));
    const answer = grantsToAnyone({ readable: true, statements });
    if (answer.answer !== 'yes') return pass('The policy lets nobody unknown write.', 'BucketPolicy');
    if (bucket.PublicAccessBlockConfiguration?.RestrictPublicBuckets === true)
      return pass(
        'The policy is public, but the bucket is restricted to its account.',
        'PublicAccessBlockConfiguration',
        'BucketPolicy',
      );
    if (
      account.some(
        ({ configuration }) => configuration.PublicAccessBlockConfiguration?.RestrictPublicBuckets === true,
      )
    )
      return pass(
        'The policy is public, but public buckets of the account are restricted to it.',
        'BucketPolicy',
      );
    return fail(
      `Everybody may write: ${answer.statement}.`,
      'BucketPolicy',
      'PublicAccessBlockConfiguration',
    );
  },
});
