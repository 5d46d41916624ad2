import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, tags, text, texts } from '../../shapes/schema-parts.ts';

/** `AllowedPrincipals` is `AWS::EC2::VPCEndpointServicePermissions` there and a fact of the service here. */
export const vpcEndpointServiceType = defineResourceType({
  type: 'vpc_endpoint_service',
  vendorType: 'AWS::EC2::VPCEndpointService',
  provider: 'aws',
  title: 'VPC endpoint service',
  service: 'vpc',
  aliases: ['vpce_svc', 'endpoint_service'],
  schema: z.looseObject({
    ServiceId: text,
    ServiceName: text,
    AcceptanceRequired: flag,
    NetworkLoadBalancerArns: texts,
    GatewayLoadBalancerArns: texts,
    SupportedIpAddressTypes: texts,
    /** ARNs of accounts, users or roles, or `*`. */
    AllowedPrincipals: texts,
    ServiceState: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['ServiceId', 'ServiceName', 'ServiceState'],
    defaultPaths: { AcceptanceRequired: false },
    unorderedScalarPaths: [
      'NetworkLoadBalancerArns',
      'GatewayLoadBalancerArns',
      'SupportedIpAddressTypes',
      'AllowedPrincipals',
    ],
    identityKeys: { Tags: 'Key' },
  },
});
