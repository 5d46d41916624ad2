import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const open = {
  name: 'a',
  configuration: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSCloudShellFullAccess'] },
};
const other = { name: 'b', configuration: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] } };

export const examples = defineExamples({
  pass: [
    { title: 'without identities', configuration: {} },
    {
      title: 'whose identities have other policies',
      configuration: {},
      surroundings: { users: [other], groups: [other], roles: [other] },
    },
  ],
  fail: [
    { title: 'where a user has it', configuration: {}, surroundings: { users: [open] }, says: 'the user a' },
    {
      title: 'where a group has it',
      configuration: {},
      surroundings: { groups: [open] },
      says: 'the group a',
    },
    {
      title: 'where a role has it, although users were not listed',
      configuration: {},
      surroundings: { roles: [open] },
      unlisted: ['users'],
      says: 'the role a',
    },
  ],
  unknown: [
    { title: 'whose users were not listed', configuration: {}, unlisted: ['users'] },
    { title: 'whose groups were not listed', configuration: {}, unlisted: ['groups'] },
    { title: 'whose roles were not listed', configuration: {}, unlisted: ['roles'] },
  ],
});
