import { AppError } from '../../../../../core/errors.ts';
import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { vpcType } from '../../../../providers/aws/resources/vpc/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand, lastPart, titled } from '../../target.ts';

/** Where flow logs of this region go already; the first VPC needs a person. */
type Destination = {
  LogDestinationType: string;
  LogDestination: string | null;
  LogGroupName: string | null;
  DeliverLogsPermissionArn: string | null;
};
type State = {
  /** Whether a flow log of the VPC records refused traffic and delivers it. */
  IsRecorded: boolean;
  Destination: Destination | null;
};

/** Ours are known by this tag, so that the way back takes away nothing else. */
const tag = { Key: 'managed-by', Value: 'infraaudit' };

type FlowLog = {
  FlowLogId?: string;
  ResourceId?: string;
  TrafficType?: string;
  FlowLogStatus?: string;
  DeliverLogsStatus?: string;
  Tags?: { Key?: string; Value?: string }[];
} & { [Name in keyof Destination]?: string | undefined };

async function flowLogs(session: AwsActingSession): Promise<FlowLog[]> {
  const pages = await session.pages('ec2', 'DescribeFlowLogs', { MaxResults: 1000 });
  return pages.flatMap((page) => (page.FlowLogs ?? []) as FlowLog[]);
}

const records = (log: FlowLog) =>
  log.TrafficType !== 'ACCEPT' && log.FlowLogStatus !== 'INACTIVE' && log.DeliverLogsStatus !== 'FAILED';
const isOurs = ({ Tags }: FlowLog) =>
  (Tags ?? []).some(({ Key, Value }) => Key === tag.Key && Value === tag.Value);

/** The destination of most flow logs of the region that deliver; the first by name where several are as frequent. */
function usualDestination(logs: readonly FlowLog[]): Destination | null {
  const counts = new Map<string, number>();
  for (const log of logs.filter((one) => records(one) && !isOurs(one))) {
    const key = JSON.stringify({
      LogDestinationType: log.LogDestinationType ?? 'cloud-watch-logs',
      LogDestination: log.LogDestination ?? null,
      LogGroupName: log.LogGroupName ?? null,
      DeliverLogsPermissionArn: log.DeliverLogsPermissionArn ?? null,
    } satisfies Destination);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return best === undefined ? null : (JSON.parse(best[0]) as Destination);
}

export const remediation = defineRemediation<typeof vpcType, AwsActingSession, State>({
  id: 'aws-vpc-flow-logs',
  title: 'Record the traffic of a VPC',
  description:
    'Makes a flow log of all traffic of the VPC that delivers where the other flow logs of the region deliver. ' +
    'Flow logs that exist stay as they are; where there is none yet, a person has to choose the destination.',
  resource: vpcType,
  risk: 'low',
  impact:
    'Storage and delivery of the records are charged by volume. Traffic itself is neither slowed nor changed.',
  effortMinutes: 15,
  controls: ['aws-vpc-flow-logs-enabled'],
  driftAttributes: ['FlowLogs'],
  irreversible: null,
  permissions: {
    read: ['ec2:DescribeVpcs', 'ec2:DescribeFlowLogs'],
    write: [
      'ec2:CreateFlowLogs',
      'ec2:CreateTags',
      'ec2:DeleteFlowLogs',
      'iam:PassRole',
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
    ],
  },
  calls: { writes: ['ec2:CreateFlowLogs', 'ec2:DeleteFlowLogs'] },

  async read(session, target) {
    const vpcs = await session.ask(
      'ec2',
      'DescribeVpcs',
      { VpcIds: [lastPart(target)] },
      { gone: ['InvalidVpcID.NotFound'] },
    );
    if (vpcs.state !== 'value') return null;
    const logs = await flowLogs(session);
    const own = logs.filter(({ ResourceId }) => ResourceId === lastPart(target));
    return { IsRecorded: own.some(records), Destination: usualDestination(logs) };
  },

  plan(state, { target }) {
    if (state.IsRecorded) return { nothing: 'A flow log of the VPC records refused traffic.' };
    if (state.Destination === null)
      return { cannot: `No flow log of ${target.region} delivers anywhere: choose a destination by hand.` };
    const { LogDestination, LogGroupName } = state.Destination;
    return {
      after: { ...state, IsRecorded: true },
      summary: `Record all traffic of ${titled(target)} to ${LogDestination ?? LogGroupName}`,
    };
  },

  async write(session, target, from, to) {
    const logs = (await flowLogs(session)).filter(({ ResourceId }) => ResourceId === lastPart(target));
    if (!to.IsRecorded) {
      const FlowLogIds = logs.filter(isOurs).flatMap(({ FlowLogId }) => FlowLogId ?? []);
      if (FlowLogIds.length > 0) refuseFailures(await session.send('ec2', 'DeleteFlowLogs', { FlowLogIds }));
      return;
    }
    const { Destination } = from;
    if (logs.some(records) || Destination === null) return;
    const { LogDestinationType, LogDestination, LogGroupName, DeliverLogsPermissionArn } = Destination;
    const answer = await session.send('ec2', 'CreateFlowLogs', {
      ResourceType: 'VPC',
      ResourceIds: [lastPart(target)],
      TrafficType: 'ALL',
      LogDestinationType: LogDestinationType as 's3',
      ...(LogDestination === null ? {} : { LogDestination }),
      // A group may be named by its ARN or by its name, and not by both.
      ...(LogGroupName === null || LogDestination !== null ? {} : { LogGroupName }),
      ...(DeliverLogsPermissionArn === null ? {} : { DeliverLogsPermissionArn }),
      TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags: [tag] }],
    });
    refuseFailures(answer);
  },

  callsBetween: (_from, to) => [to.IsRecorded ? 'ec2:CreateFlowLogs' : 'ec2:DeleteFlowLogs'],

  byHand(target, before, after) {
    const { LogDestinationType, LogDestination, LogGroupName, DeliverLogsPermissionArn } =
      before.Destination ?? {
        LogDestinationType: 's3',
        LogDestination: 'arn:aws:s3:::BUCKET',
        LogGroupName: null,
        DeliverLogsPermissionArn: null,
      };
    if (!after.IsRecorded)
      return {
        cli: [awsCommand('ec2 delete-flow-logs', target, '--flow-log-ids', 'FLOW_LOG_ID')],
        terraform: null,
        console: `VPC → Your VPCs → ${lastPart(target)} → Flow logs: delete the one with the tag ${tag.Key}.`,
      };
    const where =
      LogDestination === null
        ? ['--log-group-name', LogGroupName ?? '']
        : ['--log-destination', LogDestination];
    const role =
      DeliverLogsPermissionArn === null ? [] : ['--deliver-logs-permission-arn', DeliverLogsPermissionArn];
    return {
      cli: [
        awsCommand(
          'ec2 create-flow-logs',
          target,
          ...['--resource-type', 'VPC', '--resource-ids', lastPart(target), '--traffic-type', 'ALL'],
          ...['--log-destination-type', LogDestinationType, ...where, ...role],
        ),
      ],
      terraform: [
        'resource "aws_flow_log" "this" {',
        `  vpc_id               = ${JSON.stringify(lastPart(target))}`,
        '  traffic_type         = "ALL"',
        `  log_destination_type = ${JSON.stringify(LogDestinationType)}`,
        `  log_destination      = ${JSON.stringify(LogDestination ?? `ARN of ${LogGroupName}`)}`,
        ...(DeliverLogsPermissionArn === null
          ? []
          : [`  iam_role_arn         = ${JSON.stringify(DeliverLogsPermissionArn)}`]),
        '}',
      ].join('\n'),
      console: `VPC → Your VPCs → ${lastPart(target)} → Flow logs → Create flow log: all traffic, to ${LogDestination ?? LogGroupName}.`,
    };
  },
});

type Failure = { Error?: { Code?: string | undefined; Message?: string | undefined } | undefined };
type Answer = { Unsuccessful?: Failure[] | undefined };

/** EC2 answers 200 and names what it could not do. */
function refuseFailures({ Unsuccessful }: Answer): void {
  const [failure] = Unsuccessful ?? [];
  if (failure === undefined) return;
  throw new AppError(
    'upstream_failed',
    `ec2: ${failure.Error?.Code ?? 'failed'}: ${failure.Error?.Message ?? 'AWS gives no reason'}`,
  );
}
