import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with tracing', configuration: { TracingConfig: { Mode: 'Active' } } }],
  fail: [
    { title: 'without', configuration: {} },
    { title: 'that passes traces through', configuration: { TracingConfig: { Mode: 'PassThrough' } } },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'TracingConfig', reason: 'denied', permission: 'lambda:ListFunctions' }],
      says: 'lambda:ListFunctions',
    },
  ],
});
