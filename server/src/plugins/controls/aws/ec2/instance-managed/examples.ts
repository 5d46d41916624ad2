import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const node = (PingStatus: string) => ({ configuration: { InstanceId: 'i-1', PingStatus } });

export const examples = defineExamples({
  pass: [
    {
      title: 'whose agent is online',
      configuration: { InstanceId: 'i-1' },
      surroundings: { nodes: [node('Online')] },
    },
  ],
  fail: [
    {
      title: 'without the agent',
      configuration: { InstanceId: 'i-2' },
      surroundings: { nodes: [node('Online')] },
      says: 'does not know',
    },
    {
      title: 'whose agent is lost',
      configuration: { InstanceId: 'i-1' },
      surroundings: { nodes: [node('ConnectionLost')] },
      says: 'ConnectionLost',
    },
  ],
  unknown: [
    {
      title: 'where the managed instances were not listed',
      configuration: { InstanceId: 'i-1' },
      unlisted: ['nodes'],
    },
  ],
  not_applicable: [
    {
      title: 'that is stopped',
      configuration: { InstanceId: 'i-1', State: { Name: 'stopped' } },
      surroundings: { nodes: [] },
    },
  ],
});
