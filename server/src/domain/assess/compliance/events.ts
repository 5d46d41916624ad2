import type { EventWords } from '../../../platform/events/contract.ts';

/** What this module announces. */
export const complianceEvents = {
  'compliance.enabled': {
    sentence: 'A version of a framework was enabled, or its scope was changed.',
    payload: ['framework_id', 'framework_version', 'provider_ids', 'regions', 'tags'],
  },
  'compliance.disabled': {
    sentence: 'A version of a framework is not assessed any more.',
    payload: ['framework_id', 'framework_version'],
  },
  'compliance.assessed': {
    sentence: 'An assessment of the present ended.',
    payload: [
      'assessment_id',
      'framework_id',
      'framework_version',
      'passed',
      'evaluated',
      'total',
      'score',
      'newly_failing',
      'newly_passing',
      'execution_id',
    ],
  },
  'compliance.violation': {
    sentence: 'A control fails in an assessment and did not before. At most 100 of the resources are named.',
    payload: [
      'assessment_id',
      'framework_id',
      'framework_version',
      'framework_title',
      'control_id',
      'control_title',
      'severity',
      'failed_resources',
      'failed_total',
      'execution_id',
    ],
  },
  'compliance.restored': {
    sentence: 'A control that failed passes, or there is nothing left that it applies to.',
    payload: [
      'assessment_id',
      'framework_id',
      'framework_version',
      'control_id',
      'control_title',
      'status',
      'failed_since',
      'execution_id',
    ],
  },
} as const satisfies Record<string, EventWords>;
