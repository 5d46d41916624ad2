import { awsError } from '../protocols/errors.ts';
import { isPublicPolicy } from './policy-status.ts';
import { bucketOf } from './s3-buckets.ts';
import type { Call, Operations } from './service.ts';

const malformed = () =>
  awsError(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

/** A policy that S3 takes: JSON, and not public where a block stops public policies. */
function acceptedPolicy(policy: string, own: boolean | undefined, call: Call): string {
  let isPublic: boolean;
  try {
    isPublic = isPublicPolicy(policy);
  } catch {
    throw awsError('MalformedPolicy', 400, "Policies must be valid JSON and the first byte must be '{'");
  }
  const blocked = own === true || call.world.accountPublicAccessBlock?.BlockPublicPolicy === true;
  if (isPublic && blocked) {
    throw awsError(
      'AccessDenied',
      403,
      `User: ${call.principal.arn} is not authorized to perform: s3:PutBucketPolicy because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    );
  }
  return policy;
}

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
    if (Status !== undefined && Status !== 'Enabled' && Status !== 'Suspended') throw malformed();
    if (Status === 'Suspended' && bucket.objectLock?.ObjectLockEnabled === 'Enabled') {
      throw awsError(
        'InvalidBucketState',
        409,
        'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
      );
    }
    bucket.versioning = {
      ...bucket.versioning,
      ...(Status ? { Status } : {}),
      ...(MFADelete ? { MFADelete } : {}),
    };
    return {};
  },

  PutBucketEncryption: (input, call) => {
    const bucket = bucketOf(input, call);
    if ((input.ServerSideEncryptionConfiguration?.Rules ?? []).length === 0) throw malformed();
    if (input.ServerSideEncryptionConfiguration) bucket.encryption = input.ServerSideEncryptionConfiguration;
    return {};
  },

  DeleteBucketEncryption: (input, call) => {
    // Since 2023 no bucket is without encryption: deleting goes back to keys of S3.
    bucketOf(input, call).encryption = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
    };
    return {};
  },

  PutBucketPolicy: (input, call) => {
    const bucket = bucketOf(input, call);
    bucket.policy = acceptedPolicy(input.Policy ?? '', bucket.publicAccessBlock?.BlockPublicPolicy, call);
    return {};
  },

  DeleteBucketPolicy: (input, call) => {
    delete bucketOf(input, call).policy;
    return {};
  },

  PutBucketLogging: (input, call) => {
    const bucket = bucketOf(input, call);
    const wanted = input.BucketLoggingStatus?.LoggingEnabled;
    if (wanted === undefined) {
      delete bucket.logging;
      return {};
    }
    const target = call.world.buckets.get(wanted.TargetBucket ?? '');
    if (!target) {
      const TargetBucket = wanted.TargetBucket ?? '';
      throw awsError('InvalidTargetBucketForLogging', 400, 'The target bucket for logging does not exist', {
        TargetBucket,
      });
    }
    if (target.region !== bucket.region) {
      throw awsError('CrossLocationLoggingProhibitted', 403, 'Cross S3 location logging not allowed. ', {
        SourceBucketLocation: bucket.region,
        TargetBucketLocation: target.region,
      });
    }
    bucket.logging = { ...wanted, TargetPrefix: wanted.TargetPrefix ?? '' };
    return {};
  },

  PutBucketOwnershipControls: (input, call) => {
    const bucket = bucketOf(input, call);
    const [rule, ...more] = input.OwnershipControls?.Rules ?? [];
    if (rule === undefined || more.length > 0) throw malformed();
    // Grants to others would lose their effect without anybody saying so.
    const shared = bucket.acl.some(({ Grantee }) => Grantee?.ID !== call.world.ownerCanonicalId);
    if (rule.ObjectOwnership === 'BucketOwnerEnforced' && shared) {
      throw awsError(
        'InvalidBucketAclWithObjectOwnership',
        400,
        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
      );
    }
    bucket.ownership = { Rules: [rule] };
    return {};
  },

  DeleteBucketOwnershipControls: (input, call) => {
    delete bucketOf(input, call).ownership;
    return {};
  },

  PutBucketTagging: (input, call) => {
    const tags = input.Tagging?.TagSet ?? [];
    bucketOf(input, call).tags = Object.fromEntries(tags.map((tag) => [tag.Key ?? '', tag.Value ?? '']));
    return {};
  },
};
