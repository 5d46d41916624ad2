import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import { canonicalJson } from '../../../../core/canonical-json.ts';
import type { RemediationTarget } from '../../../../plugin-kit/define-remediation.ts';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';
import { awsCommand, lastPart } from '../target.ts';

/** One rule per source, as the console shows them; EC2 groups them by protocol and ports. */
export type GroupRule = {
  /** `tcp`, `udp`, `icmp`, a number, or `-1` for all of them. */
  IpProtocol: string;
  /** Null for all ports, and where the protocol has none. */
  FromPort: number | null;
  ToPort: number | null;
  CidrIp: string | null;
  CidrIpv6: string | null;
  PrefixListId: string | null;
  GroupId: string | null;
  /** The account of that group. */
  UserId: string | null;
  Description: string | null;
};

export type Direction = 'ingress' | 'egress';

const noSource = { CidrIp: null, CidrIpv6: null, PrefixListId: null, GroupId: null, UserId: null };

/** All rules of one direction, always in the same order. */
export function rulesOf(permissions: readonly IpPermission[] | undefined): GroupRule[] {
  const rules = (permissions ?? []).flatMap((permission): GroupRule[] => {
    const { IpProtocol = '-1' } = permission;
    const hasPorts = IpProtocol !== '-1';
    const base = {
      IpProtocol,
      FromPort: hasPorts ? (permission.FromPort ?? null) : null,
      ToPort: hasPorts ? (permission.ToPort ?? null) : null,
      ...noSource,
    };
    const text = (description: string | undefined) => ({ Description: description || null });
    return [
      ...(permission.IpRanges ?? []).map((range) => ({
        ...base,
        CidrIp: range.CidrIp ?? null,
        ...text(range.Description),
      })),
      ...(permission.Ipv6Ranges ?? []).map((range) => ({
        ...base,
        CidrIpv6: range.CidrIpv6 ?? null,
        ...text(range.Description),
      })),
      ...(permission.PrefixListIds ?? []).map((list) => ({
        ...base,
        PrefixListId: list.PrefixListId ?? null,
        ...text(list.Description),
      })),
      ...(permission.UserIdGroupPairs ?? []).map((pair) => ({
        ...base,
        GroupId: pair.GroupId ?? null,
        UserId: pair.UserId ?? null,
        ...text(pair.Description),
      })),
    ];
  });
  const keyed = rules.map((rule) => ({ rule, key: canonicalJson(rule) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ rule }) => rule);
}

/** The group as it is now; null when it is gone. */
export async function readGroup(
  session: AwsActingSession,
  target: RemediationTarget,
): Promise<SecurityGroup | null> {
  const answer = await session.ask(
    'ec2',
    'DescribeSecurityGroups',
    { GroupIds: [lastPart(target)] },
    { gone: ['InvalidGroup.NotFound', 'InvalidGroupId.NotFound'] },
  );
  return (answer.state === 'value' ? answer.value.SecurityGroups?.[0] : undefined) ?? null;
}

/** The rule as a permission of its own. */
function permissionOf(rule: GroupRule): IpPermission {
  const { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6, PrefixListId, GroupId, UserId } = rule;
  const text = rule.Description === null ? {} : { Description: rule.Description };
  return {
    IpProtocol,
    ...(FromPort === null ? {} : { FromPort }),
    ...(ToPort === null ? {} : { ToPort }),
    ...(CidrIp === null ? {} : { IpRanges: [{ CidrIp, ...text }] }),
    ...(CidrIpv6 === null ? {} : { Ipv6Ranges: [{ CidrIpv6, ...text }] }),
    ...(PrefixListId === null ? {} : { PrefixListIds: [{ PrefixListId, ...text }] }),
    ...(GroupId === null
      ? {}
      : { UserIdGroupPairs: [{ GroupId, ...(UserId === null ? {} : { UserId }), ...text }] }),
  };
}

const has = (rules: readonly GroupRule[], rule: GroupRule) =>
  rules.some((one) => canonicalJson(one) === canonicalJson(rule));

/** What to take away and what to add, to come from one list of rules to the other. */
function ruleChanges(from: readonly GroupRule[], to: readonly GroupRule[]) {
  return {
    removed: from.filter((rule) => !has(to, rule)),
    added: to.filter((rule) => !has(from, rule)),
  };
}

const calls = {
  ingress: { added: 'AuthorizeSecurityGroupIngress', removed: 'RevokeSecurityGroupIngress' },
  egress: { added: 'AuthorizeSecurityGroupEgress', removed: 'RevokeSecurityGroupEgress' },
} as const;

/** The calls that lead from one list to the other. */
export function ruleCalls(
  direction: Direction,
  from: readonly GroupRule[],
  to: readonly GroupRule[],
): string[] {
  const { added, removed } = ruleChanges(from, to);
  return [
    ...(removed.length > 0 ? [`ec2:${calls[direction].removed}`] : []),
    ...(added.length > 0 ? [`ec2:${calls[direction].added}`] : []),
  ];
}

/** Takes away and adds what is still to be done: what is done already is no error the second time. */
export async function changeRules(
  session: AwsActingSession,
  target: RemediationTarget,
  { direction, from, to }: { direction: Direction; from: readonly GroupRule[]; to: readonly GroupRule[] },
): Promise<void> {
  const { added, removed } = ruleChanges(from, to);
  const group = await readGroup(session, target);
  const now = rulesOf(direction === 'ingress' ? group?.IpPermissions : group?.IpPermissionsEgress);
  const GroupId = lastPart(target);
  const gone = removed.filter((rule) => has(now, rule)).map(permissionOf);
  const missing = added.filter((rule) => !has(now, rule)).map(permissionOf);
  const { added: add, removed: remove } = calls[direction];
  if (gone.length > 0) await session.send('ec2', remove, { GroupId, IpPermissions: gone });
  if (missing.length > 0) await session.send('ec2', add, { GroupId, IpPermissions: missing });
}

/** `tcp 22 from 0.0.0.0/0`, `everything from ::/0`. */
export function ruleText({ IpProtocol, FromPort, ToPort, ...rule }: GroupRule): string {
  const source = rule.CidrIp ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.GroupId ?? 'somewhere';
  if (IpProtocol === '-1') return `everything from ${source}`;
  if (FromPort === null || FromPort < 0) return `${IpProtocol} from ${source}`;
  return `${IpProtocol} ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`} from ${source}`;
}

/** Commands that make the same change. */
export function ruleCommands(
  direction: Direction,
  target: RemediationTarget,
  from: readonly GroupRule[],
  to: readonly GroupRule[],
): string[] {
  const { added, removed } = ruleChanges(from, to);
  const command = (verb: string, rules: readonly GroupRule[]) =>
    awsCommand(
      `ec2 ${verb}-security-group-${direction}`,
      target,
      '--group-id',
      lastPart(target),
      '--ip-permissions',
      JSON.stringify(rules.map(permissionOf)),
    );
  return [
    ...(removed.length > 0 ? [command('revoke', removed)] : []),
    ...(added.length > 0 ? [command('authorize', added)] : []),
  ];
}
