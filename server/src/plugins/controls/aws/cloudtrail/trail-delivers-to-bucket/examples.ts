import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that delivers', configuration: { IsLogging: true } }],
  fail: [
    {
      title: 'whose bucket refuses it',
      configuration: { IsLogging: true, LatestDeliveryError: 'AccessDenied' },
      says: 'AccessDenied',
    },
    { title: 'that is switched off', configuration: { IsLogging: false } },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'IsLogging', reason: 'denied', permission: 'cloudtrail:GetTrailStatus' }],
      says: 'cloudtrail:GetTrailStatus',
    },
  ],
});
