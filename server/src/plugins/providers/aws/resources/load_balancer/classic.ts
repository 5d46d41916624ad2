import type {
  DescribeLoadBalancerAttributesOutput,
  LoadBalancerDescription,
  PolicyDescription,
  Tag,
} from '@aws-sdk/client-elastic-load-balancing';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { type Draft, draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { chunks } from '../../shapes/chunks.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';

type TagsByName = ReadonlyMap<string, Tag[]>;

/** Load balancers of the first generation, in the shape of `AWS::ElasticLoadBalancing::LoadBalancer`. */
export async function* collectClassic(session: AwsSession): AsyncIterable<ObservedResource> {
  for await (const page of session.pages('elastic-load-balancing', 'DescribeLoadBalancers', {})) {
    for (const chunk of chunks(page.LoadBalancerDescriptions ?? [], 20)) {
      const tags = await tagsOf(session, chunk);
      yield* session.mapConcurrently(chunk, (balancer) => observeClassic(session, balancer, tags));
    }
  }
}

async function tagsOf(
  session: AwsSession,
  balancers: LoadBalancerDescription[],
): Promise<Detail<TagsByName>> {
  const answer = await session.detail('elastic-load-balancing', 'DescribeTags', {
    LoadBalancerNames: balancers.map((balancer) => balancer.LoadBalancerName ?? ''),
  });
  if (answer.state !== 'value') return answer;
  const entries = (answer.value.TagDescriptions ?? []).map(
    ({ LoadBalancerName, Tags }) => [LoadBalancerName ?? '', Tags ?? []] as const,
  );
  return { state: 'value', value: new Map(entries) };
}

async function observeClassic(
  session: AwsSession,
  balancer: LoadBalancerDescription,
  tags: Detail<TagsByName>,
) {
  const { LoadBalancerName } = balancer;
  const [attributes, policies] = await Promise.all([
    session.detail('elastic-load-balancing', 'DescribeLoadBalancerAttributes', { LoadBalancerName }),
    session.detail('elastic-load-balancing', 'DescribeLoadBalancerPolicies', { LoadBalancerName }),
  ]);
  if (attributes.state === 'absent') return undefined;
  const draft = draftConfiguration(listedProperties(balancer));
  setAttributes(draft, attributes);
  draft.put('Policies', policies, (answer) => policyList(answer.PolicyDescriptions));
  return observed(session, draft, {
    externalId: `arn:${session.partition}:elasticloadbalancing:${session.region}:${session.accountId}:loadbalancer/${LoadBalancerName ?? ''}`,
    name: LoadBalancerName,
    tags: draft.take(tags)?.get(LoadBalancerName ?? ''),
  });
}

function listedProperties(balancer: LoadBalancerDescription): Record<string, unknown> {
  const listeners = (balancer.ListenerDescriptions ?? []).map(({ Listener: listener, PolicyNames }) => ({
    // CloudFormation writes ports of classic load balancers as text.
    LoadBalancerPort: listener?.LoadBalancerPort?.toString(),
    Protocol: listener?.Protocol,
    InstancePort: listener?.InstancePort?.toString(),
    InstanceProtocol: listener?.InstanceProtocol,
    SSLCertificateId: unlessBlank(listener?.SSLCertificateId),
    PolicyNames: sorted(PolicyNames),
  }));
  const { HealthCheck: check } = balancer;
  return {
    Type: 'classic',
    LoadBalancerName: balancer.LoadBalancerName,
    Scheme: balancer.Scheme,
    DNSName: balancer.DNSName,
    CanonicalHostedZoneName: balancer.CanonicalHostedZoneName,
    CanonicalHostedZoneNameID: balancer.CanonicalHostedZoneNameID,
    VpcId: unlessBlank(balancer.VPCId),
    AvailabilityZones: sorted(balancer.AvailabilityZones),
    Subnets: sorted(balancer.Subnets),
    SecurityGroups: sorted(balancer.SecurityGroups),
    SourceSecurityGroup: balancer.SourceSecurityGroup,
    Instances: sorted(balancer.Instances?.map((instance) => instance.InstanceId)),
    Listeners: sortedBy(listeners, ({ LoadBalancerPort, Protocol }) => [Number(LoadBalancerPort), Protocol]),
    HealthCheck: check && {
      Target: check.Target,
      HealthyThreshold: check.HealthyThreshold?.toString(),
      UnhealthyThreshold: check.UnhealthyThreshold?.toString(),
      Interval: check.Interval?.toString(),
      Timeout: check.Timeout?.toString(),
    },
    AppCookieStickinessPolicy: sortedBy(balancer.Policies?.AppCookieStickinessPolicies, (policy) => [
      policy.PolicyName,
    ]),
    LBCookieStickinessPolicy: sortedBy(
      balancer.Policies?.LBCookieStickinessPolicies?.map(({ PolicyName, CookieExpirationPeriod }) => ({
        PolicyName,
        CookieExpirationPeriod: CookieExpirationPeriod?.toString(),
      })),
      ({ PolicyName }) => [PolicyName],
    ),
  };
}

function setAttributes(draft: Draft, detail: Detail<DescribeLoadBalancerAttributesOutput>): void {
  const attributes = draft.take(detail)?.LoadBalancerAttributes;
  if (attributes === undefined) return;
  const { AccessLog: log } = attributes;
  draft.set('AccessLoggingPolicy', log && { ...log, S3BucketPrefix: unlessBlank(log.S3BucketPrefix) });
  draft.set('ConnectionDrainingPolicy', attributes.ConnectionDraining);
  draft.set('ConnectionSettings', attributes.ConnectionSettings);
  draft.set('CrossZone', attributes.CrossZoneLoadBalancing?.Enabled);
  draft.set(
    'AdditionalAttributes',
    sortedBy(attributes.AdditionalAttributes, ({ Key }) => [Key]),
  );
}

function policyList(policies: PolicyDescription[] | undefined) {
  const shapes = policies?.map((policy) => ({
    PolicyName: policy.PolicyName,
    PolicyType: policy.PolicyTypeName,
    Attributes: sortedBy(
      policy.PolicyAttributeDescriptions?.map(({ AttributeName, AttributeValue }) => ({
        Name: AttributeName,
        Value: AttributeValue,
      })),
      ({ Name, Value }) => [Name, Value],
    ),
  }));
  return sortedBy(shapes, ({ PolicyName }) => [PolicyName]);
}
