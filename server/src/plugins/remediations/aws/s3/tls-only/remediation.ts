import { bucketPolicy } from '../../policies/places.ts';
import { denyWithoutTls } from '../../policies/resource-policy.ts';

export const remediation = denyWithoutTls(
  bucketPolicy,
  {
    id: 'aws-s3-tls-only',
    title: 'Refuse requests without TLS to an S3 bucket',
    description:
      'Adds one statement to the policy that denies requests over plain HTTP. ' +
      'Every statement that is there stays as it is, and nobody is allowed more than before.',
    risk: 'medium',
    impact:
      'Clients that speak plain HTTP are refused; the SDKs and the command line use TLS unless they are told otherwise. ' +
      'There is no pause.',
    effortMinutes: 10,
    controls: ['aws-s3-bucket-tls-only'],
  },
  ({ externalId }) => ({ action: 's3:*', resources: [externalId, `${externalId}/*`] }),
);
