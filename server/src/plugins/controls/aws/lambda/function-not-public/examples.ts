import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'without a policy', configuration: {} },
    {
      title: 'for one service',
      configuration: {
        Policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: 'arn:aws:lambda:us-east-1:111122223333:function:a',
              Principal: { Service: 's3.amazonaws.com' },
              Condition: {
                ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::photos' },
                StringEquals: { 'AWS:SourceAccount': '111122223333' },
              },
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
        Policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: 'arn:aws:lambda:us-east-1:111122223333:function:a',
              Principal: '*',
            },
          ],
        },
      },
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Policy', reason: 'denied', permission: 'lambda:GetPolicy' }],
      says: 'lambda:GetPolicy',
    },
  ],
});
