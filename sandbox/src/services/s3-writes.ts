import { bucketOf } from './s3-buckets.ts';
import type { Operations } from './service.ts';

export const s3WriteOperations: Operations<typeof import('@aws-sdk/client-s3')> = {
  PutPublicAccessBlock: (input, call) => {
    const bucket = bucketOf(input, call);
    // S3 takes what is left out for false.
    bucket.publicAccessBlock = {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
      ...input.PublicAccessBlockConfiguration,
    };
    return {};
  },

  DeletePublicAccessBlock: (input, call) => {
    delete bucketOf(input, call).publicAccessBlock;
    return {};
  },

  PutBucketVersioning: (input, call) => {
    const bucket = bucketOf(input, call);
    const { Status, MFADelete } = input.VersioningConfiguration ?? {};
    bucket.versioning = {
      ...bucket.versioning,
      ...(Status ? { Status } : {}),
      ...(MFADelete ? { MFADelete } : {}),
    };
    return {};
  },

  PutBucketEncryption: (input, call) => {
    const bucket = bucketOf(input, call);
    if (input.ServerSideEncryptionConfiguration) bucket.encryption = input.ServerSideEncryptionConfiguration;
    return {};
  },

  PutBucketPolicy: (input, call) => {
    const bucket = bucketOf(input, call);
    if (input.Policy !== undefined) bucket.policy = input.Policy;
    return {};
  },

  DeleteBucketPolicy: (input, call) => {
    delete bucketOf(input, call).policy;
    return {};
  },

  PutBucketTagging: (input, call) => {
    const tags = input.Tagging?.TagSet ?? [];
    bucketOf(input, call).tags = Object.fromEntries(tags.map((tag) => [tag.Key ?? '', tag.Value ?? '']));
    return {};
  },
};
