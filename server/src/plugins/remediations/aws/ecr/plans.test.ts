import { testPlans } from '../testing/plans.ts';

const mutability = (ImageTagMutability: string, filters: { filterType: string; filter: string }[] = []) => ({
  ImageTagMutability,
  ImageTagMutabilityExclusionFilters: filters,
});
const everybody = { Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' };

testPlans('ecr', {
  'immutable-tags': [
    {
      title: 'movable, but for some',
      state: mutability('MUTABLE_WITH_EXCLUSION', [{ filterType: 'WILDCARD', filter: 'release-*' }]),
      plan: { after: mutability('IMMUTABLE') },
    },
    {
      title: 'fixed, but for some',
      state: mutability('IMMUTABLE_WITH_EXCLUSION', [{ filterType: 'WILDCARD', filter: 'latest' }]),
      plan: 'nothing',
    },
  ],
  'remove-public-statements': [
    {
      title: 'only a public statement, without a name',
      state: { RepositoryPolicyText: { Version: '2012-10-17', Statement: everybody } },
      plan: { after: { RepositoryPolicyText: null } },
      says: 'number 1',
    },
    { title: 'no policy', state: { RepositoryPolicyText: null }, plan: 'nothing' },
  ],
  'scan-on-push': [
    {
      title: 'not scanned',
      state: { ImageScanningConfiguration: { ScanOnPush: false } },
      plan: { after: { ImageScanningConfiguration: { ScanOnPush: true } } },
    },
    { title: 'scanned', state: { ImageScanningConfiguration: { ScanOnPush: true } }, plan: 'nothing' },
  ],
});
