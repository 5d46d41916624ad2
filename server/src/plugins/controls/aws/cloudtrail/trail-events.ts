import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { cloudtrailTrailType } from '../../../providers/aws/resources/cloudtrail_trail/schema.ts';

export type TrailConfiguration = ConfigurationOf<typeof cloudtrailTrailType>;

/** Which calls of a category a trail records, and of which services it leaves them out. */
export type RecordedCalls = { reads: boolean; writes: boolean; without: readonly string[] };

type Selector = NonNullable<TrailConfiguration['EventSelectors']>[number];
type AdvancedSelector = NonNullable<TrailConfiguration['AdvancedEventSelectors']>[number];
type FieldSelector = NonNullable<AdvancedSelector['FieldSelectors']>[number];

/** A trail that records in every region and is switched on. */
export function recordsAllRegions(trail: TrailConfiguration): boolean {
  return trail.IsMultiRegionTrail === true && trail.IsLogging === true;
}

/** A value of a classic selector that stands for every bucket: `arn:aws:s3`, or `arn:aws:s3:::` without a name. */
export function allBuckets(value: string): boolean {
  return value.endsWith(':s3') || value.endsWith(':s3:::');
}

/** Management events. A trail without any selector records all of them: that is CloudTrail's default. */
export function managementCalls(trail: TrailConfiguration): RecordedCalls {
  const advanced = trail.AdvancedEventSelectors ?? [];
  if (advanced.length > 0) {
    return together(
      advanced.map((selector) =>
        callsOfAdvanced(selector, 'Management', (field) => field.Field === 'eventSource'),
      ),
    );
  }
  const selectors = trail.EventSelectors ?? [];
  if (selectors.length === 0) return { reads: true, writes: true, without: [] };
  return together(
    selectors
      .filter((selector) => selector.IncludeManagementEvents !== false)
      .map((selector) => ({ ...kindsOf(selector), without: selector.ExcludeManagementEventSources ?? [] })),
  );
}

/**
 * Data events of one type, of all its resources or of those whose ARN begins as `covers` accepts. No trail records
 * data events unless it is told to.
 */
export function dataCalls(
  trail: TrailConfiguration,
  type: string,
  covers: (value: string) => boolean,
): RecordedCalls {
  const advanced = trail.AdvancedEventSelectors ?? [];
  if (advanced.length > 0) {
    return together(
      advanced
        .filter((selector) => fieldOf(selector, 'resources.type')?.Equals?.includes(type) === true)
        .map((selector) =>
          callsOfAdvanced(selector, 'Data', (field) =>
            field.Field === 'resources.type'
              ? true
              : field.Field === 'resources.ARN' &&
                onlyStarts(field) &&
                field.StartsWith?.some(covers) === true,
          ),
        ),
    );
  }
  return together(
    (trail.EventSelectors ?? [])
      .filter((selector) =>
        selector.DataResources?.some(
          (resource) => resource.Type === type && resource.Values?.some(covers) === true,
        ),
      )
      .map((selector) => ({ ...kindsOf(selector), without: [] })),
  );
}

function kindsOf(selector: Selector): { reads: boolean; writes: boolean } {
  const kind = selector.ReadWriteType ?? 'All';
  return { reads: kind !== 'WriteOnly', writes: kind !== 'ReadOnly' };
}

const nothing: RecordedCalls = { reads: false, writes: false, without: [] };

function fieldOf(selector: AdvancedSelector, name: string): FieldSelector | undefined {
  return selector.FieldSelectors?.find((field) => field.Field === name);
}

const operators = ['Equals', 'NotEquals', 'StartsWith', 'NotStartsWith', 'EndsWith', 'NotEndsWith'] as const;

function onlyStarts(field: FieldSelector): boolean {
  return operators.every((operator) => operator === 'StartsWith' || (field[operator] ?? []).length === 0);
}

function onlyExcludes(field: FieldSelector): boolean {
  return operators.every((operator) => operator === 'NotEquals' || (field[operator] ?? []).length === 0);
}

/** A selector records a category as a whole when no field but the known ones narrows it. */
function callsOfAdvanced(
  selector: AdvancedSelector,
  category: 'Management' | 'Data',
  isHarmless: (field: FieldSelector) => boolean,
): RecordedCalls {
  if (fieldOf(selector, 'eventCategory')?.Equals?.includes(category) !== true) return nothing;
  let kinds = { reads: true, writes: true };
  const without: string[] = [];
  for (const field of selector.FieldSelectors ?? []) {
    if (field.Field === 'eventCategory') continue;
    if (field.Field === 'readOnly') {
      kinds = {
        reads: field.Equals?.includes('true') === true,
        writes: field.Equals?.includes('false') === true,
      };
    } else if (!isHarmless(field)) return nothing;
    else if (field.Field === 'eventSource') {
      if (!onlyExcludes(field)) return nothing;
      without.push(...(field.NotEquals ?? []));
    }
  }
  return { ...kinds, without };
}

function together(all: readonly RecordedCalls[]): RecordedCalls {
  if (all.length === 0) return nothing;
  const recording = all.filter((one) => one.reads || one.writes);
  return {
    reads: recording.some((one) => one.reads),
    writes: recording.some((one) => one.writes),
    without: [...new Set(recording.flatMap((one) => one.without))],
  };
}
