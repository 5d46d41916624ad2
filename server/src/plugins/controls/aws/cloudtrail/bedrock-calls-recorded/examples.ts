import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'whose trail records management events',
      configuration: {},
      surroundings: {
        trails: [
          {
            name: 'all',
            configuration: {
              TrailName: 'all',
              IsMultiRegionTrail: true,
              IsLogging: true,
              EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
            },
          },
        ],
      },
    },
    {
      title: 'whose trail records an agent',
      configuration: {},
      surroundings: {
        trails: [
          {
            name: 'all',
            configuration: {
              TrailName: 'all',
              IsMultiRegionTrail: true,
              IsLogging: true,
              AdvancedEventSelectors: [
                {
                  FieldSelectors: [
                    { Field: 'eventCategory', Equals: ['Data'] },
                    { Field: 'resources.type', Equals: ['AWS::Bedrock::AgentAlias'] },
                  ],
                },
              ],
            },
          },
        ],
      },
    },
  ],
  fail: [
    { title: 'without any trail', configuration: {} },
    {
      title: 'whose trail records objects only',
      configuration: {},
      surroundings: {
        trails: [
          {
            name: 'all',
            configuration: {
              TrailName: 'all',
              IsMultiRegionTrail: true,
              IsLogging: true,
              EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }],
            },
          },
        ],
      },
    },
  ],
  unknown: [
    { title: 'whose trails were not listed', configuration: {}, unlisted: ['trails'] },
    {
      title: 'whose selectors were denied',
      configuration: {},
      surroundings: {
        trails: [
          {
            configuration: { IsMultiRegionTrail: true, IsLogging: true },
            unreadable: [
              { path: 'EventSelectors', reason: 'denied', permission: 'cloudtrail:GetEventSelectors' },
              {
                path: 'AdvancedEventSelectors',
                reason: 'denied',
                permission: 'cloudtrail:GetEventSelectors',
              },
            ],
          },
        ],
      },
      says: 'cloudtrail:GetEventSelectors',
    },
  ],
});
