import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const visibility = struct({ CloudWatchMetricsEnabled: flag, SampledRequestsEnabled: flag, MetricName: text });

export const wafv2WebAclType = defineResourceType({
  type: 'wafv2_web_acl',
  vendorType: 'AWS::WAFv2::WebACL',
  provider: 'aws',
  title: 'WAF web ACL',
  service: 'wafv2',
  aliases: ['waf', 'web_acl'],
  schema: z.looseObject({
    Name: text,
    Id: text,
    Arn: text,
    /** `REGIONAL` or `CLOUDFRONT`; the latter live in us-east-1. */
    Scope: text,
    Description: text,
    DefaultAction: z.looseObject({}).optional(),
    Rules: listOf(
      z.looseObject({
        Name: text,
        Priority: number,
        Statement: z.looseObject({}).optional(),
        VisibilityConfig: visibility,
      }),
    ),
    VisibilityConfig: visibility,
    /** Rule groups that Firewall Manager puts before and after the own rules. */
    ManagedRuleGroupNames: texts,
    /** AWS::WAFv2::LoggingConfiguration of this web ACL. */
    LoggingConfiguration: struct({ LogDestinationConfigs: texts }),
    /** Resources of this region that the web ACL protects. Distributions name their web ACL themselves. */
    AssociatedResourceArns: texts,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'Id', 'ManagedRuleGroupNames'],
    createOnlyPaths: ['Name', 'Scope'],
    unorderedScalarPaths: ['AssociatedResourceArns', 'LoggingConfiguration.LogDestinationConfigs'],
    unorderedObjectArrayPaths: ['Rules'],
    identityKeys: { Tags: 'Key', Rules: 'Name' },
  },
});
