import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with TLS',
      configuration: { EngineName: 'redis', RedisSettings: { SslSecurityProtocol: 'ssl-encryption' } },
    },
    { title: 'that says nothing, which means TLS', configuration: { EngineName: 'redis' } },
  ],
  fail: [
    {
      title: 'in plain text',
      configuration: { EngineName: 'redis', RedisSettings: { SslSecurityProtocol: 'plaintext' } },
    },
  ],
  unknown: [
    {
      title: 'whose RedisSettings nobody could read',
      configuration: { EngineName: 'redis' },
      unreadable: [{ path: 'RedisSettings', reason: 'denied', permission: 'dms:DescribeEndpoints' }],
    },
  ],
  not_applicable: [{ title: 'of PostgreSQL', configuration: { EngineName: 'postgres' } }],
});
