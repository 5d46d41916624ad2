import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with an encrypted cache',
      configuration: {
        Stages: [
          {
            StageName: 'prod',
            CacheClusterEnabled: true,
            MethodSettings: [{ ResourcePath: '*/*', CachingEnabled: true, CacheDataEncrypted: true }],
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'with an open cache',
      configuration: {
        Stages: [
          {
            StageName: 'prod',
            CacheClusterEnabled: true,
            MethodSettings: [{ ResourcePath: '*/*', CachingEnabled: true, CacheDataEncrypted: false }],
          },
        ],
      },
      says: 'prod',
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Stages', reason: 'denied', permission: 'apigateway:GET' }],
      says: 'apigateway:GET',
    },
  ],
  not_applicable: [
    {
      title: 'without a cache',
      configuration: { Stages: [{ StageName: 'prod', CacheClusterEnabled: false }] },
    },
  ],
});
