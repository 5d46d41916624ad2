import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with all three',
      configuration: {
        Status: 'ENABLED',
        ResourceState: { Ec2: 'ENABLED', Ecr: 'ENABLED', Lambda: 'ENABLED', LambdaCode: 'DISABLED' },
      },
    },
  ],
  fail: [
    {
      title: 'without Lambda',
      configuration: {
        Status: 'ENABLED',
        ResourceState: { Ec2: 'ENABLED', Ecr: 'ENABLED', Lambda: 'DISABLED' },
      },
      says: 'Lambda',
    },
    {
      title: 'where it is off',
      configuration: {
        Status: 'DISABLED',
        ResourceState: { Ec2: 'DISABLED', Ecr: 'DISABLED', Lambda: 'DISABLED' },
      },
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'ResourceState', reason: 'denied', permission: 'inspector2:BatchGetAccountStatus' },
      ],
      says: 'inspector2:BatchGetAccountStatus',
    },
  ],
});
