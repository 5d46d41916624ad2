import { parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';
import { asksForAttestation, isEnclaveKey, isSensitiveAllow } from '../enclave-key.ts';

const binding = new Set([
  'kms:recipientattestation:pcr3',
  'kms:recipientattestation:pcr4',
  'kms:recipientattestation:pcr8',
  'aws:principalaccount',
  'aws:sourceaccount',
  'kms:calleraccount',
]);

export const control = defineControl({
  id: 'aws-kms-key-enclave-bound-to-deployment',
  version: 1,
  title: 'KMS key for enclaves is bound to a deployment',
  severity: 'low',
  category: 'encryption',
  risk: 'The hash of an image says what runs, not where: the same image started by somebody else gets the key as well, unless the condition also names the role, the instance or the signer.',
  advice: {
    console:
      'KMS → Customer managed keys → the key → Key policy → Edit: add kms:RecipientAttestation:PCR3, PCR4 or PCR8 beside the image.',
    cli: 'aws kms put-key-policy --key-id KEY_ID --policy-name default --policy file://policy.json',
    terraform:
      'condition {\n  test     = "StringEqualsIgnoreCase"\n  variable = "kms:RecipientAttestation:PCR3"\n  values   = ["ROLE_HASH"]\n}',
    cloudformation: 'Condition:\n  StringEqualsIgnoreCase:\n    kms:RecipientAttestation:PCR3: ROLE_HASH',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclave.html'],
  resource: kmsKeyType,
  equivalents: ['prowler:kms_key_enclave_attestation_no_deployment_binding'],
  evaluate(key, subject) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages this key.', 'KeyManager');
    const policy = parsePolicy(key.KeyPolicy);
    if (!policy.readable) return unknown(`The policy cannot be read: ${policy.why}.`, 'KeyPolicy');
    if (!isEnclaveKey(key, subject.tags, policy.statements))
      return notApplicable('Nothing says that the key is for enclaves.', 'KeyPolicy', 'Description', 'Tags');
    const attested = policy.statements.filter((one) => isSensitiveAllow(one) && asksForAttestation(one));
    if (attested.length === 0)
      return notApplicable('No statement asks for an attestation, which is judged by itself.', 'KeyPolicy');
    const loose = attested.find((one) => !one.conditions.some((condition) => binding.has(condition.key)));
    if (loose !== undefined)
      return fail(
        `The ${loose.label} names an image, but neither role, instance, signer nor account.`,
        'KeyPolicy',
      );
    return pass(
      'Every statement with an attestation names a role, an instance, a signer or an account.',
      'KeyPolicy',
    );
  },
});
