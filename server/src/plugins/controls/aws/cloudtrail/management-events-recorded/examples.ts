import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with such a trail',
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
      title: 'whose trail has no selector and records by default',
      configuration: {},
      surroundings: {
        trails: [
          { name: 'all', configuration: { TrailName: 'all', IsMultiRegionTrail: true, IsLogging: true } },
        ],
      },
    },
    {
      title: 'whose trail leaves out KMS',
      configuration: {},
      surroundings: {
        trails: [
          {
            name: 'all',
            configuration: {
              TrailName: 'all',
              IsMultiRegionTrail: true,
              IsLogging: true,
              EventSelectors: [
                {
                  ReadWriteType: 'All',
                  IncludeManagementEvents: true,
                  ExcludeManagementEventSources: ['kms.amazonaws.com'],
                },
              ],
            },
          },
        ],
      },
      says: 'kms',
    },
    {
      title: 'with advanced selectors',
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
                { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
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
      title: 'whose trail records data events only',
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
    {
      title: 'whose trail records writing calls only',
      configuration: {},
      surroundings: {
        trails: [
          {
            name: 'all',
            configuration: {
              TrailName: 'all',
              IsMultiRegionTrail: true,
              IsLogging: true,
              EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
            },
          },
        ],
      },
    },
    {
      title: 'whose advanced selector names one service',
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
                    { Field: 'eventCategory', Equals: ['Management'] },
                    { Field: 'eventSource', Equals: ['iam.amazonaws.com'] },
                  ],
                },
              ],
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
