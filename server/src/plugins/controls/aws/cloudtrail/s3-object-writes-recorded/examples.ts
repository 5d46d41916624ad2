import { objectEventExamples } from '../object-event-examples.ts';

export const examples = objectEventExamples('WriteOnly');
