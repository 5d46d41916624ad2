import type { Json } from '../../../../core/json.ts';
import type { AnyRemediation } from '../../../../plugin-kit/define-remediation.ts';
import { ec2RegionSettingsType } from '../../../providers/aws/resources/ec2_region_settings/schema.ts';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';
import { defineSetting, type Setting, type Words } from '../setting.ts';

/** A setting that holds for all of a region: it is always there, and its name is the region's. */
export function regionSetting<Value extends Json>(
  setting: Words &
    Pick<
      Setting<typeof ec2RegionSettingsType, Value>,
      'attribute' | 'permissions' | 'calls' | 'plan' | 'callsBetween' | 'irreversible' | 'wayBack'
    > & {
      read(session: AwsActingSession): Promise<Value>;
      write(session: AwsActingSession, to: Value): Promise<void>;
      byHand: Setting<typeof ec2RegionSettingsType, Value>['byHand'];
    },
): AnyRemediation {
  return defineSetting<typeof ec2RegionSettingsType, Value>({
    ...setting,
    resource: ec2RegionSettingsType,
    read: async (session) => ({ value: await setting.read(session) }),
    write: (session, _target, to) => setting.write(session, to),
  });
}
