import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { text } from '../../shapes/schema-parts.ts';

/** One per region, also where Macie was never switched on. */
export const macieSessionType = defineResourceType({
  type: 'macie_session',
  vendorType: 'AWS::Macie::Session',
  provider: 'aws',
  title: 'Macie of a region',
  service: 'macie2',
  aliases: ['macie'],
  schema: z.looseObject({
    /** `ENABLED`, `PAUSED`, or `DISABLED` where the API says that Macie is not enabled. */
    Status: text,
    FindingPublishingFrequency: text,
    /** GetAutomatedDiscoveryConfiguration: `ENABLED` or `DISABLED`. */
    AutomatedDiscoveryStatus: text,
  }),
  facts: {},
});
