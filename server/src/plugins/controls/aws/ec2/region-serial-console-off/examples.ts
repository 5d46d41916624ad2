import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'without it', configuration: { SerialConsoleAccessEnabled: false } }],
  fail: [{ title: 'that allows it', configuration: { SerialConsoleAccessEnabled: true } }],
  unknown: [
    {
      title: 'where SerialConsoleAccessEnabled could not be read',
      configuration: {},
      unreadable: [
        {
          path: 'SerialConsoleAccessEnabled',
          reason: 'denied',
          permission: 'ec2:GetSerialConsoleAccessStatus',
        },
      ],
      says: 'ec2:GetSerialConsoleAccessStatus',
    },
  ],
});
