import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'without root keys', configuration: { SummaryMap: { AccountAccessKeysPresent: 0 } } }],
  fail: [{ title: 'with a root key', configuration: { SummaryMap: { AccountAccessKeysPresent: 1 } } }],
  unknown: [{ title: 'whose summary says nothing of it', configuration: { SummaryMap: {} } }],
});
