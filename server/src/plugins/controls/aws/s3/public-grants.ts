import { fail, pass, type Verdict } from '../../../../core/verdict.ts';
import type { ViewOf } from '../../../../plugin-kit/define-control.ts';
import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { s3AccountSettingsType } from '../../../providers/aws/resources/s3_account_settings/schema.ts';
import type { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

type Grant = {
  Permission?: string | undefined;
  Grantee?: { URI?: string | undefined } | undefined;
};

/** Groups of S3 that everybody can join: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
const openGroups: Readonly<Record<string, string>> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'everybody',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'every AWS user',
};

/** The grants of the permissions to everybody or to all users of AWS, each as "READ to everybody". */
export function publicGrants(
  grants: readonly Grant[] | undefined,
  permissions: ReadonlySet<string>,
): string[] {
  const found: string[] = [];
  for (const { Permission, Grantee } of grants ?? []) {
    const group = openGroups[Grantee?.URI ?? ''];
    if (group !== undefined && Permission !== undefined && permissions.has(Permission))
      found.push(`${Permission} to ${group}`);
  }
  return found;
}

/** What the access control list of a bucket lets everybody do with these permissions; `nothing` says that it is nothing. */
export function aclVerdict(
  bucket: ConfigurationOf<typeof s3BucketType>,
  account: ViewOf<typeof s3AccountSettingsType>,
  permissions: ReadonlySet<string>,
  nothing: string,
): Verdict {
  const grants = publicGrants(bucket.AccessControlList?.Grants, permissions);
  if (grants.length === 0) return pass(nothing, 'AccessControlList');
  if (bucket.OwnershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerEnforced')
    return pass(
      'Grants to everybody have no effect: ACLs are switched off.',
      'OwnershipControls',
      'AccessControlList',
    );
  if (bucket.PublicAccessBlockConfiguration?.IgnorePublicAcls === true)
    return pass(
      'Public grants are ignored by the bucket.',
      'PublicAccessBlockConfiguration',
      'AccessControlList',
    );
  if (
    account.some(
      ({ configuration }) => configuration.PublicAccessBlockConfiguration?.IgnorePublicAcls === true,
    )
  )
    return pass('Public grants are ignored in the whole account.', 'AccessControlList');
  return fail(`The ACL grants ${grants.join(', ')}.`, 'AccessControlList', 'PublicAccessBlockConfiguration');
}
