import { testPlans } from '../testing/plans.ts';

const all = { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true };

testPlans('cloudtrail', {
  'all-regions': [
    {
      title: 'one region',
      state: { IsMultiRegionTrail: false, IncludeGlobalServiceEvents: false },
      plan: { after: all },
    },
    { title: 'all regions', state: all, plan: 'nothing' },
  ],
  'log-validation': [
    {
      title: 'off',
      state: { EnableLogFileValidation: false },
      plan: { after: { EnableLogFileValidation: true } },
    },
    { title: 'on', state: { EnableLogFileValidation: true }, plan: 'nothing' },
  ],
  'start-logging': [
    { title: 'stopped', state: { IsLogging: false }, plan: { after: { IsLogging: true } } },
    { title: 'running', state: { IsLogging: true }, plan: 'nothing' },
  ],
});
