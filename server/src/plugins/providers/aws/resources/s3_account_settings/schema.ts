import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, struct } from '../../shapes/schema-parts.ts';

/** What an account has decided for all its buckets: no CloudFormation type; the names are those of S3 Control. */
export const s3AccountSettingsType = defineResourceType({
  type: 's3_account_settings',
  vendorType: 'AWS::S3::AccountSettings',
  provider: 'aws',
  title: 'S3 settings of the account',
  service: 's3',
  aliases: ['s3_settings'],
  schema: z.looseObject({
    /** Absent when nobody has decided anything, which blocks nothing. */
    PublicAccessBlockConfiguration: struct({
      BlockPublicAcls: flag,
      IgnorePublicAcls: flag,
      BlockPublicPolicy: flag,
      RestrictPublicBuckets: flag,
    }),
  }),
  facts: {
    defaultPaths: {
      'PublicAccessBlockConfiguration.BlockPublicAcls': false,
      'PublicAccessBlockConfiguration.IgnorePublicAcls': false,
      'PublicAccessBlockConfiguration.BlockPublicPolicy': false,
      'PublicAccessBlockConfiguration.RestrictPublicBuckets': false,
    },
  },
});
