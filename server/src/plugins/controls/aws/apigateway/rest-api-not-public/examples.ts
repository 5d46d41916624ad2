import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that is private', configuration: { EndpointConfiguration: { Types: ['PRIVATE'] } } },
    {
      title: 'that names its callers',
      configuration: {
        EndpointConfiguration: { Types: ['REGIONAL'] },
        Policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:root' },
              Action: 'execute-api:Invoke',
              Resource: '*',
            },
          ],
        },
      },
    },
  ],
  fail: [
    { title: 'without a policy', configuration: { EndpointConfiguration: { Types: ['EDGE'] } } },
    {
      title: 'for everybody',
      configuration: {
        EndpointConfiguration: { Types: ['REGIONAL'] },
        Policy: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }],
        },
      },
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'EndpointConfiguration', reason: 'denied', permission: 'apigateway:GET' }],
      says: 'apigateway:GET',
    },
  ],
});
