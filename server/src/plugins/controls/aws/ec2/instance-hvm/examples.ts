import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with HVM', configuration: { VirtualizationType: 'hvm' } }],
  fail: [{ title: 'of the first generation', configuration: { VirtualizationType: 'paravirtual' } }],
  unknown: [{ title: 'of an unknown kind', configuration: {} }],
});
