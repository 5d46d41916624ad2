import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a password',
      configuration: { EngineName: 'mongodb', MongoDbSettings: { AuthType: 'password' } },
    },
  ],
  fail: [
    {
      title: 'without sign-in',
      configuration: { EngineName: 'mongodb', MongoDbSettings: { AuthType: 'no' } },
    },
  ],
  unknown: [
    {
      title: 'whose MongoDbSettings nobody could read',
      configuration: { EngineName: 'mongodb' },
      unreadable: [{ path: 'MongoDbSettings', reason: 'denied', permission: 'dms:DescribeEndpoints' }],
    },
    { title: 'without settings', configuration: { EngineName: 'mongodb' } },
  ],
  not_applicable: [{ title: 'of PostgreSQL', configuration: { EngineName: 'postgres' } }],
});
