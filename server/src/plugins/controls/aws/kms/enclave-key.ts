import type { Condition, Statement } from '../../../../core/iam-policy.ts';

/** What gives out plain data: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclave.html */
export const sensitiveActions = [
  'kms:decrypt',
  'kms:derivesharedsecret',
  'kms:generatedatakey',
  'kms:generatedatakeypair',
  'kms:generaterandom',
] as const;

export function isAttestation({ key }: Condition): boolean {
  return key.startsWith('kms:recipientattestation:');
}

/** A condition that holds only for a caller with an attestation of fixed values. */
export function asksForAttestation({ conditions }: Statement): boolean {
  return conditions.some(
    (one) =>
      isAttestation(one) &&
      !one.ifExists &&
      !one.forAllValues &&
      (one.operator === 'stringequals' || one.operator === 'stringequalsignorecase') &&
      one.values.length > 0,
  );
}

export function isSensitiveAllow({ effect, isNotAction, actions }: Statement): boolean {
  if (effect !== 'Allow') return false;
  if (isNotAction) return !sensitiveActions.every((wanted) => actions.some((one) => covers(one, wanted)));
  return sensitiveActions.some((wanted) => actions.some((one) => covers(one, wanted)));
}

/** A pattern with one or more `*`; what stands after the first is taken as if it fitted, which is the careful side. */
function covers(pattern: string, action: string): boolean {
  const star = pattern.search(/[*?]/);
  return star < 0 ? pattern === action : action.startsWith(pattern.slice(0, star));
}

/** A key is for enclaves when its policy asks for an attestation, or its description, alias or tags say so. */
export function isEnclaveKey(
  key: { Description?: string | undefined; Aliases?: readonly string[] | undefined },
  tags: Readonly<Record<string, string>>,
  statements: readonly Statement[],
): boolean {
  if (statements.some(({ conditions }) => conditions.some(isAttestation))) return true;
  const says = (text: string | undefined): boolean => text?.toLowerCase().includes('enclave') === true;
  if (says(key.Description) || key.Aliases?.some(says) === true) return true;
  return Object.entries(tags).some(([name, value]) => says(name) || says(value));
}
