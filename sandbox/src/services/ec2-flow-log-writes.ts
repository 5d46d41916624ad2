import { createHash } from 'node:crypto';
import type { FlowLog, UnsuccessfulItem } from '@aws-sdk/client-ec2';
import { awsError } from '../protocols/errors.ts';
import type { Call, Operations } from './service.ts';

const usualFields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const usualFormat = usualFields.replace(/[\w-]+/g, (field) => `\${${field}}`);

const failed = (ResourceId: string, Code: string, Message: string): UnsuccessfulItem => ({
  ResourceId,
  Error: { Code, Message },
});

const places: Record<string, (call: Call, id: string) => object | undefined> = {
  VPC: (call, id) => call.world.region(call.region).vpcs.get(id),
  Subnet: (call, id) => call.world.region(call.region).subnets.get(id),
  NetworkInterface: (call, id) => call.world.region(call.region).networkInterfaces.get(id),
};

export const ec2FlowLogWriteOperations: Operations<typeof import('@aws-sdk/client-ec2')> = {
  CreateFlowLogs: (input, call) => {
    const { flowLogs } = call.world.region(call.region);
    const find = places[input.ResourceType ?? ''];
    if (!find) {
      throw awsError(
        'InvalidParameter',
        400,
        `Value (${input.ResourceType}) for parameter resourceType is invalid.`,
      );
    }
    const LogDestinationType = input.LogDestinationType ?? 'cloud-watch-logs';
    if (LogDestinationType === 'cloud-watch-logs' && !input.DeliverLogsPermissionArn) {
      throw awsError(
        'InvalidParameter',
        400,
        "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
      );
    }
    if (LogDestinationType === 'cloud-watch-logs' && !input.LogGroupName && !input.LogDestination)
      throw awsError('InvalidParameter', 400, 'LogDestination or LogGroupName must be provided.');
    if (LogDestinationType === 's3') {
      const name = input.LogDestination?.split(':::')[1]?.split('/')[0] ?? '';
      if (!call.world.buckets.get(name))
        throw awsError('InvalidParameter', 400, `LogDestination: ${name} does not exist.`);
    }
    const FlowLogIds: string[] = [];
    const Unsuccessful: UnsuccessfulItem[] = [];
    for (const id of input.ResourceIds ?? []) {
      if (!find(call, id)) {
        Unsuccessful.push(failed(id, 'InvalidVpcId.NotFound', `The vpc ID '${id}' does not exist`));
        continue;
      }
      const log: FlowLog = {
        FlowLogId: '',
        FlowLogStatus: 'ACTIVE',
        ResourceId: id,
        TrafficType: input.TrafficType,
        LogDestinationType,
        ...(input.LogGroupName === undefined ? {} : { LogGroupName: input.LogGroupName }),
        ...(input.LogDestination === undefined ? {} : { LogDestination: input.LogDestination }),
        LogFormat: input.LogFormat ?? usualFormat,
        DeliverLogsStatus: 'SUCCESS',
        ...(input.DeliverLogsPermissionArn === undefined
          ? {}
          : { DeliverLogsPermissionArn: input.DeliverLogsPermissionArn }),
        MaxAggregationInterval: input.MaxAggregationInterval ?? 600,
        CreationTime: new Date(Math.floor(Date.now() / 1000) * 1000),
        Tags: input.TagSpecifications?.flatMap(({ Tags }) => Tags ?? []) ?? [],
      };
      const essence = (one: FlowLog) =>
        [
          one.ResourceId,
          one.TrafficType,
          one.LogDestinationType,
          one.LogGroupName,
          one.LogDestination,
        ].join();
      const double = flowLogs.all().find((one) => essence(one) === essence(log));
      if (double) {
        const message = `There is an existing Flow Log with the same configuration and log destination. Flow Log ID: ${double.FlowLogId}`;
        Unsuccessful.push(failed(id, 'FlowLogAlreadyExists', message));
        continue;
      }
      const digest = createHash('sha256').update(`${essence(log)} ${log.CreationTime?.getTime()}`);
      log.FlowLogId = `fl-0${digest.digest('hex').slice(0, 16)}`;
      flowLogs.put(log);
      FlowLogIds.push(log.FlowLogId);
    }
    return { ClientToken: input.ClientToken ?? '', FlowLogIds, Unsuccessful };
  },

  DeleteFlowLogs: (input, call) => {
    const { flowLogs } = call.world.region(call.region);
    const Unsuccessful = (input.FlowLogIds ?? [])
      .filter((id) => !flowLogs.remove(id))
      .map((id) => failed(id, 'InvalidFlowLogId.NotFound', `The flow log ID '${id}' does not exist`));
    return { Unsuccessful };
  },

  ModifySubnetAttribute: (input, call) => {
    const { subnets } = call.world.region(call.region);
    const subnet = subnets.get(input.SubnetId ?? '');
    if (!subnet)
      throw awsError('InvalidSubnetID.NotFound', 400, `The subnet ID '${input.SubnetId}' does not exist`);
    const changes = [input.MapPublicIpOnLaunch, input.AssignIpv6AddressOnCreation].filter(
      (one) => one !== undefined,
    );
    if (changes.length !== 1)
      throw awsError('InvalidParameterCombination', 400, 'You must specify exactly one attribute.');
    if (input.MapPublicIpOnLaunch) subnet.MapPublicIpOnLaunch = input.MapPublicIpOnLaunch.Value ?? false;
    if (input.AssignIpv6AddressOnCreation)
      subnet.AssignIpv6AddressOnCreation = input.AssignIpv6AddressOnCreation.Value ?? false;
    subnets.put(subnet);
    return {};
  },
};
