import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a flow log',
      configuration: {
        FlowLogs: [{ Id: 'fl-1', TrafficType: 'ALL', FlowLogStatus: 'ACTIVE', DeliverLogsStatus: 'SUCCESS' }],
      },
    },
    {
      title: 'that records what is rejected',
      configuration: { FlowLogs: [{ Id: 'fl-1', TrafficType: 'REJECT' }] },
      says: 'rejected',
    },
  ],
  fail: [
    { title: 'without a flow log', configuration: {}, says: 'no flow log' },
    {
      title: 'whose flow log cannot deliver',
      configuration: {
        FlowLogs: [{ Id: 'fl-1', TrafficType: 'ALL', FlowLogStatus: 'ACTIVE', DeliverLogsStatus: 'FAILED' }],
      },
    },
    {
      title: 'that records only what is accepted',
      configuration: { FlowLogs: [{ Id: 'fl-1', TrafficType: 'ACCEPT' }] },
    },
  ],
  unknown: [
    {
      title: 'where FlowLogs could not be read',
      configuration: {},
      unreadable: [{ path: 'FlowLogs', reason: 'denied', permission: 'ec2:DescribeFlowLogs' }],
      says: 'ec2:DescribeFlowLogs',
    },
  ],
});
