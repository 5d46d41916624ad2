import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const logs = (...types: string[]) => ({
  Logging: { ClusterLogging: { EnabledTypes: types.map((Type) => ({ Type })) } },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'with all logs',
      configuration: logs('api', 'audit', 'authenticator', 'controllerManager', 'scheduler'),
    },
  ],
  fail: [
    {
      title: 'without two of them',
      configuration: logs('api', 'audit', 'authenticator'),
      says: 'controllerManager, scheduler',
    },
    { title: 'without any', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose Logging nobody could read',
      configuration: {},
      unreadable: [{ path: 'Logging', reason: 'denied', permission: 'eks:DescribeCluster' }],
    },
  ],
});
