import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const on = { Enabled: true };

export const examples = defineExamples({
  pass: [
    {
      title: 'that publishes all three',
      configuration: {
        LogPublishingOptions: { SEARCH_SLOW_LOGS: on, INDEX_SLOW_LOGS: on, ES_APPLICATION_LOGS: on },
      },
    },
  ],
  fail: [
    {
      title: 'that publishes two',
      configuration: { LogPublishingOptions: { SEARCH_SLOW_LOGS: on, INDEX_SLOW_LOGS: on } },
      says: 'ES_APPLICATION_LOGS',
    },
    { title: 'that publishes none', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose LogPublishingOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'LogPublishingOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
  ],
});
