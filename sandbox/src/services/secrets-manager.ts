import { awsError } from '../protocols/errors.ts';
import type { StoredSecret } from '../world/world.ts';
import { pageOf } from './paging.ts';
import { isPublicPolicy } from './policy-status.ts';
import type { Call, Operations } from './service.ts';

function secretWith(call: Call, id: string | undefined): StoredSecret {
  const table = call.world.region(call.region).secrets;
  const found =
    table.get(id ?? '') ?? (id?.startsWith('arn:') ? table.all().find((one) => one.ARN === id) : undefined);
  if (!found)
    throw awsError('ResourceNotFoundException', 400, "Secrets Manager can't find the specified secret.");
  return found;
}

function livingSecret(call: Call, id: string | undefined): StoredSecret {
  const secret = secretWith(call, id);
  if (secret.DeletedDate === undefined) return secret;
  throw awsError(
    'InvalidRequestException',
    400,
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
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

  RotateSecret: (input, call) => {
    const secret = livingSecret(call, input.SecretId);
    const lambda = input.RotationLambdaARN ?? secret.RotationLambdaARN;
    if (lambda === undefined) {
      throw awsError(
        'InvalidRequestException',
        400,
        'No Lambda rotation function ARN is associated with this secret.',
      );
    }
    if (!call.world.region(call.region).functions.get(lambda.split(':function:').at(-1) ?? '')) {
      throw awsError(
        'ResourceNotFoundException',
        400,
        "Secrets Manager can't find the specified Lambda function.",
      );
    }
    const rules = input.RotationRules;
    if (rules?.AutomaticallyAfterDays !== undefined && rules.ScheduleExpression !== undefined) {
      throw awsError(
        'InvalidParameterException',
        400,
        'You cannot specify both AutomaticallyAfterDays and ScheduleExpression.',
      );
    }
    secret.RotationEnabled = true;
    secret.RotationLambdaARN = lambda;
    if (rules !== undefined) secret.RotationRules = rules;
    if (input.RotateImmediately !== false) secret.LastRotatedDate = new Date();
    call.world.region(call.region).secrets.put(secret);
    return { ARN: secret.ARN, Name: secret.Name };
  },

  CancelRotateSecret: (input, call) => {
    const secret = livingSecret(call, input.SecretId);
    // Function and rules stay, so that rotation can be switched on again.
    secret.RotationEnabled = false;
    call.world.region(call.region).secrets.put(secret);
    return { ARN: secret.ARN, Name: secret.Name };
  },

  PutResourcePolicy: (input, call) => {
    const secret = livingSecret(call, input.SecretId);
    const policy = input.ResourcePolicy ?? '';
    let isPublic: boolean;
    try {
      isPublic = isPublicPolicy(policy);
    } catch {
      throw awsError('MalformedPolicyDocumentException', 400, 'This resource policy is not valid JSON.');
    }
    if (input.BlockPublicPolicy === true && isPublic) {
      throw awsError(
        'PublicPolicyException',
        400,
        'The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.',
      );
    }
    secret.policy = policy;
    call.world.region(call.region).secrets.put(secret);
    return { ARN: secret.ARN, Name: secret.Name };
  },

  DeleteResourcePolicy: (input, call) => {
    const secret = livingSecret(call, input.SecretId);
    delete secret.policy;
    call.world.region(call.region).secrets.put(secret);
    return { ARN: secret.ARN, Name: secret.Name };
  },

  GetResourcePolicy: (input, call) => {
    const { ARN, Name, policy } = secretWith(call, input.SecretId);
    return { ARN, Name, ...(policy === undefined ? {} : { ResourcePolicy: policy }) };
  },
};
