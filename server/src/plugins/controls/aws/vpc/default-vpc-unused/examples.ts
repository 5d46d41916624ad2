import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is empty',
      configuration: { IsDefault: true, VpcId: 'vpc-1' },
      surroundings: { interfaces: [{ configuration: { Id: 'eni-1', VpcId: 'vpc-2' } }] },
    },
  ],
  fail: [
    {
      title: 'that is used',
      configuration: { IsDefault: true, VpcId: 'vpc-1' },
      surroundings: { interfaces: [{ configuration: { Id: 'eni-1', VpcId: 'vpc-1' } }] },
      says: 'eni-1',
    },
  ],
  unknown: [
    {
      title: 'where the interfaces were not listed',
      configuration: { IsDefault: true, VpcId: 'vpc-1' },
      unlisted: ['interfaces'],
    },
  ],
  not_applicable: [{ title: 'that somebody made', configuration: { IsDefault: false } }],
});
