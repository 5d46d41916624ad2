import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, struct, tags, text } from '../../shapes/schema-parts.ts';

export const route53HostedZoneType = defineResourceType({
  type: 'route53_hosted_zone',
  vendorType: 'AWS::Route53::HostedZone',
  provider: 'aws',
  title: 'Route 53 hosted zone',
  service: 'route53',
  aliases: ['hosted_zone', 'dns_zone'],
  schema: z.looseObject({
    Id: text,
    Arn: text,
    Name: text,
    HostedZoneConfig: struct({ Comment: text, PrivateZone: flag }),
    QueryLoggingConfig: struct({ CloudWatchLogsLogGroupArn: text }),
    /** AWS::Route53::DNSSEC, only of public zones: `SIGNING`, `NOT_SIGNING` or a state of failure. */
    DNSSEC: struct({ ServeSignature: text }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Id', 'Arn'],
    createOnlyPaths: ['Name'],
    identityKeys: { Tags: 'Key' },
  },
});
