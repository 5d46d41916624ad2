import type { IpPermission, SecurityGroup, Tag } from '@aws-sdk/client-ec2';
import { awsError } from '../protocols/errors.ts';
import type { Table } from '../world/table.ts';
import type { Region } from '../world/world.ts';
import type { Call, Operations } from './service.ts';

interface Tagged {
  Tags?: Tag[] | undefined;
}

/** The tables whose records EC2 can tag, by the prefix of their ids. */
function tableOf(region: Region, id: string): Table<Tagged> | undefined {
  const tables: Record<string, Table<Tagged>> = {
    i: region.instances as Table<Tagged>,
    vol: region.volumes,
    snap: region.snapshots as Table<Tagged>,
    ami: region.images as Table<Tagged>,
    sg: region.securityGroups,
    vpc: region.vpcs as Table<Tagged>,
    subnet: region.subnets,
    rtb: region.routeTables,
    acl: region.networkAcls,
    igw: region.internetGateways,
    nat: region.natGateways,
    eipalloc: region.addresses,
    fl: region.flowLogs,
  };
  return tables[id.slice(0, id.lastIndexOf('-'))];
}

function retag(call: Call, ids: string[] | undefined, change: (tags: Tag[]) => Tag[]): void {
  const region = call.world.region(call.region);
  for (const id of ids ?? []) {
    const table = tableOf(region, id);
    const record = table?.get(id);
    if (!table || !record) throw awsError('InvalidID', 400, `The ID '${id}' is not valid`);
    record.Tags = change(record.Tags ?? []);
    table.put(record);
  }
}

function groupWith(call: Call, id: string | undefined): SecurityGroup {
  const group = call.world.region(call.region).securityGroups.get(id ?? '');
  if (!group) throw awsError('InvalidGroup.NotFound', 400, `The security group '${id}' does not exist`);
  return group;
}

interface RuleInput {
  IpPermissions?: IpPermission[] | undefined;
  IpProtocol?: string | undefined;
  FromPort?: number | undefined;
  ToPort?: number | undefined;
  CidrIp?: string | undefined;
}

/** The rules of a request, one per port range and address range, whichever way it says them. */
function singleRules(input: RuleInput): IpPermission[] {
  const given: IpPermission[] =
    input.IpPermissions && input.IpPermissions.length > 0
      ? input.IpPermissions
      : [
          {
            IpProtocol: input.IpProtocol,
            FromPort: input.FromPort,
            ToPort: input.ToPort,
            IpRanges: [{ CidrIp: input.CidrIp }],
          },
        ];
  return given.flatMap((rule) => {
    const empty = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] };
    const base = { IpProtocol: rule.IpProtocol, FromPort: rule.FromPort, ToPort: rule.ToPort, ...empty };
    return [
      ...(rule.IpRanges ?? []).map((range) => ({ ...base, IpRanges: [range] })),
      ...(rule.Ipv6Ranges ?? []).map((range) => ({ ...base, Ipv6Ranges: [range] })),
      ...(rule.PrefixListIds ?? []).map((list) => ({ ...base, PrefixListIds: [list] })),
      ...(rule.UserIdGroupPairs ?? []).map((pair) => ({ ...base, UserIdGroupPairs: [pair] })),
    ];
  });
}

function samePorts(left: IpPermission, right: IpPermission): boolean {
  return (
    left.IpProtocol === right.IpProtocol && left.FromPort === right.FromPort && left.ToPort === right.ToPort
  );
}

/** What a single rule is about, without its description. */
function sourceOf(rule: IpPermission): string {
  const [range, range6, list, pair] = [
    rule.IpRanges?.[0],
    rule.Ipv6Ranges?.[0],
    rule.PrefixListIds?.[0],
    rule.UserIdGroupPairs?.[0],
  ];
  return range?.CidrIp ?? range6?.CidrIpv6 ?? list?.PrefixListId ?? pair?.GroupId ?? '';
}

const has = (rules: IpPermission[], rule: IpPermission) =>
  rules.some((one) => samePorts(one, rule) && sourceOf(one) === sourceOf(rule));

/** AWS shows rules of the same ports as one permission with several sources. */
function grouped(rules: IpPermission[]): IpPermission[] {
  const groups: IpPermission[] = [];
  for (const rule of rules) {
    const group = groups.find((one) => samePorts(one, rule));
    if (!group) {
      groups.push({ ...rule });
      continue;
    }
    group.IpRanges = [...(group.IpRanges ?? []), ...(rule.IpRanges ?? [])];
    group.Ipv6Ranges = [...(group.Ipv6Ranges ?? []), ...(rule.Ipv6Ranges ?? [])];
    group.PrefixListIds = [...(group.PrefixListIds ?? []), ...(rule.PrefixListIds ?? [])];
    group.UserIdGroupPairs = [...(group.UserIdGroupPairs ?? []), ...(rule.UserIdGroupPairs ?? [])];
  }
  return groups;
}

type Direction = 'IpPermissions' | 'IpPermissionsEgress';

/** The rules of a group, one per source. A group may have none, which a request may not. */
const rulesNow = (group: SecurityGroup, direction: Direction): IpPermission[] =>
  (group[direction] ?? []).flatMap((permission) => singleRules({ IpPermissions: [permission] }));

function authorise(group: SecurityGroup, direction: Direction, input: RuleInput, call: Call): void {
  const known = rulesNow(group, direction);
  const added = singleRules(input);
  const double = added.find((rule) => has(known, rule));
  if (double) {
    throw awsError(
      'InvalidPermission.Duplicate',
      400,
      `the specified rule "peer: ${sourceOf(double)}" already exists`,
    );
  }
  group[direction] = grouped([...known, ...added]);
  call.world.region(call.region).securityGroups.put(group);
}

function revoke(group: SecurityGroup, direction: Direction, input: RuleInput, call: Call): void {
  const known = rulesNow(group, direction);
  const gone = singleRules(input);
  if (gone.some((rule) => !has(known, rule))) {
    throw awsError(
      'InvalidPermission.NotFound',
      400,
      'The specified rule does not exist in this security group.',
    );
  }
  group[direction] = grouped(known.filter((rule) => !has(gone, rule)));
  call.world.region(call.region).securityGroups.put(group);
}

export const ec2WriteOperations: Operations<typeof import('@aws-sdk/client-ec2')> = {
  CreateTags: (input, call) => {
    const added = input.Tags ?? [];
    retag(call, input.Resources, (tags) => [
      ...tags.filter((tag) => !added.some((one) => one.Key === tag.Key)),
      ...added,
    ]);
    return {};
  },

  DeleteTags: (input, call) => {
    // A tag without a value is removed whatever its value is; without tags all are removed.
    retag(call, input.Resources, (tags) =>
      tags.filter(
        (tag) =>
          input.Tags?.every(
            (gone) => gone.Key !== tag.Key || (gone.Value !== undefined && gone.Value !== tag.Value),
          ) ?? false,
      ),
    );
    return {};
  },

  AuthorizeSecurityGroupIngress: (input, call) => {
    authorise(groupWith(call, input.GroupId), 'IpPermissions', input, call);
    return { Return: true };
  },

  AuthorizeSecurityGroupEgress: (input, call) => {
    authorise(groupWith(call, input.GroupId), 'IpPermissionsEgress', input, call);
    return { Return: true };
  },

  RevokeSecurityGroupIngress: (input, call) => {
    revoke(groupWith(call, input.GroupId), 'IpPermissions', input, call);
    return { Return: true };
  },

  RevokeSecurityGroupEgress: (input, call) => {
    revoke(groupWith(call, input.GroupId), 'IpPermissionsEgress', input, call);
    return { Return: true };
  },

  ModifyInstanceAttribute: (input, call) => {
    const { instances } = call.world.region(call.region);
    const instance = instances.get(input.InstanceId ?? '');
    if (!instance) {
      throw awsError(
        'InvalidInstanceID.NotFound',
        400,
        `The instance ID '${input.InstanceId}' does not exist`,
      );
    }
    if (input.InstanceType?.Value) instance.InstanceType = input.InstanceType.Value as 't3.medium';
    if (input.DisableApiTermination)
      instance.DisableApiTermination = input.DisableApiTermination.Value ?? false;
    instances.put(instance);
    return {};
  },

  ModifyInstanceMetadataOptions: (input, call) => {
    const { instances } = call.world.region(call.region);
    const instance = instances.get(input.InstanceId ?? '');
    if (!instance) {
      throw awsError(
        'InvalidInstanceID.NotFound',
        400,
        `The instance ID '${input.InstanceId}' does not exist`,
      );
    }
    const { HttpTokens, HttpEndpoint, HttpPutResponseHopLimit } = input;
    instance.MetadataOptions = {
      ...instance.MetadataOptions,
      ...(HttpTokens ? { HttpTokens } : {}),
      ...(HttpEndpoint ? { HttpEndpoint } : {}),
      ...(HttpPutResponseHopLimit ? { HttpPutResponseHopLimit } : {}),
    };
    instances.put(instance);
    return { InstanceId: input.InstanceId, InstanceMetadataOptions: instance.MetadataOptions };
  },
};
