import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'for one service',
      configuration: {
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'route53.amazonaws.com' },
              Action: 'logs:PutLogEvents',
              Resource: '*',
            },
          ],
        },
      },
    },
  ],
  fail: [
    {
      title: 'for everybody',
      configuration: {
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 'logs:PutLogEvents', Resource: '*' }],
        },
      },
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'PolicyDocument', reason: 'denied', permission: 'logs:DescribeResourcePolicies' }],
      says: 'logs:DescribeResourcePolicies',
    },
  ],
});
