import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'without certificates',
      configuration: { SummaryMap: { AccountSigningCertificatesPresent: 0 } },
    },
  ],
  fail: [{ title: 'with one', configuration: { SummaryMap: { AccountSigningCertificatesPresent: 1 } } }],
  unknown: [{ title: 'whose summary says nothing of it', configuration: { SummaryMap: {} } }],
});
