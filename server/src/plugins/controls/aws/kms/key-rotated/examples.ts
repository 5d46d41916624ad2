import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const customer = {
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  KeySpec: 'SYMMETRIC_DEFAULT',
  Origin: 'AWS_KMS',
};

export const examples = defineExamples({
  pass: [
    {
      title: 'that is rotated every year',
      configuration: { ...customer, EnableKeyRotation: true, RotationPeriodInDays: 365 },
      says: '365',
    },
    {
      title: 'with the default period',
      configuration: { ...customer, EnableKeyRotation: true },
      says: '365',
    },
  ],
  fail: [
    { title: 'without rotation', configuration: { ...customer, EnableKeyRotation: false } },
    {
      title: 'that is rotated every five years',
      configuration: { ...customer, EnableKeyRotation: true, RotationPeriodInDays: 1825 },
      says: '1825',
    },
  ],
  unknown: [
    {
      title: 'whose rotation was denied',
      configuration: customer,
      unreadable: [{ path: 'EnableKeyRotation', reason: 'denied', permission: 'kms:GetKeyRotationStatus' }],
    },
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [{ path: 'KeyManager', reason: 'denied', permission: 'kms:DescribeKey' }],
    },
  ],
  not_applicable: [
    { title: 'that AWS manages', configuration: { KeyManager: 'AWS' } },
    { title: 'that is asymmetric', configuration: { ...customer, KeySpec: 'RSA_2048' } },
    { title: 'with imported material', configuration: { ...customer, Origin: 'EXTERNAL' } },
    { title: 'that is about to be deleted', configuration: { ...customer, KeyState: 'PendingDeletion' } },
    {
      title: 'that is a replica',
      configuration: { ...customer, MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA' } },
    },
  ],
});
