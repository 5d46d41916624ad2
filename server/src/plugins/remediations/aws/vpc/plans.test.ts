import { testPlans } from '../testing/plans.ts';

const Destination = {
  LogDestinationType: 's3',
  LogDestination: 'arn:aws:s3:::flow-logs',
  LogGroupName: null,
  DeliverLogsPermissionArn: null,
};

testPlans('vpc', {
  'flow-logs': [
    {
      title: 'where others of the region deliver',
      state: { IsRecorded: false, Destination },
      plan: { after: { IsRecorded: true, Destination } },
      says: 'arn:aws:s3:::flow-logs',
    },
    {
      title: 'no other in the region',
      state: { IsRecorded: false, Destination: null },
      plan: 'cannot',
      says: 'by hand',
    },
    { title: 'recorded', state: { IsRecorded: true, Destination: null }, plan: 'nothing' },
  ],
  'no-public-addresses': [
    {
      title: 'given at launch',
      state: { MapPublicIpOnLaunch: true },
      plan: { after: { MapPublicIpOnLaunch: false } },
    },
    { title: 'not given', state: { MapPublicIpOnLaunch: false }, plan: 'nothing' },
  ],
});
