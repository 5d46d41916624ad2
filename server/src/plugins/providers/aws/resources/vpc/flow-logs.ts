import type { FlowLog } from '@aws-sdk/client-ec2';
import { sortedBy, unlessBlank } from '../../shapes/order.ts';

/**
 * The flow logs of one VPC as CloudFormation describes them. A flow log that does not deliver (its role or its
 * bucket is gone) is kept, with the status that says so: it records nothing.
 */
export function flowLogsOf(vpcId: string | undefined, all: readonly FlowLog[]): object[] | undefined {
  const own = all.filter((flowLog) => flowLog.ResourceId === vpcId);
  return sortedBy(own.map(flowLogShape), (flowLog) => [flowLog.Id]);
}

function flowLogShape(flowLog: FlowLog) {
  return {
    Id: flowLog.FlowLogId,
    ResourceId: flowLog.ResourceId,
    TrafficType: flowLog.TrafficType,
    LogDestinationType: flowLog.LogDestinationType,
    LogDestination: unlessBlank(flowLog.LogDestination),
    LogGroupName: unlessBlank(flowLog.LogGroupName),
    DeliverLogsPermissionArn: unlessBlank(flowLog.DeliverLogsPermissionArn),
    DeliverCrossAccountRole: unlessBlank(flowLog.DeliverCrossAccountRole),
    LogFormat: unlessBlank(flowLog.LogFormat),
    MaxAggregationInterval: flowLog.MaxAggregationInterval,
    DestinationOptions: flowLog.DestinationOptions,
    FlowLogStatus: flowLog.FlowLogStatus,
    DeliverLogsStatus: flowLog.DeliverLogsStatus,
  };
}
