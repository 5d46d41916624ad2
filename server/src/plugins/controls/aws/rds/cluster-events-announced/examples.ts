import { subscriptionExamples } from '../event-subscription-examples.ts';

export const examples = subscriptionExamples('db-cluster', ['maintenance', 'failure']);
