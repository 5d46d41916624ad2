import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { configRecorderType } from '../../../providers/aws/resources/config_recorder/schema.ts';

type Recorder = ConfigurationOf<typeof configRecorderType>;

/** Whether a recorder records all resource types that AWS Config knows, without exclusions. */
export function recordsEverything({ RecordingGroup: group }: Recorder): boolean {
  if ((group?.ExclusionByResourceTypes?.ResourceTypes ?? []).length > 0) return false;
  return group?.AllSupported === true || group?.RecordingStrategy?.UseOnly === 'ALL_SUPPORTED_RESOURCE_TYPES';
}

/** The service writes the status in capitals, its documentation does not. */
export function failsToDeliver({ ConfigurationRecorderStatus: status }: Recorder): boolean {
  return status?.LastStatus?.toUpperCase() === 'FAILURE';
}
