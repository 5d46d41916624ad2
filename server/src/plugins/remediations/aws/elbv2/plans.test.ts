import { testPlans } from '../testing/plans.ts';

const headers = 'routing.http.drop_invalid_header_fields.enabled';
const desync = 'routing.http.desync_mitigation_mode';

testPlans('elbv2', {
  'deletion-protection': [
    {
      title: 'off',
      state: { Key: 'deletion_protection.enabled', Value: 'false' },
      plan: { after: { Key: 'deletion_protection.enabled', Value: 'true' } },
    },
    { title: 'on', state: { Key: 'deletion_protection.enabled', Value: 'true' }, plan: 'nothing' },
  ],
  'drop-invalid-headers': [
    {
      title: 'passed on',
      state: { Key: headers, Value: 'false' },
      plan: { after: { Key: headers, Value: 'true' } },
    },
    {
      title: 'a network load balancer',
      state: { Key: headers, Value: 'false' },
      configuration: { Type: 'network' },
      plan: 'cannot',
      says: 'network',
    },
    { title: 'dropped', state: { Key: headers, Value: 'true' }, plan: 'nothing' },
  ],
  'mitigate-desync': [
    {
      title: 'only watched',
      state: { Key: desync, Value: 'monitor' },
      plan: { after: { Key: desync, Value: 'defensive' } },
    },
    { title: 'the strictest', state: { Key: desync, Value: 'strictest' }, plan: 'nothing' },
  ],
});
