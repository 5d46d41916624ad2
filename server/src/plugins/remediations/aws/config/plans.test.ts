import { testPlans } from '../testing/plans.ts';

const some = {
  AllSupported: false,
  IncludeGlobalResourceTypes: true,
  ResourceTypes: ['AWS::S3::Bucket'],
  ExcludedResourceTypes: [],
  UseOnly: 'INCLUSION_BY_RESOURCE_TYPES',
};
const all = {
  AllSupported: true,
  IncludeGlobalResourceTypes: true,
  ResourceTypes: [],
  ExcludedResourceTypes: [],
  UseOnly: 'ALL_SUPPORTED_RESOURCE_TYPES',
};
const recorder = { Name: 'default', RecordsEverything: true, Recording: false };

testPlans('config', {
  'record-all-types': [
    {
      title: 'some types, and global ones as before',
      state: { RecordingGroup: some },
      plan: { after: { RecordingGroup: all } },
    },
    { title: 'all types', state: { RecordingGroup: all }, plan: 'nothing' },
  ],
  'start-recorder': [
    {
      title: 'stopped',
      state: { ConfigurationRecorderStatus: { Recording: false } },
      plan: { after: { ConfigurationRecorderStatus: { Recording: true } } },
    },
    { title: 'running', state: { ConfigurationRecorderStatus: { Recording: true } }, plan: 'nothing' },
  ],
  'start-region-recorder': [
    {
      title: 'stopped',
      state: { Recorder: recorder },
      plan: { after: { Recorder: { ...recorder, Recording: true } } },
    },
    { title: 'none', state: { Recorder: null }, plan: 'cannot', says: 'has no recorder' },
    {
      title: 'types left out',
      state: { Recorder: { ...recorder, RecordsEverything: false } },
      plan: 'cannot',
    },
    { title: 'running', state: { Recorder: { ...recorder, Recording: true } }, plan: 'nothing' },
  ],
});
