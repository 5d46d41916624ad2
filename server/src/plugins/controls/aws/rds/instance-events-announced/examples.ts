import { subscriptionExamples } from '../event-subscription-examples.ts';

export const examples = subscriptionExamples('db-instance', [
  'maintenance',
  'configuration change',
  'failure',
]);
