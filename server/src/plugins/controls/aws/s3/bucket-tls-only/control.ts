import { deniesInsecureTransport, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-tls-only',
  version: 1,
  title: 'S3 bucket refuses requests without TLS',
  severity: 'medium',
  category: 'encryption',
  risk:
    'Requests over plain HTTP can be read and changed on the way, together with what they carry. ' +
    'S3 accepts them unless the policy of the bucket denies them.',
  advice: {
    console:
      'S3 → the bucket → Permissions → Bucket policy → Edit: add a Deny for Principal "*", Action "s3:*", on the bucket and its objects, with the condition Bool aws:SecureTransport false.',
    cli: 'aws s3api put-bucket-policy --bucket NAME --policy \'{"Version":"2012-10-17","Statement":[{"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::NAME","arn:aws:s3:::NAME/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\'',
    terraform:
      'data "aws_iam_policy_document" "tls_only" {\n  statement {\n    effect    = "Deny"\n    actions   = ["s3:*"]\n    resources = [aws_s3_bucket.this.arn, "arn:aws:s3:::NAME/*"]\n    principals {\n      type        = "*"\n      identifiers = ["*"]\n    }\n    condition {\n      test     = "Bool"\n      variable = "aws:SecureTransport"\n      values   = ["false"]\n    }\n  }\n}',
    cloudformation:
      "- Effect: Deny\n  Principal: '*'\n  Action: s3:*\n  Resource: [!GetAtt Bucket.Arn, arn:aws:s3:::NAME/*]\n  Condition:\n    Bool:\n      aws:SecureTransport: 'false'",
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_secure_transport_policy'],
  evaluate(bucket, subject) {
    if (bucket.BucketPolicy === undefined)
      return fail('The bucket has no policy, so plain HTTP is accepted.', 'BucketPolicy');
    const arn = bucket.Arn ?? subject.externalId;
    const answer = deniesInsecureTransport(parsePolicy(bucket.BucketPolicy), {
      action: 's3:*',
      resources: [arn, `${arn}/*`],
    });
    if (answer.answer === 'yes')
      return pass(`Requests without TLS are denied by ${answer.statement}.`, 'BucketPolicy');
    if (answer.answer === 'unreadable')
      return unknown(`The policy cannot be read: ${answer.why}.`, 'BucketPolicy');
    return fail(
      'The policy does not deny all requests without TLS, on the bucket and on its objects.',
      'BucketPolicy',
    );
  },
});
