import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const attribute = z.looseObject({ Key: text, Value: text });

/**
 * Application, network and gateway load balancers have the properties of
 * `AWS::ElasticLoadBalancingV2::LoadBalancer`, with their listeners as `AWS::ElasticLoadBalancingV2::Listener`.
 * A classic one has those of `AWS::ElasticLoadBalancing::LoadBalancer` and `Type: 'classic'`.
 */
export const loadBalancerType = defineResourceType({
  type: 'load_balancer',
  vendorType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  provider: 'aws',
  title: 'Load balancer',
  service: 'elasticloadbalancing',
  aliases: ['elb', 'alb', 'nlb', 'lb'],
  schema: z.looseObject({
    /** `application`, `network`, `gateway` or `classic`. */
    Type: text,
    LoadBalancerArn: text,
    LoadBalancerName: text,
    Name: text,
    Scheme: text,
    IpAddressType: text,
    DNSName: text,
    VpcId: text,
    SecurityGroups: texts,
    Subnets: texts,
    SubnetMappings: listOf(z.looseObject({ SubnetId: text, AllocationId: text })),
    LoadBalancerAttributes: listOf(attribute),
    Listeners: listOf(
      z.looseObject({
        ListenerArn: text,
        Port: number,
        Protocol: text,
        SslPolicy: text,
        Certificates: listOf(z.looseObject({ CertificateArn: text })),
        DefaultActions: listOf(z.looseObject({ Type: text })),
        // Classic:
        LoadBalancerPort: text,
        InstancePort: text,
        InstanceProtocol: text,
        SSLCertificateId: text,
        PolicyNames: texts,
      }),
    ),
    /** `AWS::ElasticLoadBalancingV2::ListenerRule` of the listeners that speak plain HTTP. */
    ListenerRules: listOf(
      z.looseObject({
        ListenerArn: text,
        RuleArn: text,
        Priority: number,
        Conditions: listOf(z.looseObject({ Field: text })),
        Actions: listOf(z.looseObject({ Type: text })),
      }),
    ),
    AccessLoggingPolicy: struct({ Enabled: flag, S3BucketName: text, S3BucketPrefix: text }),
    ConnectionDrainingPolicy: struct({ Enabled: flag, Timeout: number }),
    ConnectionSettings: struct({ IdleTimeout: number }),
    CrossZone: flag,
    AdditionalAttributes: listOf(attribute),
    AvailabilityZones: texts,
    HealthCheck: struct({ Target: text }),
    Policies: listOf(
      z.looseObject({
        PolicyName: text,
        PolicyType: text,
        Attributes: listOf(z.looseObject({ Name: text, Value: text })),
      }),
    ),
    Instances: texts,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'CanonicalHostedZoneID',
      'CanonicalHostedZoneName',
      'CanonicalHostedZoneNameID',
      'DNSName',
      'LoadBalancerArn',
      'LoadBalancerFullName',
      'LoadBalancerName',
      'SourceSecurityGroup',
      'VpcId',
    ],
    writeOnlyPaths: [
      'EnableCapacityReservationProvisionStabilize',
      'Listeners.*.DefaultActions.*.AuthenticateOidcConfig.ClientSecret',
    ],
    createOnlyPaths: ['Name', 'Scheme', 'Type'],
    defaultPaths: { EnableCapacityReservationProvisionStabilize: false, EnablePrefixForIpv6SourceNat: 'off' },
    unorderedScalarPaths: [
      'SecurityGroups',
      'Subnets',
      'AvailabilityZones',
      'Instances',
      'Listeners.*.PolicyNames',
    ],
    unorderedObjectArrayPaths: [
      'SubnetMappings',
      'LoadBalancerAttributes',
      'AdditionalAttributes',
      'Listeners',
      'Listeners.*.Certificates',
      'ListenerRules',
      'ListenerRules.*.Conditions',
      'Policies',
      'Policies.*.Attributes',
    ],
    identityKeys: {
      Tags: 'Key',
      LoadBalancerAttributes: 'Key',
      AdditionalAttributes: 'Key',
      SubnetMappings: 'SubnetId',
      Listeners: ['Protocol', 'Port', 'LoadBalancerPort'],
      ListenerRules: ['ListenerArn', 'Priority'],
      'Listeners.*.Certificates': 'CertificateArn',
      Policies: 'PolicyName',
      'Policies.*.Attributes': 'Name',
    },
    // Auto Scaling registers and removes instances behind a classic load balancer.
    volatilePaths: ['Instances'],
  },
});
