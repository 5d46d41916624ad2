import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const policy = (
  Principal: string | { AWS: string },
  Condition: { [key: string]: { [key: string]: string } } = {},
) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: '*', Condition }],
});

export const examples = defineExamples({
  pass: [
    {
      title: 'for its own account',
      configuration: { PolicyDocument: policy({ AWS: 'arn:aws:iam::111122223333:root' }) },
    },
    {
      title: 'for its organisation',
      configuration: {
        PolicyDocument: policy('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }),
      },
    },
  ],
  fail: [
    { title: 'for everybody', configuration: { PolicyDocument: policy('*') }, says: 'any account' },
    {
      title: 'for another account',
      configuration: { PolicyDocument: policy({ AWS: 'arn:aws:iam::444455556666:root' }) },
      says: '444455556666',
    },
    { title: 'without a policy', configuration: { VpcEndpointType: 'Gateway' } },
  ],
  unknown: [{ title: 'whose policy is no policy', configuration: { PolicyDocument: 'nonsense' } }],
  not_applicable: [
    { title: 'of a gateway load balancer', configuration: { VpcEndpointType: 'GatewayLoadBalancer' } },
  ],
});
