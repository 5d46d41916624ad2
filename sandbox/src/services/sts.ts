import { awsError } from '../protocols/errors.ts';
import type { Operations } from './service.ts';

const defaultSeconds = 3600;

export const stsOperations: Operations<typeof import('@aws-sdk/client-sts')> = {
  GetCallerIdentity: (_, call) => ({
    UserId: call.principal.userId,
    Account: call.principal.accountId,
    Arn: call.principal.arn,
  }),

  AssumeRole: (input, call) => {
    const name = input.RoleArn?.split('/').at(-1) ?? '';
    const role = call.world.iam.roles.get(name);
    const externalId = role && requiredExternalId(role.trustPolicy);
    if (!role || role.Arn !== input.RoleArn || externalId === undefined || externalId !== input.ExternalId) {
      throw awsError(
        'AccessDenied',
        403,
        `User: ${call.principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
      );
    }
    const session = input.RoleSessionName ?? 'session';
    const userId = `${role.RoleId}:${session}`;
    const arn = `arn:aws:sts::${call.world.accountId}:assumed-role/${name}/${session}`;
    const seconds = input.DurationSeconds ?? defaultSeconds;
    return {
      Credentials: call.openSession({ arn, userId, seconds }),
      AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    };
  },
};

/** The external id that a trust policy asks of another account, or undefined when it trusts no account. */
function requiredExternalId(trustPolicy: string): string | undefined {
  const document = JSON.parse(trustPolicy) as {
    Statement?: { Condition?: { StringEquals?: Record<string, string> } }[];
  };
  for (const statement of document.Statement ?? []) {
    const wanted = statement.Condition?.StringEquals?.['sts:ExternalId'];
    if (wanted) return wanted;
  }
  return undefined;
}
