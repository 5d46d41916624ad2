import { awsError } from '../protocols/errors.ts';
import type { StoredSecret } from '../world/world.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function secretWith(call: Call, id: string | undefined): StoredSecret {
  const table = call.world.region(call.region).secrets;
  const found =
    table.get(id ?? '') ?? (id?.startsWith('arn:') ? table.all().find((one) => one.ARN === id) : undefined);
  if (!found)
    throw awsError('ResourceNotFoundException', 400, "Secrets Manager can't find the specified secret.");
  return found;
}

/** Secrets Manager rounds the last access to a day. */
function withLastAccess(secret: StoredSecret): StoredSecret {
  if (!secret.LastAccessedDate) return secret;
  const today = new Date();
  today.setUTCHours(0, 0, 0, 0);
  return { ...secret, LastAccessedDate: today };
}

export const secretsManagerOperations: Operations<typeof import('@aws-sdk/client-secrets-manager')> = {
  ListSecrets: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).secrets, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 100,
      largest: 100,
      invalidToken: () => awsError('InvalidNextTokenException', 400, 'The NextToken is not valid.'),
    });
    return { SecretList: items.map(withLastAccess), ...(next === undefined ? {} : { NextToken: next }) };
  },

  DescribeSecret: (input, call) => {
    const { SecretVersionsToStages, ...secret } = withLastAccess(secretWith(call, input.SecretId));
    return { ...secret, VersionIdsToStages: SecretVersionsToStages };
  },

  GetResourcePolicy: (input, call) => {
    const { ARN, Name, policy } = secretWith(call, input.SecretId);
    return { ARN, Name, ...(policy === undefined ? {} : { ResourcePolicy: policy }) };
  },
};
