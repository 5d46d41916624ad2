import { testPlans } from '../testing/plans.ts';

const everybody = {
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'secretsmanager:GetSecretValue',
  Resource: '*',
};
const secret = (RotationEnabled: boolean, RotationLambdaARN: string | null, days: number | null) => ({
  RotationEnabled,
  RotationLambdaARN,
  RotationRules:
    days === null ? null : { AutomaticallyAfterDays: days, ScheduleExpression: null, Duration: null },
});
const rotate = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';

testPlans('secretsmanager', {
  'remove-public-statements': [
    {
      title: 'public',
      state: { ResourcePolicy: { Version: '2012-10-17', Statement: [everybody] } },
      plan: { after: { ResourcePolicy: null } },
    },
    { title: 'no policy', state: { ResourcePolicy: null }, plan: 'nothing' },
  ],
  rotation: [
    {
      title: 'a function and no schedule',
      state: secret(false, rotate, null),
      plan: { after: secret(true, rotate, 30) },
    },
    {
      title: 'a function and a schedule',
      state: secret(false, rotate, 60),
      plan: { after: secret(true, rotate, 60) },
      says: 'every 60 days',
    },
    { title: 'no function', state: secret(false, null, null), plan: 'cannot', says: 'by hand' },
    { title: 'rotated', state: secret(true, rotate, 30), plan: 'nothing' },
  ],
});
