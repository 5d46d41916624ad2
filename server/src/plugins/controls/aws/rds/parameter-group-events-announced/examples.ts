import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a subscription of its source type',
      configuration: {},
      surroundings: {
        resources: [{ region: 'us-east-1', configuration: {} }],
        subscriptions: [
          {
            name: 'trouble',
            region: 'us-east-1',
            configuration: {
              Enabled: true,
              Status: 'active',
              SourceType: 'db-parameter-group',
              EventCategories: ['configuration change'],
            },
          },
        ],
      },
    },
    {
      title: 'with a subscription of everything',
      configuration: {},
      surroundings: {
        resources: [{ region: 'us-east-1', configuration: {} }],
        subscriptions: [
          { name: 'trouble', region: 'us-east-1', configuration: { Enabled: true, Status: 'active' } },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'without any subscription',
      configuration: {},
      surroundings: { resources: [{ region: 'us-east-1', configuration: {} }] },
    },
    {
      title: 'whose subscription is switched off',
      configuration: {},
      surroundings: {
        resources: [{ region: 'us-east-1', configuration: {} }],
        subscriptions: [
          {
            name: 'trouble',
            region: 'us-east-1',
            configuration: { Enabled: false, Status: 'active', SourceType: 'db-parameter-group' },
          },
        ],
      },
    },
    {
      title: 'whose topic is gone',
      configuration: {},
      surroundings: {
        resources: [{ region: 'us-east-1', configuration: {} }],
        subscriptions: [
          {
            name: 'trouble',
            region: 'us-east-1',
            configuration: { Enabled: true, Status: 'topic-not-exist', SourceType: 'db-parameter-group' },
          },
        ],
      },
    },
    {
      title: 'whose subscription leaves a category out',
      configuration: {},
      surroundings: {
        resources: [{ region: 'us-east-1', configuration: {} }],
        subscriptions: [
          {
            name: 'trouble',
            region: 'us-east-1',
            configuration: {
              Enabled: true,
              Status: 'active',
              SourceType: 'db-parameter-group',
              EventCategories: ['creation'],
            },
          },
        ],
      },
      says: 'configuration change',
    },
    {
      title: 'whose subscription names single sources',
      configuration: {},
      surroundings: {
        resources: [{ region: 'us-east-1', configuration: {} }],
        subscriptions: [
          {
            name: 'trouble',
            region: 'us-east-1',
            configuration: {
              Enabled: true,
              Status: 'active',
              SourceType: 'db-parameter-group',
              SourceIds: ['one'],
            },
          },
        ],
      },
    },
  ],
  unknown: [
    {
      title: 'whose subscriptions were not listed',
      configuration: {},
      surroundings: { resources: [{ region: 'us-east-1', configuration: {} }] },
      unlisted: ['subscriptions'],
    },
  ],
  not_applicable: [{ title: 'without databases', configuration: {} }],
});
