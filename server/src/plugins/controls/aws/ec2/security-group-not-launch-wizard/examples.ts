import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a name of its own', configuration: { GroupName: 'web' } }],
  fail: [
    { title: 'of the wizard', configuration: { GroupName: 'launch-wizard-3' }, says: 'launch-wizard-3' },
  ],
  unknown: [
    {
      title: 'where GroupName could not be read',
      configuration: {},
      unreadable: [{ path: 'GroupName', reason: 'denied', permission: 'ec2:DescribeSecurityGroups' }],
      says: 'ec2:DescribeSecurityGroups',
    },
  ],
});
