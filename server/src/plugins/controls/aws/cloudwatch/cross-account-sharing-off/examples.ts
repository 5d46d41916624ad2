import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'without that role',
      configuration: {},
      surroundings: { roles: [{ configuration: { RoleName: 'app' } }] },
    },
  ],
  fail: [
    {
      title: 'with it',
      configuration: {},
      surroundings: { roles: [{ configuration: { RoleName: 'CloudWatch-CrossAccountSharingRole' } }] },
    },
  ],
  unknown: [{ title: 'whose roles were not listed', configuration: {}, unlisted: ['roles'] }],
});
