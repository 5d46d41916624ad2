import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3AccessPointType } from '../../../providers/aws/resources/s3_access_point/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-closed-access-point',
  version: 1,
  title: 'Replace an access point that can be public',
  kind: 'security',
  resource: s3AccessPointType,
  per: 'resource',
  controls: ['aws-s3-access-point-public-access-blocked'],
  exposure: (point) => (point.NetworkOrigin === 'VPC' ? 'account' : 'internet'),
  effortMinutes: 30,
  references: [],
  advise({ resources: [point] }) {
    const bucket = point.configuration.Bucket ?? '';
    return {
      title: `Replace the access point ${point.name} by one that blocks public access`,
      explanation:
        `The access point ${point.name} of the bucket ${bucket} does not block public access, and that setting of an access point cannot be changed. ` +
        'A new one with the block takes its place.',
      steps: [
        {
          text: 'Create the new access point with all four block settings.',
          commands: [
            cli`aws s3control create-access-point${inRegion(point)} --account-id ${point.accountId} --name ${`${point.name}-closed`.slice(0, 50)} --bucket ${bucket} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
          ],
        },
        { text: 'Carry over the policy without its public statements, and move the clients.' },
        {
          text: 'Delete the old one when nobody calls it.',
          commands: [
            cli`aws s3control delete-access-point${inRegion(point)} --account-id ${point.accountId} --name ${point.name}`,
          ],
        },
      ],
      impact: 'The second door to the bucket cannot be opened to everybody.',
      sideEffects: ['Clients need the new name or alias of the access point.'],
    };
  },
  examples: [
    {
      title: 'a point on the internet',
      resources: [
        {
          name: 'reports',
          configuration: { Bucket: 'data', NetworkOrigin: 'Internet' },
          fails: ['aws-s3-access-point-public-access-blocked'],
        },
      ],
      says: ['--name reports-closed --bucket data', 'delete-access-point', '--region us-east-1'],
    },
  ],
});
