import { iamAccountOperations } from './iam-account.ts';
import { iamIdentityOperations } from './iam-identities.ts';
import { iamProviderOperations } from './iam-providers.ts';
import { iamTagOperations } from './iam-tags.ts';
import { iamWriteOperations } from './iam-writes.ts';

export const iamOperations = {
  ...iamIdentityOperations,
  ...iamAccountOperations,
  ...iamProviderOperations,
  ...iamTagOperations,
  ...iamWriteOperations,
};
