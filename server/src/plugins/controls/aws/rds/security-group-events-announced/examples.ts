import { subscriptionExamples } from '../event-subscription-examples.ts';

export const examples = subscriptionExamples('db-security-group', ['configuration change', 'failure']);
