import { testPlans } from '../testing/plans.ts';

const endpoint = (publicly: boolean, privately: boolean, ranges: string[]) => ({
  ResourcesVpcConfig: {
    EndpointPublicAccess: publicly,
    EndpointPrivateAccess: privately,
    PublicAccessCidrs: ranges,
  },
});
const all = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

testPlans('eks', {
  'control-plane-logs': [
    {
      title: 'some logs',
      state: { Logging: { EnabledTypes: ['audit'] } },
      plan: { after: { Logging: { EnabledTypes: all } } },
      says: 'api, authenticator',
    },
    { title: 'all logs', state: { Logging: { EnabledTypes: all } }, plan: 'nothing' },
  ],
  'deletion-protection': [
    { title: 'off', state: { DeletionProtection: false }, plan: { after: { DeletionProtection: true } } },
    { title: 'on', state: { DeletionProtection: true }, plan: 'nothing' },
  ],
  'private-endpoint': [
    {
      title: 'open to all, and no private endpoint',
      state: endpoint(true, false, ['0.0.0.0/0']),
      plan: { after: endpoint(false, true, []) },
      says: 'open the private one',
    },
    {
      title: 'named ranges in the baseline',
      state: endpoint(true, true, ['0.0.0.0/0']),
      baseline: endpoint(true, true, ['203.0.113.0/24']),
      plan: { after: endpoint(true, true, ['203.0.113.0/24']) },
    },
    { title: 'named ranges', state: endpoint(true, true, ['203.0.113.0/24']), plan: 'nothing' },
    { title: 'private', state: endpoint(false, true, []), plan: 'nothing' },
  ],
});
