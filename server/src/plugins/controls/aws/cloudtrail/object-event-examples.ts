import type { Json, JsonObject } from '../../../../core/json.ts';
import { type ControlExamples, defineExamples } from '../../../../plugin-kit/define-control.ts';

type Half = 'ReadOnly' | 'WriteOnly';

/** The examples of the controls that ask for a trail of what is read of, or written to, all S3 objects. */
export function objectEventExamples(wanted: Half): ControlExamples {
  const other: Half = wanted === 'ReadOnly' ? 'WriteOnly' : 'ReadOnly';
  const within = (selectors: JsonObject) => ({
    configuration: {},
    surroundings: {
      trails: [
        {
          name: 'all',
          configuration: { TrailName: 'all', IsMultiRegionTrail: true, IsLogging: true, ...selectors },
        },
      ],
    },
  });
  const objects = (calls: Half | 'All', of: string) =>
    within({
      EventSelectors: [
        {
          ReadWriteType: calls,
          IncludeManagementEvents: true,
          DataResources: [{ Type: 'AWS::S3::Object', Values: [of] }],
        },
      ],
    });
  const advanced = (...more: Json[]) =>
    within({
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            ...more,
          ],
        },
      ],
    });
  const permission = 'cloudtrail:GetEventSelectors';
  return defineExamples({
    pass: [
      { title: 'with such a trail', ...objects('All', 'arn:aws:s3') },
      { title: 'whose trail records just that', ...objects(wanted, 'arn:aws:s3:::') },
      { title: 'with an advanced selector', ...advanced() },
    ],
    fail: [
      { title: 'without any trail', configuration: {} },
      {
        title: 'whose trail records management events only',
        ...within({ EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }),
      },
      { title: 'whose trail looks at one bucket', ...objects('All', 'arn:aws:s3:::photos/') },
      { title: 'whose trail records the other half', ...objects(other, 'arn:aws:s3') },
      {
        title: 'whose advanced selector is narrowed',
        ...advanced({ Field: 'eventName', Equals: ['DeleteObject'] }),
      },
    ],
    unknown: [
      { title: 'whose trails were not listed', configuration: {}, unlisted: ['trails'] },
      {
        title: 'whose selectors were denied',
        configuration: {},
        surroundings: {
          trails: [
            {
              configuration: { IsMultiRegionTrail: true, IsLogging: true },
              unreadable: ['EventSelectors', 'AdvancedEventSelectors'].map((path) => ({
                path,
                reason: 'denied' as const,
                permission,
              })),
            },
          ],
        },
        says: permission,
      },
    ],
  });
}
