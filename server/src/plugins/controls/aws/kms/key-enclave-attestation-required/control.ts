import { parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';
import { asksForAttestation, isEnclaveKey, isSensitiveAllow } from '../enclave-key.ts';

export const control = defineControl({
  id: 'aws-kms-key-enclave-attestation-required',
  version: 1,
  title: 'KMS key for enclaves asks every caller for an attestation',
  severity: 'high',
  category: 'encryption',
  risk:
    'A key for Nitro Enclaves protects only when it serves nobody but attested enclaves. ' +
    'One statement without the condition lets the parent instance, or anybody in the account, decrypt outside.',
  advice: {
    console:
      'KMS → Customer managed keys → the key → Key policy → Edit: add kms:RecipientAttestation conditions to each statement that allows decrypting or making data keys.',
    cli: 'aws kms put-key-policy --key-id KEY_ID --policy-name default --policy file://policy.json',
    terraform:
      'condition {\n  test     = "StringEqualsIgnoreCase"\n  variable = "kms:RecipientAttestation:ImageSha384"\n  values   = ["IMAGE_HASH"]\n}',
    cloudformation:
      'Condition:\n  StringEqualsIgnoreCase:\n    kms:RecipientAttestation:ImageSha384: IMAGE_HASH',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclave.html'],
  resource: kmsKeyType,
  equivalents: ['prowler:kms_key_enclave_attestation_not_enforced'],
  evaluate(key, subject) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages this key.', 'KeyManager');
    const policy = parsePolicy(key.KeyPolicy);
    if (!policy.readable) return unknown(`The policy cannot be read: ${policy.why}.`, 'KeyPolicy');
    if (!isEnclaveKey(key, subject.tags, policy.statements))
      return notApplicable('Nothing says that the key is for enclaves.', 'KeyPolicy', 'Description', 'Tags');
    const open = policy.statements.find((one) => isSensitiveAllow(one) && !asksForAttestation(one));
    if (open !== undefined)
      return fail(`The ${open.label} allows using the key without an attestation.`, 'KeyPolicy');
    return pass('Every statement that allows using the key asks for an attestation.', 'KeyPolicy');
  },
});
