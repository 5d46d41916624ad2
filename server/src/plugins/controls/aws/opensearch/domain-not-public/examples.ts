import type { Json, JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const policy = (Principal: Json, more: JsonObject = {}) => ({
  AccessPolicies: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'es:*', Resource: '*', ...more }],
  },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'in a VPC, with an open policy',
      configuration: { ...policy('*'), VPCOptions: { VPCId: 'vpc-1' } },
    },
    { title: 'that names a role', configuration: policy({ AWS: 'arn:aws:iam::111122223333:role/search' }) },
    {
      title: 'that lets an office network in',
      configuration: policy(
        { AWS: '*' },
        { Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } },
      ),
    },
    { title: 'without a policy', configuration: {} },
  ],
  fail: [
    { title: 'that lets everybody in', configuration: policy({ AWS: '*' }) },
    {
      title: 'that lets every address in',
      configuration: policy('*', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }),
    },
  ],
  unknown: [
    {
      title: 'whose VPCOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'VPCOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
    {
      title: 'whose AccessPolicies nobody could read',
      configuration: {},
      unreadable: [{ path: 'AccessPolicies', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
    { title: 'whose policy is no policy', configuration: { AccessPolicies: 'broken' } },
  ],
});
