import type { JsonObject } from '../../../../core/json.ts';
import { type ControlExamples, defineExamples } from '../../../../plugin-kit/define-control.ts';

/** The examples of every control that asks for a subscription to events of a kind of source. */
export function subscriptionExamples(sourceType: string, categories: readonly string[]): ControlExamples {
  const resources = [{ region: 'us-east-1', configuration: {} }];
  const within = (subscription: JsonObject) => ({
    configuration: {},
    surroundings: {
      resources,
      subscriptions: [{ name: 'trouble', region: 'us-east-1', configuration: subscription }],
    },
  });
  const on = { Enabled: true, Status: 'active' };
  const ofType = { ...on, SourceType: sourceType };
  return defineExamples({
    pass: [
      {
        title: 'with a subscription of its source type',
        ...within({ ...ofType, EventCategories: [...categories] }),
      },
      { title: 'with a subscription of everything', ...within(on) },
    ],
    fail: [
      { title: 'without any subscription', configuration: {}, surroundings: { resources } },
      { title: 'whose subscription is switched off', ...within({ ...ofType, Enabled: false }) },
      { title: 'whose topic is gone', ...within({ ...ofType, Status: 'topic-not-exist' }) },
      {
        title: 'whose subscription leaves a category out',
        ...within({ ...ofType, EventCategories: ['creation'] }),
        ...(categories[0] !== undefined && { says: categories[0] }),
      },
      { title: 'whose subscription names single sources', ...within({ ...ofType, SourceIds: ['one'] }) },
    ],
    unknown: [
      {
        title: 'whose subscriptions were not listed',
        configuration: {},
        surroundings: { resources },
        unlisted: ['subscriptions'],
      },
    ],
    not_applicable: [{ title: 'without databases', configuration: {} }],
  });
}
