import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { struct, text } from '../../shapes/schema-parts.ts';

/** One per region, also where nothing is scanned: the names are those of BatchGetAccountStatus. */
export const inspectorSettingsType = defineResourceType({
  type: 'inspector_settings',
  vendorType: 'AWS::InspectorV2::AccountSettings',
  provider: 'aws',
  title: 'Inspector settings of a region',
  service: 'inspector2',
  aliases: ['inspector'],
  schema: z.looseObject({
    /** `ENABLED` when at least one kind of scan is on. */
    Status: text,
    ResourceState: struct({ Ec2: text, Ecr: text, Lambda: text, LambdaCode: text, CodeRepository: text }),
  }),
  facts: {},
});
