import { iamAccountOperations } from './iam-account.ts';
import { iamIdentityOperations } from './iam-identities.ts';

export const iamOperations = { ...iamIdentityOperations, ...iamAccountOperations };
