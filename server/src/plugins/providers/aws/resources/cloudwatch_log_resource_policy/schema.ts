import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, text } from '../../shapes/schema-parts.ts';

export const cloudwatchLogResourcePolicyType = defineResourceType({
  type: 'cloudwatch_log_resource_policy',
  vendorType: 'AWS::Logs::ResourcePolicy',
  provider: 'aws',
  title: 'CloudWatch Logs resource policy',
  service: 'logs',
  aliases: ['log_policy'],
  schema: z.looseObject({
    PolicyName: text,
    PolicyDocument: document,
    /** Of a policy that is attached to one log group. */
    ResourceArn: text,
  }),
  facts: { createOnlyPaths: ['PolicyName'] },
});
