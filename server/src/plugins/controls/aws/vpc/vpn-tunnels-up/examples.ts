import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with both up',
      configuration: {
        Tunnels: [
          { OutsideIpAddress: '198.51.100.8', Status: 'UP' },
          { OutsideIpAddress: '198.51.100.9', Status: 'UP' },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'with one down',
      configuration: {
        Tunnels: [
          { OutsideIpAddress: '198.51.100.8', Status: 'UP' },
          { OutsideIpAddress: '198.51.100.9', Status: 'DOWN' },
        ],
      },
      says: '198.51.100.9',
    },
  ],
  unknown: [{ title: 'without tunnels', configuration: {} }],
});
