import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const provider = { name: 'sso', configuration: { Name: 'sso' } };
const user = { name: 'ada', configuration: { LoginProfile: {} } };

export const examples = defineExamples({
  pass: [
    {
      title: 'with a provider',
      configuration: {},
      surroundings: { providers: [provider], users: [user] },
      says: 'sso',
    },
    { title: 'without people', configuration: {}, surroundings: { users: [{ configuration: {} }] } },
  ],
  fail: [{ title: 'with passwords only', configuration: {}, surroundings: { users: [user] }, says: 'ada' }],
  unknown: [
    { title: 'whose users were not listed', configuration: {}, unlisted: ['users'] },
    {
      title: 'whose providers were not listed',
      configuration: {},
      surroundings: { users: [{ configuration: {} }] },
      unlisted: ['providers'],
    },
    {
      title: 'with passwords, whose providers were not listed',
      configuration: {},
      surroundings: { users: [user] },
      unlisted: ['providers'],
    },
  ],
});
