import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that scans on push', configuration: { ImageScanningConfiguration: { ScanOnPush: true } } },
    {
      title: 'that the registry scans',
      configuration: {
        ImageScanningConfiguration: { ScanOnPush: false },
        RepositoryScanningConfiguration: { ScanFrequency: 'CONTINUOUS_SCAN', ScanOnPush: false },
      },
      says: 'CONTINUOUS_SCAN',
    },
  ],
  fail: [
    {
      title: 'that is scanned by hand',
      configuration: {
        ImageScanningConfiguration: { ScanOnPush: false },
        RepositoryScanningConfiguration: { ScanFrequency: 'MANUAL', ScanOnPush: false },
      },
    },
  ],
  unknown: [
    {
      title: 'whose scanning in effect was denied',
      configuration: { ImageScanningConfiguration: { ScanOnPush: false } },
      unreadable: [
        {
          path: 'RepositoryScanningConfiguration',
          reason: 'denied',
          permission: 'ecr:BatchGetRepositoryScanningConfiguration',
        },
      ],
    },
  ],
});
