import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { listOf, number, tags, text } from '../../shapes/schema-parts.ts';

/** Everything about a parameter except its value: no operation that answers it is declared or called. */
export const ssmParameterType = defineResourceType({
  type: 'ssm_parameter',
  vendorType: 'AWS::SSM::Parameter',
  provider: 'aws',
  title: 'Systems Manager parameter',
  service: 'ssm',
  aliases: ['parameter'],
  schema: z.looseObject({
    Name: text,
    Arn: text,
    /** `String`, `StringList` or `SecureString`. */
    Type: text,
    /** Only of a SecureString. */
    KeyId: text,
    Description: text,
    AllowedPattern: text,
    DataType: text,
    Tier: text,
    Policies: listOf(z.looseObject({ PolicyType: text, PolicyText: text })),
    LastModifiedDate: text,
    Version: number,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'LastModifiedDate', 'Version'],
    writeOnlyPaths: ['Value'],
    createOnlyPaths: ['Name'],
    defaultPaths: { DataType: 'text', Tier: 'Standard' },
    identityKeys: { Tags: 'Key', Policies: 'PolicyType' },
  },
});
