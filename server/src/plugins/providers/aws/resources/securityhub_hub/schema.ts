import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, text } from '../../shapes/schema-parts.ts';

/** One per region, also where nobody has switched Security Hub on. */
export const securityhubHubType = defineResourceType({
  type: 'securityhub_hub',
  vendorType: 'AWS::SecurityHub::Hub',
  provider: 'aws',
  title: 'Security Hub of a region',
  service: 'securityhub',
  aliases: ['securityhub'],
  schema: z.looseObject({
    /** Ours: whether the account has subscribed to Security Hub in this region. */
    Enabled: flag,
    HubArn: text,
    AutoEnableControls: flag,
    ControlFindingGenerator: text,
    /** AWS::SecurityHub::Standard of this region. */
    Standards: listOf(z.looseObject({ StandardsArn: text, StandardsStatus: text })),
  }),
  facts: {
    readOnlyPaths: ['HubArn', 'Standards.*.StandardsStatus'],
    unorderedObjectArrayPaths: ['Standards'],
    identityKeys: { Standards: 'StandardsArn' },
  },
});
