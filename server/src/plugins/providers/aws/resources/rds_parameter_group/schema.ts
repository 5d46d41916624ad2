import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { listOf, text } from '../../shapes/schema-parts.ts';

/**
 * Parameter groups of instances and of clusters, told apart by `Scope`. Parameters are those that somebody set.
 * `SecurityParameters` are the values in effect of those that decide about encryption in transit and about logs.
 */
export const rdsParameterGroupType = defineResourceType({
  type: 'rds_parameter_group',
  vendorType: 'AWS::RDS::DBParameterGroup',
  provider: 'aws',
  title: 'RDS parameter group',
  service: 'rds',
  aliases: ['db_parameter_group'],
  schema: z.looseObject({
    DBParameterGroupName: text,
    DBParameterGroupArn: text,
    /** `instance` or `cluster`. */
    Scope: text,
    Family: text,
    Description: text,
    Parameters: z.record(z.string().max(255), z.string().max(65_536)).optional(),
    SecurityParameters: listOf(z.looseObject({ ParameterName: text, ParameterValue: text, Source: text })),
  }),
  facts: {
    readOnlyPaths: ['DBParameterGroupArn', 'Scope', 'SecurityParameters'],
    createOnlyPaths: ['DBParameterGroupName', 'Description', 'Family'],
    freeFormMapPaths: ['Parameters'],
    unorderedObjectArrayPaths: ['SecurityParameters'],
    identityKeys: { SecurityParameters: 'ParameterName' },
  },
});
