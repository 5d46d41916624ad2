import { deniedUnder, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';
import {
  asksForAttestation,
  isAttestation,
  isEnclaveKey,
  isSensitiveAllow,
  sensitiveActions,
} from '../enclave-key.ts';

const refusing = new Set(['stringnotequals', 'stringnotequalsignorecase', 'stringnotlike']);

export const control = defineControl({
  id: 'aws-kms-key-enclave-attestation-no-way-around',
  version: 1,
  title: 'KMS key for enclaves leaves no way around the attestation',
  severity: 'high',
  category: 'encryption',
  risk: 'A statement without the condition is harmless only when a Deny takes it back for every caller without an attestation. Otherwise the protection of the enclave is a matter of trust.',
  advice: {
    console:
      'KMS → Customer managed keys → the key → Key policy → Edit: deny decrypting to everybody when kms:RecipientAttestation:ImageSha384 is not the expected value.',
    cli: 'aws kms put-key-policy --key-id KEY_ID --policy-name default --policy file://policy.json',
    terraform:
      'statement {\n  effect    = "Deny"\n  actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]\n  resources = ["*"]\n  principals {\n    type        = "*"\n    identifiers = ["*"]\n  }\n  condition {\n    test     = "StringNotEqualsIgnoreCase"\n    variable = "kms:RecipientAttestation:ImageSha384"\n    values   = ["IMAGE_HASH"]\n  }\n}',
    cloudformation:
      'Condition:\n  StringNotEqualsIgnoreCase:\n    kms:RecipientAttestation:ImageSha384: IMAGE_HASH',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclave.html'],
  resource: kmsKeyType,
  equivalents: ['prowler:kms_key_enclave_attestation_bypassable_path'],
  evaluate(key, subject) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages this key.', 'KeyManager');
    const policy = parsePolicy(key.KeyPolicy);
    if (!policy.readable) return unknown(`The policy cannot be read: ${policy.why}.`, 'KeyPolicy');
    if (!isEnclaveKey(key, subject.tags, policy.statements))
      return notApplicable('Nothing says that the key is for enclaves.', 'KeyPolicy', 'Description', 'Tags');
    const open = policy.statements.find((one) => isSensitiveAllow(one) && !asksForAttestation(one));
    if (open === undefined)
      return pass('Every statement that allows using the key asks for an attestation.', 'KeyPolicy');
    const isTakenBack = sensitiveActions.every(
      (action) =>
        deniedUnder(
          policy,
          { action, resources: ['*'] },
          (one) => refusing.has(one.operator) && !one.ifExists && isAttestation(one),
        ).answer === 'yes',
    );
    if (isTakenBack)
      return pass(`The ${open.label} is taken back for every caller without an attestation.`, 'KeyPolicy');
    return fail(`The ${open.label} is a way around the attestation, and no Deny closes it.`, 'KeyPolicy');
  },
});
