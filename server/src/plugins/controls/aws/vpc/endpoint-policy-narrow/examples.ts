import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const policy = (parts: { [key: string]: string | { [key: string]: { [key: string]: string } } }) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...parts }],
});

export const examples = defineExamples({
  pass: [
    {
      title: 'for one bucket',
      configuration: { PolicyDocument: policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' }) },
    },
    {
      title: 'for its own account',
      configuration: {
        PolicyDocument: policy({ Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
      },
    },
  ],
  fail: [
    { title: 'as AWS makes it', configuration: { PolicyDocument: policy({}) }, says: 'everything' },
    { title: 'for a whole service', configuration: { PolicyDocument: policy({ Action: 's3:*' }) } },
    { title: 'without a policy', configuration: { VpcEndpointType: 'Interface' } },
  ],
  unknown: [{ title: 'whose policy is no policy', configuration: { PolicyDocument: 'nonsense' } }],
  not_applicable: [
    { title: 'of a gateway load balancer', configuration: { VpcEndpointType: 'GatewayLoadBalancer' } },
  ],
});
