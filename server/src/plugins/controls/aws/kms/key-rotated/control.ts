import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';

export const control = defineControl({
  id: 'aws-kms-key-rotated',
  version: 1,
  title: 'KMS key is rotated every year',
  severity: 'medium',
  category: 'encryption',
  risk:
    'A key that never changes protects years of data at once: whoever gets hold of it once reads everything. ' +
    'Rotation renews the key material without any change for those who use the key.',
  advice: {
    console:
      'KMS → Customer managed keys → the key → Key rotation → Edit → Enable, with a period of 365 days or less.',
    cli: 'aws kms enable-key-rotation --key-id KEY_ID --rotation-period-in-days 365',
    terraform: 'resource "aws_kms_key" "this" {\n  enable_key_rotation = true\n}',
    cloudformation: 'EnableKeyRotation: true',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html'],
  resource: kmsKeyType,
  equivalents: ['prowler:kms_cmk_rotation_enabled'],
  evaluate(key) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages and rotates this key.', 'KeyManager');
    if (key.KeyState === 'PendingDeletion' || key.KeyState === 'PendingReplicaDeletion')
      return notApplicable('The key is scheduled for deletion.', 'KeyState');
    if ((key.KeySpec ?? 'SYMMETRIC_DEFAULT') !== 'SYMMETRIC_DEFAULT')
      return notApplicable(`Keys of the form ${key.KeySpec} cannot be rotated automatically.`, 'KeySpec');
    if ((key.Origin ?? 'AWS_KMS') !== 'AWS_KMS')
      return notApplicable(
        `Key material of the origin ${key.Origin} cannot be rotated automatically.`,
        'Origin',
      );
    if (key.MultiRegionConfiguration?.MultiRegionKeyType === 'REPLICA')
      return notApplicable('A replica takes its rotation from its primary key.', 'MultiRegionConfiguration');
    if (key.EnableKeyRotation !== true) return fail('Automatic rotation is off.', 'EnableKeyRotation');
    const days = key.RotationPeriodInDays ?? 365;
    if (days > 366) return fail(`The key is only rotated every ${days} days.`, 'RotationPeriodInDays');
    return pass(`The key is rotated every ${days} days.`, 'EnableKeyRotation', 'RotationPeriodInDays');
  },
});
