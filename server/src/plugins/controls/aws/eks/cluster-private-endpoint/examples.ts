import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with the private endpoint',
      configuration: { ResourcesVpcConfig: { EndpointPrivateAccess: true } },
    },
  ],
  fail: [
    { title: 'without it', configuration: { ResourcesVpcConfig: { EndpointPrivateAccess: false } } },
    { title: 'that says nothing, which means off', configuration: { ResourcesVpcConfig: {} } },
  ],
  unknown: [
    {
      title: 'whose ResourcesVpcConfig nobody could read',
      configuration: {},
      unreadable: [{ path: 'ResourcesVpcConfig', reason: 'denied', permission: 'eks:DescribeCluster' }],
    },
  ],
});
