import type { AddPermissionCommandInput } from '@aws-sdk/client-lambda';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';

type Permission = Omit<AddPermissionCommandInput, 'FunctionName'>;

/** The conditions that Lambda writes, and the parameter of each: `AWS:SourceArn` is `SourceArn`. */
const parameters: Record<string, 'SourceArn' | 'SourceAccount' | 'PrincipalOrgID' | 'EventSourceToken'> = {
  'aws:sourcearn': 'SourceArn',
  'aws:sourceaccount': 'SourceAccount',
  'aws:principalorgid': 'PrincipalOrgID',
  'lambda:eventsourcetoken': 'EventSourceToken',
};

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

function principalOf(principal: Json | undefined): string | undefined {
  if (typeof principal === 'string') return principal;
  if (!isJsonObject(principal)) return undefined;
  return textOf(principal.AWS) ?? textOf(principal.Service);
}

/**
 * The call that writes a statement again; undefined for one that no call writes. Lambda has no way to set a policy
 * as a whole, so what cannot be said by a call cannot be brought back.
 */
export function permissionOf(statement: JsonObject): Permission | undefined {
  const [StatementId, Action] = [textOf(statement.Sid), textOf(statement.Action)];
  const Principal = principalOf(statement.Principal);
  if (StatementId === undefined || Action === undefined || Principal === undefined) return undefined;
  if (statement.Effect !== 'Allow') return undefined;
  const permission: Permission = { StatementId, Action, Principal };
  for (const keys of Object.values(isJsonObject(statement.Condition) ? statement.Condition : {})) {
    for (const [key, value] of Object.entries(isJsonObject(keys) ? keys : {})) {
      const text = textOf(value);
      const name = key.toLowerCase();
      const parameter = parameters[name];
      if (text === undefined) return undefined;
      if (parameter !== undefined) permission[parameter] = text;
      else if (name === 'lambda:functionurlauthtype') permission.FunctionUrlAuthType = text as 'NONE';
      else if (name === 'lambda:invokedviafunctionurl') permission.InvokedViaFunctionUrl = text === 'true';
      else return undefined;
    }
  }
  return permission;
}
