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
              EventSelectors: [
                {
                  ReadWriteType: 'All',
                  IncludeManagementEvents: true,
                  DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
                },
              ],
            },
          },
        ],
      },
    },
    {
      title: 'whose trail records just that',
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
                  ReadWriteType: 'WriteOnly',
                  IncludeManagementEvents: true,
                  DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::'] }],
                },
              ],
            },
          },
        ],
      },
    },
    {
      title: 'with an advanced selector',
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
                    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
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
      title: 'whose trail records management events only',
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
      title: 'whose trail looks at one bucket',
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
                  DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::photos/'] }],
                },
              ],
            },
          },
        ],
      },
    },
    {
      title: 'whose trail records the other half',
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
                  ReadWriteType: 'ReadOnly',
                  IncludeManagementEvents: true,
                  DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
                },
              ],
            },
          },
        ],
      },
    },
    {
      title: 'whose advanced selector is narrowed',
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
                    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
                    { Field: 'eventName', Equals: ['DeleteObject'] },
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
