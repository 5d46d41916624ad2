import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with the role of the service',
      configuration: {
        RoleARN:
          'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
      },
    },
  ],
  fail: [
    {
      title: 'with a role of its own',
      configuration: { RoleARN: 'arn:aws:iam::111122223333:role/config' },
      says: 'config',
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'RoleARN', reason: 'denied', permission: 'config:DescribeConfigurationRecorders' },
      ],
      says: 'config:DescribeConfigurationRecorders',
    },
  ],
});
