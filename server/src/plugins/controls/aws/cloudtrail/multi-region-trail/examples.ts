import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const trail = { TrailName: 'all', IsMultiRegionTrail: true, IsLogging: true };

export const examples = defineExamples({
  pass: [
    {
      title: 'with a trail of all regions',
      configuration: {},
      surroundings: { trails: [{ configuration: trail }] },
    },
    {
      title: 'with such a trail, although another region could not be listed',
      configuration: {},
      surroundings: { trails: [{ configuration: trail }] },
      unlisted: ['trails'],
    },
  ],
  fail: [
    { title: 'without any trail', configuration: {} },
    {
      title: 'whose trail is switched off',
      configuration: {},
      surroundings: { trails: [{ configuration: { ...trail, IsLogging: false } }] },
    },
    {
      title: 'whose trail records one region',
      configuration: {},
      surroundings: { trails: [{ configuration: { ...trail, IsMultiRegionTrail: false } }] },
    },
  ],
  unknown: [
    { title: 'whose trails were not listed', configuration: {}, unlisted: ['trails'] },
    {
      title: 'where nobody could see whether the trail is switched on',
      configuration: {},
      surroundings: {
        trails: [
          {
            configuration: { TrailName: 'all', IsMultiRegionTrail: true },
            unreadable: [{ path: 'IsLogging', reason: 'denied', permission: 'cloudtrail:GetTrailStatus' }],
          },
        ],
      },
      says: 'cloudtrail:GetTrailStatus',
    },
  ],
});
