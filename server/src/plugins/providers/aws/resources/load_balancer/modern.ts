import type {
  Action,
  AvailabilityZone,
  Listener,
  LoadBalancer,
  Rule,
  Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { chunks } from '../../shapes/chunks.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';

type TagsByArn = ReadonlyMap<string, Tag[]>;

/** Application, network and gateway load balancers. */
export async function* collectModern(session: AwsSession): AsyncIterable<ObservedResource> {
  for await (const page of session.pages('elastic-load-balancing-v2', 'DescribeLoadBalancers', {})) {
    // DescribeTags takes twenty names at most.
    for (const chunk of chunks(page.LoadBalancers ?? [], 20)) {
      const tags = await tagsOf(session, chunk);
      yield* session.mapConcurrently(chunk, (balancer) => observeModern(session, balancer, tags));
    }
  }
}

async function tagsOf(session: AwsSession, balancers: LoadBalancer[]): Promise<Detail<TagsByArn>> {
  const answer = await session.detail('elastic-load-balancing-v2', 'DescribeTags', {
    ResourceArns: balancers.map((balancer) => balancer.LoadBalancerArn ?? ''),
  });
  if (answer.state !== 'value') return answer;
  const entries = (answer.value.TagDescriptions ?? []).map(
    ({ ResourceArn, Tags }) => [ResourceArn ?? '', Tags ?? []] as const,
  );
  return { state: 'value', value: new Map(entries) };
}

async function observeModern(session: AwsSession, balancer: LoadBalancer, tags: Detail<TagsByArn>) {
  const { LoadBalancerArn } = balancer;
  const [attributes, listeners] = await Promise.all([
    session.detail('elastic-load-balancing-v2', 'DescribeLoadBalancerAttributes', { LoadBalancerArn }),
    session.detailPages('elastic-load-balancing-v2', 'DescribeListeners', { LoadBalancerArn }),
  ]);
  // Deleted between the list and its details.
  if (attributes.state === 'absent') return undefined;
  const draft = draftConfiguration(listedProperties(balancer));
  draft.put('LoadBalancerAttributes', attributes, (answer) =>
    sortedBy(answer.Attributes, ({ Key }) => [Key]),
  );
  const all = draft.take(listeners)?.flatMap((page) => page.Listeners ?? []);
  if (all !== undefined) {
    draft.set('Listeners', listenerList(all));
    draft.put('ListenerRules', await rulesOf(session, all), (rules) => rules);
  }
  return observed(session, draft, {
    externalId: LoadBalancerArn ?? '',
    name: balancer.LoadBalancerName,
    tags: draft.take(tags)?.get(LoadBalancerArn ?? ''),
  });
}

function listedProperties(balancer: LoadBalancer): Record<string, unknown> {
  const zones = balancer.AvailabilityZones ?? [];
  return {
    Type: balancer.Type,
    LoadBalancerArn: balancer.LoadBalancerArn,
    LoadBalancerName: balancer.LoadBalancerName,
    LoadBalancerFullName: balancer.LoadBalancerArn?.split(':loadbalancer/')[1],
    Name: balancer.LoadBalancerName,
    Scheme: balancer.Scheme,
    IpAddressType: balancer.IpAddressType,
    DNSName: balancer.DNSName,
    CanonicalHostedZoneID: balancer.CanonicalHostedZoneId,
    VpcId: balancer.VpcId,
    SecurityGroups: sorted(balancer.SecurityGroups),
    Subnets: sorted(zones.map((zone) => zone.SubnetId)),
    SubnetMappings: sortedBy(zones.map(subnetMapping), ({ SubnetId }) => [SubnetId]),
    EnablePrefixForIpv6SourceNat: balancer.EnablePrefixForIpv6SourceNat,
    EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
      balancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic,
    Ipv4IpamPoolId: balancer.IpamPools?.Ipv4IpamPoolId,
  };
}

/**
 * The rules of listeners that speak plain HTTP, without the default one: whether everything is sent on to HTTPS shows
 * in them alone. Those of encrypted listeners would be a call each and are not read.
 */
async function rulesOf(session: AwsSession, listeners: Listener[]): Promise<Detail<object[] | undefined>> {
  const rules: { listener: Listener; rule: Rule }[] = [];
  for (const listener of listeners) {
    if (listener.Protocol !== 'HTTP') continue;
    const { ListenerArn } = listener;
    const pages = await session.detailPages('elastic-load-balancing-v2', 'DescribeRules', { ListenerArn });
    if (pages.state === 'unreadable') return pages;
    if (pages.state === 'absent') continue;
    const own = pages.value.flatMap((page) => page.Rules ?? []).filter((rule) => rule.IsDefault !== true);
    rules.push(...own.map((rule) => ({ listener, rule })));
  }
  const shapes = rules.map(({ listener, rule }) => ({
    ListenerArn: listener.ListenerArn,
    RuleArn: rule.RuleArn,
    Priority: Number(rule.Priority),
    Conditions: sortedBy(rule.Conditions, ({ Field }) => [Field]),
    Actions: sortedBy(rule.Actions?.map(actionShape), ({ Order, Type }) => [Order, Type]),
  }));
  return { state: 'value', value: sortedBy(shapes, ({ ListenerArn, Priority }) => [ListenerArn, Priority]) };
}

/** Addresses that AWS chose have no allocation id and are not configuration. */
function subnetMapping({ SubnetId, LoadBalancerAddresses, SourceNatIpv6Prefixes }: AvailabilityZone) {
  const address = LoadBalancerAddresses?.[0];
  return {
    SubnetId,
    AllocationId: address?.AllocationId,
    PrivateIPv4Address: address?.PrivateIPv4Address,
    IPv6Address: address?.IPv6Address,
    SourceNatIpv6Prefix: SourceNatIpv6Prefixes?.[0],
  };
}

function listenerList(listeners: Listener[]) {
  const shapes = listeners.map((listener) => ({
    ListenerArn: listener.ListenerArn,
    Port: listener.Port,
    Protocol: listener.Protocol,
    SslPolicy: listener.SslPolicy,
    AlpnPolicy: sorted(listener.AlpnPolicy),
    Certificates: sortedBy(
      listener.Certificates?.map(({ CertificateArn }) => ({ CertificateArn })),
      ({ CertificateArn }) => [CertificateArn],
    ),
    MutualAuthentication: listener.MutualAuthentication && {
      ...listener.MutualAuthentication,
      TrustStoreAssociationStatus: undefined,
    },
    DefaultActions: sortedBy(listener.DefaultActions?.map(actionShape), ({ Order, Type }) => [Order, Type]),
  }));
  return sortedBy(shapes, ({ Port, Protocol, ListenerArn }) => [Port, Protocol, ListenerArn]);
}

function actionShape(action: Action) {
  const { AuthenticateOidcConfig: oidc, ForwardConfig: forward } = action;
  return {
    ...action,
    TargetGroupArn: unlessBlank(action.TargetGroupArn),
    // AWS never answers the secret; should it ever, it is not kept.
    AuthenticateOidcConfig: oidc && { ...oidc, ClientSecret: undefined },
    ForwardConfig: forward && {
      ...forward,
      TargetGroups: sortedBy(forward.TargetGroups, ({ TargetGroupArn }) => [TargetGroupArn]),
    },
  };
}
