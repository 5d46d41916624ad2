import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const network = (AssignPublicIp: string) => ({
  NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp } },
});

export const examples = defineExamples({
  pass: [
    { title: 'without', configuration: network('DISABLED') },
    { title: 'without a network of its own, where addresses belong to the machines', configuration: {} },
  ],
  fail: [
    { title: 'with public addresses', configuration: network('ENABLED') },
    {
      title: 'with a task set that gets them',
      configuration: { TaskSets: [{ Id: 'ecs-svc/1', ...network('ENABLED') }] },
      says: 'ecs-svc/1',
    },
  ],
  unknown: [
    {
      title: 'whose NetworkConfiguration nobody could read',
      configuration: {},
      unreadable: [{ path: 'NetworkConfiguration', reason: 'denied', permission: 'ecs:DescribeServices' }],
    },
  ],
});
