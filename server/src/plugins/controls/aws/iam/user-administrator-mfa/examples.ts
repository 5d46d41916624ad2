import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const ManagedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess'];
const administrators = { configuration: { GroupName: 'administrators', ManagedPolicyArns } };
const MFADevices = [{ SerialNumber: 'arn:aws:iam::111122223333:mfa/a' }];

export const examples = defineExamples({
  pass: [
    {
      title: 'with a device',
      configuration: { Groups: ['administrators'], MFADevices },
      surroundings: { groups: [administrators] },
    },
  ],
  fail: [
    { title: 'with full rights and no device', configuration: { ManagedPolicyArns } },
    {
      title: 'with full rights by a group and no device',
      configuration: { Groups: ['administrators'] },
      surroundings: { groups: [administrators] },
      says: 'by the group administrators',
    },
    {
      title: 'with full rights, whatever the groups give',
      configuration: { ManagedPolicyArns, Groups: ['others'] },
      unlisted: ['groups'],
    },
  ],
  unknown: [
    { title: 'whose groups were not listed', configuration: { Groups: ['others'] }, unlisted: ['groups'] },
    {
      title: 'whose devices were denied',
      configuration: { ManagedPolicyArns },
      unreadable: [{ path: 'MFADevices', reason: 'denied', permission: 'iam:ListMFADevices' }],
      says: 'iam:ListMFADevices',
    },
  ],
  not_applicable: [
    {
      title: 'without such rights',
      configuration: { Groups: ['readers'] },
      surroundings: { groups: [{ configuration: { GroupName: 'readers' } }] },
    },
  ],
});
