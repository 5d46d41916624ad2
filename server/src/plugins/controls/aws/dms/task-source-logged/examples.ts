import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that logs both parts',
      configuration: {
        ReplicationTaskSettings: {
          Logging: {
            EnableLogging: true,
            LogComponents: [
              { Id: 'SOURCE_CAPTURE', Severity: 'LOGGER_SEVERITY_DEFAULT' },
              { Id: 'SOURCE_UNLOAD', Severity: 'LOGGER_SEVERITY_DETAILED_DEBUG' },
            ],
          },
        },
      },
    },
  ],
  fail: [
    {
      title: 'that logs one part',
      configuration: {
        ReplicationTaskSettings: {
          Logging: {
            EnableLogging: true,
            LogComponents: [{ Id: 'SOURCE_CAPTURE', Severity: 'LOGGER_SEVERITY_DEFAULT' }],
          },
        },
      },
      says: 'SOURCE_UNLOAD',
    },
    {
      title: 'that logs errors only',
      configuration: {
        ReplicationTaskSettings: {
          Logging: {
            EnableLogging: true,
            LogComponents: [
              { Id: 'SOURCE_CAPTURE', Severity: 'LOGGER_SEVERITY_ERROR' },
              { Id: 'SOURCE_UNLOAD', Severity: 'LOGGER_SEVERITY_DEFAULT' },
            ],
          },
        },
      },
      says: 'SOURCE_CAPTURE',
    },
    {
      title: 'with logging off',
      configuration: { ReplicationTaskSettings: { Logging: { EnableLogging: false, LogComponents: [] } } },
    },
  ],
  unknown: [
    {
      title: 'whose ReplicationTaskSettings nobody could read',
      configuration: {},
      unreadable: [
        { path: 'ReplicationTaskSettings', reason: 'denied', permission: 'dms:DescribeReplicationTasks' },
      ],
    },
    { title: 'without known settings', configuration: {} },
  ],
});
