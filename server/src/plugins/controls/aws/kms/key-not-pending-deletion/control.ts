import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';

export const control = defineControl({
  id: 'aws-kms-key-not-pending-deletion',
  version: 1,
  title: 'KMS key is not scheduled for deletion',
  severity: 'critical',
  category: 'resilience',
  risk:
    'When a key is gone, everything that it encrypted is lost, backups included, and nobody can bring it back. ' +
    'The waiting time is the last chance to notice a mistake or a sabotage.',
  advice: {
    console:
      'KMS → Customer managed keys → the key → Key actions → Cancel key deletion; disable it first if it is really not needed.',
    cli: 'aws kms cancel-key-deletion --key-id KEY_ID',
    terraform:
      'resource "aws_kms_key" "this" {\n  deletion_window_in_days = 30\n  lifecycle {\n    prevent_destroy = true\n  }\n}',
    cloudformation: 'DeletionPolicy: Retain\nUpdateReplacePolicy: Retain',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html'],
  resource: kmsKeyType,
  equivalents: ['prowler:kms_cmk_not_deleted_unintentionally'],
  evaluate(key) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages this key.', 'KeyManager');
    if (key.KeyState === 'PendingDeletion' || key.KeyState === 'PendingReplicaDeletion') {
      const day = key.DeletionDate?.slice(0, 10);
      return fail(
        `The key will be deleted${day === undefined ? '' : ` on ${day}`}.`,
        'KeyState',
        'DeletionDate',
      );
    }
    return pass('The key is not scheduled for deletion.', 'KeyState');
  },
});
