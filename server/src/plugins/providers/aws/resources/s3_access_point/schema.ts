import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, struct, text } from '../../shapes/schema-parts.ts';

export const s3AccessPointType = defineResourceType({
  type: 's3_access_point',
  vendorType: 'AWS::S3::AccessPoint',
  provider: 'aws',
  title: 'S3 access point',
  service: 's3',
  aliases: ['access_point'],
  schema: z.looseObject({
    Name: text,
    Arn: text,
    Alias: text,
    Bucket: text,
    BucketAccountId: text,
    /** `Internet` or `VPC`. */
    NetworkOrigin: text,
    VpcConfiguration: struct({ VpcId: text }),
    PublicAccessBlockConfiguration: struct({
      BlockPublicAcls: flag,
      IgnorePublicAcls: flag,
      BlockPublicPolicy: flag,
      RestrictPublicBuckets: flag,
    }),
    Policy: document,
    PolicyStatus: struct({ IsPublic: flag }),
  }),
  facts: {
    readOnlyPaths: [
      'Alias',
      'Arn',
      'NetworkOrigin',
      // Follows from the policy, which is compared itself: one act is one drift.
      'PolicyStatus',
    ],
    createOnlyPaths: [
      'Bucket',
      'BucketAccountId',
      'Name',
      'PublicAccessBlockConfiguration',
      'VpcConfiguration',
    ],
  },
});
