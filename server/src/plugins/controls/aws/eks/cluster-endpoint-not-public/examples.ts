import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a private endpoint',
      configuration: { ResourcesVpcConfig: { EndpointPublicAccess: false } },
    },
    {
      title: 'with the office network',
      configuration: {
        ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ['198.51.100.0/24'] },
      },
    },
  ],
  fail: [
    {
      title: 'that answers everybody',
      configuration: { ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ['0.0.0.0/0'] } },
      says: '0.0.0.0/0',
    },
    { title: 'that says nothing, which means everybody', configuration: { ResourcesVpcConfig: {} } },
  ],
  unknown: [
    {
      title: 'whose ResourcesVpcConfig nobody could read',
      configuration: {},
      unreadable: [{ path: 'ResourcesVpcConfig', reason: 'denied', permission: 'eks:DescribeCluster' }],
    },
  ],
});
