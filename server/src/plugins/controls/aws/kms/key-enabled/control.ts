import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';

export const control = defineControl({
  id: 'aws-kms-key-enabled',
  version: 1,
  title: 'KMS key is switched on',
  severity: 'low',
  category: 'governance',
  risk:
    'Keys that are switched off and forgotten cost money and hide which data depends on them. ' +
    'Either the key is needed, or it should be deleted on purpose.',
  advice: {
    console:
      'KMS → Customer managed keys → the key → Key actions → Enable, or schedule its deletion when nothing needs it.',
    cli: 'aws kms enable-key --key-id KEY_ID',
    terraform: 'resource "aws_kms_key" "this" {\n  is_enabled = true\n}',
    cloudformation: 'Enabled: true',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html'],
  resource: kmsKeyType,
  equivalents: ['prowler:kms_cmk_are_used'],
  evaluate(key) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages this key.', 'KeyManager');
    if (key.KeyState === 'Enabled') return pass('The key is switched on.', 'KeyState');
    if (key.KeyState === 'PendingDeletion' || key.KeyState === 'PendingReplicaDeletion')
      return notApplicable('The key is scheduled for deletion, which is judged by itself.', 'KeyState');
    return fail(`The key is not usable: its state is ${key.KeyState ?? 'not given'}.`, 'KeyState');
  },
});
